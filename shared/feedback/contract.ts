import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { linkSecret, siteId, slug } from '../kernel/ids.ts';
import { recordLink } from '../kernel/reach.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { offsetDateTime, plainDate, quarter } from '../kernel/time.ts';
import { accessibilityRoutes } from './accessibilityRoutes.ts';
import { answerFields } from './answer.ts';
import { tabletId } from './link.ts';
import { maskedKinds } from '../kernel/maskText.ts';
import { hidingReasons, screeningSteps, textStates } from './screening.ts';

const screeners = ['SITE_MANAGER', 'TENANT_ADMIN'] as const satisfies readonly TenantRole[];
const askers = [...screeners, 'COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];

const ofStreet = z.strictObject({ tenantSlug: slug, siteSlug: slug });
const atSite = z.strictObject({ siteId });
const byLink = z.strictObject({ link: recordLink });

/** Names one filled-in form, so that a second press counts once; chosen by the caller and kept as a hash only. */
const formId = z.string().regex(/^[0-9a-z]{20}$/u);
const given = z.strictObject({ formId, ...answerFields });

const where = {
  tenant: z.strictObject({ slug }),
  site: z.strictObject({ slug, name: localizedText }),
};

const textId = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u);

/** A free text as whoever screens it sees it: no day, no grade, nothing of the answer that it came with. */
const screenedText = z.strictObject({
  id: textId,
  month,
  language,
  text: z.string(),
  /** What was taken out before anybody read it. */
  masked: z.array(z.enum(maskedKinds)),
  state: z.enum(textStates),
  reason: z.enum(hidingReasons).optional(),
  version: z.int(),
});

export const feedbackRoutes = defineRoutes('feedback', {
  /** Where somebody answers who has no link: the name of the site. */
  readFeedbackForm: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/feedback',
    access: { kind: 'publicTenant' },
    parameters: ofStreet,
    response: z.strictObject(where),
    status: 200,
    problems: ['not-found'],
  },
  /** An answer without a name. The same form sent again is the same answer. */
  giveFeedback: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/feedback',
    access: { kind: 'publicTenant' },
    parameters: ofStreet,
    body: given,
    response: z.strictObject({}),
    status: 201,
    problems: ['not-found', 'invalid-request', 'id-already-used', 'cap-reached'],
  },
  /** What a link opens: an invitation of its own, or a tablet. */
  readFeedbackLink: {
    method: 'GET',
    path: '/api/feedback-links/{link}',
    access: { kind: 'link' },
    parameters: byLink,
    response: z.strictObject({
      ...where,
      way: z.enum(['INVITATION', 'TABLET']),
      /** False for an invitation that was answered, or is over. */
      open: z.boolean(),
    }),
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  /** An answer by a link; an invitation is answered once. */
  giveFeedbackByLink: {
    method: 'POST',
    path: '/api/feedback-links/{link}',
    access: { kind: 'link' },
    parameters: byLink,
    body: given,
    response: z.strictObject({}),
    status: 201,
    problems: ['link-not-found', 'link-expired', 'invalid-request', 'id-already-used', 'cap-reached'],
  },
  /** What the house reads of what was written to it: the published texts of a year, once there are enough of them. */
  readFeedbackTexts: {
    method: 'GET',
    path: '/api/feedback/sites/{siteId}/texts',
    access: { kind: 'session', roles: askers },
    parameters: atSite,
    /** The year ends with this quarter; with the present one when absent. */
    query: z.strictObject({ quarter: quarter.optional() }),
    response: z.strictObject({
      /** First and last month of the year. */
      from: month,
      to: month,
      /** The fewest texts of a year that are shown. */
      fewest: z.int(),
      /** Whether there are as many; until then `texts` is empty. */
      enough: z.boolean(),
      /** In no order that tells anything. */
      texts: z.array(z.strictObject({ id: textId, language, text: z.string() })),
      /** How many wait for a screener. */
      waiting: z.int(),
    }),
    status: 200,
    problems: ['not-found'],
  },
  /** What waits for a screener, the oldest first, and what was decided lately. */
  readScreening: {
    method: 'GET',
    path: '/api/feedback/sites/{siteId}/screening',
    access: { kind: 'session', roles: screeners },
    parameters: atSite,
    response: z.strictObject({
      waiting: z.array(screenedText),
      decided: z.array(screenedText),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'SCREEN_FEEDBACK' },
  },
  /** Lets the house read a text, hides it with a reason, or takes the decision back. */
  screenFeedback: {
    method: 'POST',
    path: '/api/feedback/sites/{siteId}/screening/{textId}',
    access: { kind: 'session', roles: screeners },
    parameters: atSite.extend({ textId }),
    body: z.strictObject({
      month,
      version: z.int(),
      step: z.enum(screeningSteps),
      /** Needed to hide. */
      reason: z.enum(hidingReasons).optional(),
    }),
    response: screenedText,
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'stale-version'],
    audit: { action: 'SCREEN_FEEDBACK' },
  },
  /** The ways of asking at a site: its tablets. */
  readAsking: {
    method: 'GET',
    path: '/api/feedback/sites/{siteId}/asking',
    access: { kind: 'session', roles: askers },
    parameters: atSite,
    response: z.strictObject({
      ...where,
      today: plainDate,
      tablets: z.array(z.strictObject({ id: tabletId, openedAt: offsetDateTime, ended: z.boolean() })),
    }),
    status: 200,
    problems: ['not-found'],
  },
  /** Makes an invitation for whoever is here. The secret is the caller's, so that a retry makes one. */
  inviteToFeedback: {
    method: 'POST',
    path: '/api/feedback/sites/{siteId}/invitations',
    access: { kind: 'session', roles: askers },
    parameters: atSite,
    body: z.strictObject({ secret: linkSecret }),
    response: z.strictObject({ link: recordLink }),
    status: 201,
    problems: ['not-found'],
    audit: { action: 'ASK_FEEDBACK' },
  },
  /** Opens a tablet: its link stands in the tablet until somebody ends it. */
  openFeedbackTablet: {
    method: 'POST',
    path: '/api/feedback/sites/{siteId}/tablets',
    access: { kind: 'session', roles: askers },
    parameters: atSite,
    body: z.strictObject({ tabletId, secret: linkSecret }),
    response: z.strictObject({ link: recordLink }),
    status: 201,
    problems: ['not-found', 'id-already-used'],
    audit: { action: 'ASK_FEEDBACK' },
  },
  /** Ends a tablet for good. */
  endFeedbackTablet: {
    method: 'POST',
    path: '/api/feedback/sites/{siteId}/tablets/{tabletId}/end',
    access: { kind: 'session', roles: askers },
    parameters: atSite.extend({ tabletId }),
    body: z.strictObject({}),
    response: z.strictObject({}),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'ASK_FEEDBACK' },
  },
  /** Types in an answer that was given on paper. */
  typeFeedback: {
    method: 'POST',
    path: '/api/feedback/sites/{siteId}/paper',
    access: { kind: 'session', roles: askers },
    parameters: atSite,
    body: given.extend({ date: plainDate }),
    response: z.strictObject({ takeBackUntil: offsetDateTime }),
    status: 201,
    problems: ['not-found', 'invalid-request', 'id-already-used'],
    audit: { action: 'TYPE_FEEDBACK' },
  },
  /** Takes a typed answer back, with its text, while it is fresh. */
  takeBackFeedback: {
    method: 'POST',
    path: '/api/feedback/sites/{siteId}/paper/{formId}/withdrawal',
    access: { kind: 'session', roles: askers },
    parameters: atSite.extend({ formId }),
    body: z.strictObject({}),
    response: z.strictObject({}),
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'TYPE_FEEDBACK' },
  },
  ...accessibilityRoutes,
});

export type ScreenedText = z.infer<typeof screenedText>;
