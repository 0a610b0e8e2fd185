import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { accessibilityUseCases } from './accessibility/useCases.ts';
import { endFeedbackTablet, inviteToFeedback, openFeedbackTablet, readAsking } from './asking.ts';
import { takeBackFeedback, typeFeedback } from './paper.ts';
import { readFeedbackTexts, readScreening, screenFeedback } from './screening.ts';
import { giveFeedback, giveFeedbackByLink, readFeedbackForm, readFeedbackLink } from './street.ts';

/** `platform` keeps feedback about accessibility of pages that are no municipality's. */
export const feedbackDispatch = (platform: Table): Dispatch<typeof feedbackRoutes> => ({
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
  ...accessibilityUseCases(platform),
});
