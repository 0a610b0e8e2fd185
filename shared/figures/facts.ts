import * as z from 'zod';
import type { BookingState } from '../booking/contract.ts';
import {
  ageBand,
  ageBands,
  channel,
  channels,
  identification,
  party,
  topic,
  topics,
} from '../kernel/codes.ts';
import { language, languages } from '../kernel/i18n.ts';
import { code, siteId } from '../kernel/ids.ts';
import { isLateEntry } from '../kernel/lateEntry.ts';
import { HELSINKI, localDate, plainDate, Temporal } from '../kernel/time.ts';
import type { FigureSet } from './contract.ts';
import { byCode } from './byCode.ts';
import { type Counted, type Counter, type Counts, sumCounts } from './counters.ts';
import { distributionOf, IN_TIME, percentile, sizeOf, totalOf, upTo } from './distribution.ts';
import { feedbackFigures } from './feedbackFigures.ts';
import { accessOf, inGroup } from './groups.ts';
import { leadTimeOf, leadTimesOf } from './leadTimes.ts';
import type { PersonFigures } from './persons/contract.ts';

/** What the figures read of a recorded contact; whatever else the record holds is none of their business. */
export const contactFact = z.object({
  site: siteId,
  /** Calendar date of the contact's start in the tenant's zone: the day, and so the quarter, it counts in. */
  date: plainDate,
  channel,
  topics: z.array(topic),
  ageBand,
  party,
  identification,
  state: z.enum(['RECORDED', 'VOIDED']),
  /** Epoch minutes. */
  start: z.int(),
  minutes: z.int(),
  /** RFC 3339. */
  arrivedAt: z.string().optional(),
  recordedAt: z.string(),
  /** Somebody with an appointment did not walk in. */
  bookingId: z.string().optional(),
  resolvedSameDay: z.boolean().optional(),
  /** Service language, as the client, the ticket or the booking has it; of others it is not known. */
  language: language.optional(),
});
export type ContactFact = z.infer<typeof contactFact>;

/**
 * What one contact counts for. Base of M01, M03, M05, M08, M10 and M12 (domain section 6): party YOUTH, age under 30 or
 * unknown, and not voided. A contact with somebody of 30 or more counts apart and in nothing else; all others count for nothing.
 */
export function contactCounts(fact: ContactFact): Counted {
  const { site, date } = fact;
  if (fact.state === 'VOIDED' || fact.party !== 'YOUTH') return { site, date, counts: {} };
  if (fact.ageBand === '30_PLUS') return { site, date, counts: { age_30_PLUS: 1 } };
  const counts: Counts = {
    contacts: 1,
    ...(fact.identification === 'ANONYMOUS' && { anonymous: 1 }),
    ...(fact.ageBand !== 'UNKNOWN' && { withAgeBand: 1 }),
    [`age_${fact.ageBand}`]: 1,
    [`channel_${fact.channel}`]: 1,
    // A topic counts once per contact, however often it was ticked.
    ...Object.fromEntries(fact.topics.map((each) => [`topic_${each}`, 1])),
    ...waitOf(fact),
    ...(fact.resolvedSameDay !== undefined && { answered: 1 }),
    ...(fact.resolvedSameDay === true && { solved: 1 }),
    [`minutes_${String(fact.minutes)}`]: 1,
    ...(isLateEntry(fact.start, epochMinute(fact.recordedAt)) && { late: 1 }),
  };
  return {
    site,
    date,
    counts: {
      ...counts,
      ...accessOf(`age_${fact.ageBand}`, counts),
      ...(fact.language && {
        // How many there are of an age stands in `age_…`; of a language nowhere else.
        ...inGroup(`language_${fact.language}`, { contacts: 1 }),
        ...accessOf(`language_${fact.language}`, counts),
      }),
    },
  };
}

/** M05: a walk-in is an on-site contact without an appointment; who was received before the mark did not wait. */
function waitOf({ channel: by, bookingId, arrivedAt, start }: ContactFact): Counts {
  if (by !== 'ON_SITE' || bookingId !== undefined) return {};
  if (arrivedAt === undefined) return { walkIns: 1 };
  return { walkIns: 1, [`wait_${String(Math.max(0, start - epochMinute(arrivedAt)))}`]: 1 };
}

function epochMinute(instant: string): number {
  return Math.floor(Date.parse(instant) / 60_000);
}

/** What an appointment counts for besides its lead time; nobody agreed to what counts for nothing, or the house took it back. */
const OUTCOMES = {
  BOOKED: 'ASKED',
  KEPT: 'kept',
  NO_SHOW: 'noShows',
  CANCELLED_LATE: 'cancelledLate',
  CANCELLED_IN_TIME: 'ASKED',
  PENDING: undefined,
  DECLINED: undefined,
  CANCELLED_BY_SITE: undefined,
} as const satisfies Record<BookingState, Counter | 'ASKED' | undefined>;

/** What the figures read of an appointment. */
export const appointmentFact = z.object({
  siteId,
  /** The site's calendar date of the start: M06 and M07 belong to its period. */
  date: plainDate,
  state: z.enum(Object.keys(OUTCOMES) as BookingState[]),
  createdAt: z.string(),
  /** Since when whoever booked had waited on a list: that was the request. */
  waitedSince: z.string().optional(),
  /** Epoch minute of the first time that was offered; absent in bookings of before it was kept. */
  firstOffered: z.int().optional(),
  service: code,
  /** Home organisation of the worker; absent in bookings of before it was kept. */
  organisation: code.optional(),
  language,
});
export type AppointmentFact = z.infer<typeof appointmentFact>;

/**
 * What one appointment counts for: its outcome in M07, and in M06 the calendar days from asking to the time and to the first time that was
 * offered, cancelled ones too; the lead times by service and home organisation as well, and all of it by language (M25).
 */
export function appointmentCounts(fact: AppointmentFact): Counted {
  const { siteId: site, date, state, service, organisation, language: spoken } = fact;
  const outcome = OUTCOMES[state];
  if (!outcome) return { site, date, counts: {} };
  const leads = leadsOf(fact);
  const counts: Counts = { ...(outcome !== 'ASKED' && { [outcome]: 1 }), ...leads };
  return {
    site,
    date,
    counts: {
      ...counts,
      ...inGroup(`service_${service}`, leads),
      ...(organisation !== undefined && inGroup(`organisation_${organisation}`, leads)),
      ...inGroup(`language_${spoken}`, counts),
    },
  };
}

function leadsOf({ createdAt, waitedSince = createdAt, date, firstOffered }: AppointmentFact): Counts {
  const asked = Temporal.PlainDate.from(dateOf(epochMinute(waitedSince)));
  const daysTo = (day: string): string => String(Math.max(0, asked.until(day, { largestUnit: 'days' }).days));
  return {
    [`lead_${daysTo(date)}`]: 1,
    ...(firstOffered !== undefined && { [`offered_${daysTo(dateOf(firstOffered))}`]: 1 }),
  };
}

function dateOf(minute: number): string {
  return localDate(minute, HELSINKI);
}

/** What the figures read of a group's meeting that was held and has its number of who came. */
export const sessionFact = z.object({
  site: siteId,
  date: plainDate,
  sessions: z.literal(1),
  attendances: z.int(),
});

export type SessionFact = z.infer<typeof sessionFact>;

/** What one meeting counts for in M04. */
export function sessionCounts({ site, date, sessions, attendances }: SessionFact): Counted {
  return { site, date, counts: { sessions, ...(attendances > 0 && { attendances }) } };
}

/**
 * The figures of any set of daily rows, of one site or of several. Between two changes of one fact that arrived in
 * the wrong order a counter can stand below zero for a moment; it is shown as 0.
 *
 * @param persons those of the same place and time, once they are counted; they do not add up over places or times
 * @param settled what of the feedback may enter a mean (`settledFeedback`), where figures of other places or times are shown beside these
 */
export function figuresOf(rows: readonly Counts[], persons?: PersonFigures, settled?: Counts): FigureSet {
  const counts = sumCounts(rows);
  const sum = (counter: Counter): number => Math.max(0, counts[counter] ?? 0);
  const waits = distributionOf(counts, 'wait');
  const minutes = distributionOf(counts, 'minutes');
  return {
    contacts: sum('contacts'),
    contactsByChannel: byCode(channels, (each) => sum(`channel_${each}`)),
    anonymous: sum('anonymous'),
    contactsByTopic: byCode(topics, (each) => sum(`topic_${each}`)),
    withAgeBand: sum('withAgeBand'),
    contactsByAge: byCode(ageBands, (each) => sum(`age_${each}`)),
    contactsByLanguage: byCode(languages, (each) => sum(`language_${each}:contacts`)),
    late: sum('late'),
    wait: {
      walkIns: sum('walkIns'),
      timed: sizeOf(waits),
      inTime: upTo(waits, IN_TIME),
      median: percentile(waits, 0.5),
      percentile90: percentile(waits, 0.9),
    },
    solved: { answered: sum('answered'), solved: sum('solved') },
    minutes: { total: totalOf(minutes), median: percentile(minutes, 0.5) },
    appointments: {
      kept: sum('kept'),
      noShows: sum('noShows'),
      cancelledLate: sum('cancelledLate'),
      ...leadTimeOf(counts),
    },
    leadTimes: leadTimesOf(counts),
    groups: { sessions: sum('sessions'), attendances: sum('attendances') },
    ...(persons && { persons }),
    feedback: feedbackFigures(counts, settled),
  };
}
