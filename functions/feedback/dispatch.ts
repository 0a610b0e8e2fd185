import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { endFeedbackTablet, inviteToFeedback, openFeedbackTablet, readAsking } from './asking.ts';
import { takeBackFeedback, typeFeedback } from './paper.ts';
import { readFeedbackTexts, readScreening, screenFeedback } from './screening.ts';
import { giveFeedback, giveFeedbackByLink, readFeedbackForm, readFeedbackLink } from './street.ts';

export const feedbackDispatch: Dispatch<typeof feedbackRoutes> = {
  readFeedbackForm,
  giveFeedback,
  readFeedbackLink,
  giveFeedbackByLink,
  readFeedbackTexts,
  readScreening,
  screenFeedback,
  readAsking,
  inviteToFeedback,
  openFeedbackTablet,
  endFeedbackTablet,
  typeFeedback,
  takeBackFeedback,
};
