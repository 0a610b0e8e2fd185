import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { answered, barrier } from '../asks.ts';
import type { Ids } from '../ids.ts';
import { link, none, type SamplesOf, where } from './sample.ts';

const about = ({ accessibilityForm }: Ids) => ({
  formId: accessibilityForm,
  secret: randomIds.secret(128),
  ...barrier,
});
const step = { version: 1, step: 'EXTEND' as const, text: 'It takes longer', until: '2027-02-20' };

const at = ({ siteId }: Ids) => ({ siteId });

export const feedbackSamples: SamplesOf<typeof feedbackRoutes> = {
  readFeedbackForm: { request: (ids) => ({ parameters: where(ids) }) },
  giveFeedback: {
    request: (ids) => ({ parameters: where(ids), body: { formId: ids.formId, ...answered } }),
    chosen: ['formId'],
  },
  readFeedbackLink: { request: (ids) => ({ parameters: link(ids) }) },
  giveFeedbackByLink: {
    request: (ids) => ({ parameters: link(ids), body: { formId: ids.formId, ...answered } }),
    chosen: ['formId'],
  },
  readFeedbackTexts: { request: (ids) => ({ parameters: at(ids), query: { quarter: '2027-Q1' } }) },
  readScreening: { request: (ids) => ({ parameters: at(ids) }) },
  screenFeedback: {
    request: (ids) => ({
      parameters: { ...at(ids), textId: ids.feedbackTextId },
      body: { month: '2027-02', version: 1, step: 'HIDE', reason: 'IS_PRIVATE' },
    }),
  },
  readAsking: { request: (ids) => ({ parameters: at(ids) }) },
  inviteToFeedback: {
    request: (ids) => ({ parameters: at(ids), body: { secret: randomIds.secret(128) } }),
  },
  openFeedbackTablet: {
    request: (ids) => ({
      parameters: at(ids),
      body: { tabletId: ids.displayId, secret: randomIds.secret(128) },
    }),
    chosen: ['displayId'],
  },
  endFeedbackTablet: {
    request: (ids) => ({ parameters: { ...at(ids), tabletId: ids.displayId }, body: {} }),
  },
  typeFeedback: {
    request: (ids) => ({
      parameters: at(ids),
      body: { formId: ids.formId, date: '2027-02-01', ...answered },
    }),
    chosen: ['formId'],
  },
  takeBackFeedback: {
    request: (ids) => ({ parameters: { ...at(ids), formId: ids.typedFormId }, body: {} }),
  },
  sendAccessibility: {
    request: (ids) => ({ parameters: { tenantSlug: ids.tenantSlug }, body: about(ids) }),
    chosen: ['accessibilityForm'],
  },
  readSentAccessibility: { request: (ids) => ({ parameters: { link: ids.accessibilityLink } }) },
  sendServiceAccessibility: { request: (ids) => ({ body: about(ids) }), chosen: ['accessibilityForm'] },
  readSentServiceAccessibility: {
    request: (ids) => ({ parameters: { link: ids.serviceLink } }),
  },
  listAccessibility: none,
  answerAccessibility: {
    request: (ids) => ({ parameters: { id: ids.accessibilityId }, body: step }),
  },
  setAccessibilityReminder: { request: () => ({ body: { email: 'saavutettavuus@example.org' } }) },
  listServiceAccessibility: none,
  answerServiceAccessibility: {
    // No tenant's: the operator answers whatever was sent to the service.
    request: (ids) => ({ parameters: { id: ids.serviceLink.split('.')[1] ?? '' }, body: step }),
  },
};
