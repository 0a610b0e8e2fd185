import * as z from 'zod';
import { ageBand, channel, channels, identification, party, topic, topics } from '../kernel/codes.ts';
import { siteId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';
import type { FigureSet } from './contract.ts';

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
});
export type ContactFact = z.infer<typeof contactFact>;

/** Names of the counters of a daily row: flat, so that each is added to on its own. */
export const counters = [
  'contacts',
  'anonymous',
  'withAgeBand',
  ...channels.map((each) => `channel_${each}` as const),
  ...topics.map((each) => `topic_${each}` as const),
] as const;
export type Counter = (typeof counters)[number];

/** Whole numbers by counter; an absent counter is 0. */
export type Counts = Readonly<Partial<Record<Counter, number>>>;

/** What one change of a contact adds to one site's day; a negative number takes away. Never empty. */
export interface DayChange {
  readonly site: ContactFact['site'];
  readonly date: string;
  readonly counts: Counts;
}

/**
 * What one contact counts for. Base of M01, M03 and M10 (domain section 6): party YOUTH, age under 30 or unknown, and
 * not voided; everything else counts for nothing.
 */
export function contribution(fact: ContactFact): Counts {
  if (fact.state === 'VOIDED' || fact.party !== 'YOUTH' || fact.ageBand === '30_PLUS') return {};
  return {
    contacts: 1,
    ...(fact.identification === 'ANONYMOUS' && { anonymous: 1 }),
    ...(fact.ageBand !== 'UNKNOWN' && { withAgeBand: 1 }),
    [`channel_${fact.channel}`]: 1,
    // A topic counts once per contact, however often it was ticked.
    ...Object.fromEntries(fact.topics.map((each) => [`topic_${each}`, 1])),
  };
}

/**
 * The signed difference that a change from `before` to `after` makes, by site and day; empty when it makes none. The
 * differences of all revisions of a contact add up to the contribution of the last one, in whatever order they arrive.
 */
export function dayChanges(before: ContactFact | undefined, after: ContactFact | undefined): DayChange[] {
  const sameDay = before?.site === after?.site && before?.date === after?.date;
  if (before && after && sameDay) {
    return dayChange(after, subtract(contribution(after), contribution(before)));
  }
  return [
    ...(before ? dayChange(before, subtract({}, contribution(before))) : []),
    ...(after ? dayChange(after, contribution(after)) : []),
  ];
}

function dayChange({ site, date }: ContactFact, counts: Counts): DayChange[] {
  return Object.keys(counts).length > 0 ? [{ site, date, counts }] : [];
}

function subtract(from: Counts, what: Counts): Counts {
  const difference = counters.map(
    (counter) => [counter, (from[counter] ?? 0) - (what[counter] ?? 0)] as const,
  );
  return Object.fromEntries(difference.filter(([, count]) => count !== 0));
}

/**
 * The figures of any set of daily rows, of one site or of several. Between two changes of one contact that arrived in
 * the wrong order a counter can stand below zero for a moment; it is shown as 0.
 */
export function sumDays(days: readonly Counts[]): FigureSet {
  const sum = (counter: Counter): number =>
    Math.max(
      0,
      days.reduce((total, day) => total + (day[counter] ?? 0), 0),
    );
  return {
    contacts: sum('contacts'),
    contactsByChannel: byCode(channels, (each) => sum(`channel_${each}`)),
    anonymous: sum('anonymous'),
    contactsByTopic: byCode(topics, (each) => sum(`topic_${each}`)),
    withAgeBand: sum('withAgeBand'),
  };
}

/** A record with one value per code. */
export function byCode<Code extends string, Value>(
  codes: readonly Code[],
  valueOf: (code: Code) => Value,
): Record<Code, Value> {
  return Object.fromEntries(codes.map((code) => [code, valueOf(code)])) as Record<Code, Value>;
}
