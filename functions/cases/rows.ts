import { mainActivities, routesIn } from '@ohjaamo/shared/cases/episode.ts';
import { consentMeans } from '@ohjaamo/shared/kernel/consents.ts';
import { erasureGrounds } from '@ohjaamo/shared/cases/retention.ts';
import { closingReasons, destinations, destinationSources } from '@ohjaamo/shared/cases/episode.ts';
import { courseSteps } from '@ohjaamo/shared/cases/retention.ts';
import { capacityJudgements, consentGivers } from '@ohjaamo/shared/cases/minors.ts';
import { consentCategory } from '@ohjaamo/shared/kernel/caseCategories.ts';
import { caseTasks } from '@ohjaamo/shared/kernel/caseTasks.ts';
import { identification, topic } from '@ohjaamo/shared/kernel/codes.ts';
import { language, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { clientId, code, consentId, episodeId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { standingRestriction } from '@ohjaamo/shared/kernel/restriction.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { ConsentFacts } from '../kernel/audit.ts';
import { teamPlace } from '../kernel/teamPlace.ts';

/** Who the person is and where everything of the case begins. */
export const clientRow = z.lazy(() =>
  z.object({
    kind: z.literal('CLIENT'),
    id: clientId,
    /** Counts the changes of who and where the person is, so that nobody overwrites what was not seen. */
    version: z.int().default(1),
    displayName: z.string(),
    identification: identification.exclude(['ANONYMOUS']),
    birthDate: plainDate.optional(),
    contactLanguage: language,
    phone: z.string().optional(),
    email: z.string().optional(),
    /** The language that an interpreter is needed for. */
    interpreterLanguage: z.string().optional(),
    /** Home municipality, address, identity code; opened for those who may see them. */
    sealed: z.record(z.string(), z.string()).optional(),
    createdAt: z.string(),
    createdBy: staffId,
    /** Who works with the person; the access policies go by it. One is NAMED. */
    team: z.array(teamPlace),
    /** Organisations that have accepted a referral. */
    receivers: z.array(code),
    /** Whoever came to the own page until this instant is out: the identity code by which one came was wrong. */
    ownPageFrom: z.string().optional(),
    /** A non-disclosure for personal safety is in force (661/2009). */
    shielded: z.boolean(),
    /** When the person, a minor, forbade to tell the guardian; absent while it is allowed. */
    guardianProhibitedAt: z.string().optional(),
    tasks: caseTasks,
    /** What the person's matters are about, to find who waits for the same. */
    tags: z.array(topic).optional(),
    /** The record that this one was taken into, and those that were taken into this one. */
    mergedInto: clientId.optional(),
    mergedFrom: z.array(clientId).optional(),
    /** Of the open episode; beside the client so that a worker's list is one Query. */
    episodeOpenedOn: plainDate,
    /** When the last episode was closed; absent while one is open. */
    closedOn: plainDate.optional(),
    /** A legal hold is on: the record is not erased. */
    held: z.literal(true).optional(),
    /** The processing of the data is restricted (GDPR article 18): policies, courier and calendar go by it. */
    restriction: standingRestriction.optional(),
    /** The day on which the calendar closes the episode, as the guiding worker was told. */
    closesOn: plainDate.optional(),
    /** What the calendar has done, with the day for which it did. */
    applied: z.partialRecord(z.enum(courseSteps), plainDate).optional(),
    /** An administrator is asked to erase the record now. */
    erasureAsked: z.object({ on: plainDate, ground: z.enum(erasureGrounds), by: staffId }).optional(),
  }),
);

/** How an episode ended; the words are sealed beside it. */
export const episodeClosing = z.lazy(() =>
  z.object({
    on: plainDate,
    destination: z.enum(destinations),
    reason: z.enum(closingReasons),
    /** Absent when the calendar closed it. */
    source: z.enum(destinationSources).optional(),
    by: staffId.optional(),
    /** Code of the organisation of whoever closed it. */
    owner: code,
    /** The person agreed to be asked after three and six months. */
    followUp: z.boolean(),
  }),
);

export const episodeRow = z.lazy(() =>
  z.object({
    kind: z.literal('EPISODE'),
    id: episodeId,
    openedOn: plainDate,
    state: z.enum(['OPEN', 'CLOSED']),
    routeIn: z.enum(routesIn),
    mainActivity: z.enum(mainActivities),
    namedWorker: staffId,
    closing: episodeClosing.optional(),
    sealed: z.record(z.string(), z.string()).optional(),
  }),
);

export const consentRow = z.lazy(() =>
  z.object({
    kind: z.literal('CONSENT'),
    id: consentId,
    categories: z.array(consentCategory),
    from: code,
    to: code,
    /** The receiver's name, when it is no organisation of the municipality (a referral to elsewhere). */
    toName: localizedText.optional(),
    purpose: z.string(),
    validUntil: plainDate,
    means: z.enum(consentMeans),
    language: z.string(),
    giver: z.enum(consentGivers).default('SELF'),
    /** How a minor's ability to decide was judged; the reason is sealed. */
    judgement: z.enum(capacityJudgements).optional(),
    sealed: z.record(z.string(), z.string()).optional(),
    givenAt: z.string(),
    recordedBy: staffId,
    withdrawnAt: z.string().optional(),
  }),
);

/** What the log keeps of a consent: everything but the words in which it was told. */
export function factsOf(consent: Omit<z.infer<typeof consentRow>, 'kind' | 'sealed'>): ConsentFacts {
  const { id, from, to, toName, categories, means, giver, judgement, givenAt, validUntil, withdrawnAt } =
    consent;
  return {
    ...{ id, from, to, categories, means, giver, givenAt, validUntil },
    ...(toName && { toName }),
    ...(judgement && { judgement }),
    ...(withdrawnAt !== undefined && { withdrawnAt }),
  };
}

/** The rows of a case's head. */
export const headRow = z.discriminatedUnion('kind', [clientRow, episodeRow, consentRow]);

export type EpisodeClosing = z.infer<typeof episodeClosing>;
export type ClientRow = z.infer<typeof clientRow>;
export type EpisodeRow = z.infer<typeof episodeRow>;
export type ConsentRow = z.infer<typeof consentRow>;
