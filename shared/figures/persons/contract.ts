import * as z from 'zod';
import { ageBands } from '../../kernel/codes.ts';
import { language, localizedText } from '../../kernel/i18n.ts';
import { code } from '../../kernel/ids.ts';

const count = z.int().min(0);
/** Interpolated between whole days; absent of nothing. */
const midpoint = z.number().optional();

const funnel = {
  sent: count,
  accepted: count,
  /** The first meeting was kept. */
  met: count,
  /** Not opened within a week. */
  unopened: count,
  /** Days from sending to accepting, and to the first meeting. */
  acceptMedian: midpoint,
  meetingMedian: midpoint,
};

/** The person-based figures of a site or tenant in one quarter, as they were counted last night: for the tenant's own staff only. */
export const personFigures = z.lazy(() =>
  z.strictObject({
    /** M02: persons with a contact; who is known by a nickname and a channel only, apart. */
    clients: z.strictObject({ identified: count, light: count }),
    /** M09: of the identified, those whom workers of two home organisations or more met. */
    acrossOrganisations: count,
    /** The same by home organisation: identified persons whom its workers met, and those of them whom another's met as well. */
    byOrganisation: z.array(z.strictObject({ organisation: code, identified: count, across: count })),
    /** M11 by persons, identified and light together: age at the first contact of the quarter, language, activity at the episode's start. */
    byAge: z.record(z.enum(ageBands), count),
    byLanguage: z.record(language, count),
    /** By code of the main activity; codes that nobody has are not there. */
    byActivity: z.record(z.string(), count),
    /** M13: persons with a named worker, those whom that one met first; their later contacts, and those with the named worker. */
    continuity: z.strictObject({ named: count, first: count, later: count, laterNamed: count }),
    /** M14 as things stood when it was counted: episodes open for more than 30 days, with a plan; plans, and those with an overdue review. */
    plans: z.strictObject({ openEpisodes: count, withPlan: count, plans: count, overdue: count }),
    /** M15 of the referrals sent in the quarter. */
    referrals: z.strictObject({
      all: z.strictObject(funnel),
      byType: z.array(z.strictObject({ type: z.string(), ...funnel })),
    }),
    /** M16: persons by what became of an area, from their first map to the latest of the quarter. */
    maps: z.array(
      z.strictObject({
        instrument: z.string(),
        area: z.string(),
        /** As the instrument has it. */
        name: localizedText.optional(),
        up: count,
        same: count,
        down: count,
      }),
    ),
    /** M17: episodes that ended, by destination and from whom it is known; destinations that nobody has are not there. */
    destinations: z.record(
      z.string(),
      z.strictObject({ youngPerson: count, worker: count, calendar: count }),
    ),
    /** M18: those whose day came in the quarter and who had agreed to be asked; whom somebody reached, and where they were. */
    followUps: z.array(
      z.strictObject({
        months: z.literal([3, 6]),
        due: count,
        reached: count,
        byDestination: z.record(z.string(), count),
      }),
    ),
  }),
);
export type PersonFigures = z.infer<typeof personFigures>;
export type ReferralFunnel = PersonFigures['referrals']['all'];

/** How a quarter's person-based figures were made. */
export const personCounting = z.lazy(() =>
  z.strictObject({
    /** The date of the night in which they were counted. */
    countedOn: z.string(),
    /** Nothing changes them any more. */
    sealed: z.boolean(),
  }),
);
