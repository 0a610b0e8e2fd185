import * as z from 'zod';
import { consentCategory } from '../kernel/caseCategories.ts';
import { identification } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { clientId, code, consentId, episodeId, staffId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';

/** How the young person gave the consent. */
export const consentMeans = ['ON_SCREEN', 'ON_PAPER', 'ORALLY'] as const;

/** How the young person found the service (glossary G). */
export const routesIn = [
  'SELF',
  'FRIEND_FAMILY',
  'SCHOOL',
  'EMPLOYMENT_SERVICE',
  'SOCIAL_HEALTH_SERVICE',
  'OUTREACH',
  'DEFENCE_FORCES',
  'KELA',
  'NGO',
  'SOCIAL_MEDIA',
  'EVENT',
  'OTHER',
] as const;

/** Main activity at the start of an episode (glossary G). */
export const mainActivities = [
  'EMPLOYED',
  'STUDENT',
  'UNEMPLOYED_JOBSEEKER',
  'NOT_WORKING_NOT_STUDYING_NOT_REGISTERED',
  'WORKSHOP',
  'MILITARY_CIVILIAN_SERVICE',
  'PARENTAL_LEAVE',
  'SICK_LEAVE_REHABILITATION',
  'COMPULSORY_EDUCATION_WITHOUT_PLACE',
  'OTHER',
  'UNKNOWN',
] as const;

/** What a worker can be to a client by assignment. */
export const teamParts = ['NAMED', 'DEPUTY', 'TEAM'] as const;

/** Acts that a case's page offers to those who may do them. */
export const caseActs = [
  'RECORD',
  'CHANGE_CLIENT',
  'RECORD_CONSENT',
  'WITHDRAW_CONSENT',
  'REFER',
  'TAKE_COPY',
  'ASSIGN_WORKER',
  'CLOSE_EPISODE',
  'NOTIFY_CHILD_WELFARE',
] as const;

export const episodeView = z.strictObject({
  id: episodeId,
  openedOn: plainDate,
  state: z.enum(['OPEN', 'CLOSED']),
  routeIn: z.enum(routesIn),
  mainActivity: z.enum(mainActivities),
  namedWorker: z.strictObject({ id: staffId, name: z.string() }),
});

/**
 * Consent that lifts secrecy between organisations (621/1999 §26(1)(2)); it is not the legal basis of the register.
 * `validUntil` is the last day it holds.
 */
export const consentView = z.strictObject({
  id: consentId,
  categories: z.array(consentCategory).min(1),
  from: z.strictObject({ code, name: localizedText }),
  to: z.strictObject({ code, name: localizedText }),
  purpose: z.string(),
  validUntil: plainDate,
  means: z.enum(consentMeans),
  language: z.string(),
  givenAt: z.string(),
  recordedBy: z.strictObject({ id: staffId, name: z.string() }),
  state: z.enum(['IN_FORCE', 'WITHDRAWN', 'ENDED']),
  withdrawnAt: z.string().optional(),
});

export const clientView = z.strictObject({
  id: clientId,
  displayName: z.string(),
  identification: identification.exclude(['ANONYMOUS']),
  birthDate: plainDate.optional(),
  contactLanguage: language,
  phone: z.string().optional(),
  email: z.string().optional(),
  createdAt: z.string(),
  episodes: z.array(episodeView),
  consents: z.array(consentView),
  /** Who works with the person, the named worker first. */
  team: z.array(
    z.strictObject({ id: staffId, name: z.string(), organisation: code, part: z.enum(teamParts) }),
  ),
  /** What the record holds and whoever asks may not see. */
  withheld: z.array(z.enum(['CONTACT_DETAILS', 'CONSENTS'])),
  /** What whoever asks may do with the case. */
  may: z.array(z.enum(caseActs)),
});

export type ClientView = z.infer<typeof clientView>;
export type EpisodeView = z.infer<typeof episodeView>;
export type ConsentView = z.infer<typeof consentView>;
