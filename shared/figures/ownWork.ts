import * as z from 'zod';
import { channels, topics } from '../kernel/codes.ts';
import type { StaffId } from '../kernel/ids.ts';
import { quarter, quarterOf } from '../kernel/time.ts';
import { byCode } from './byCode.ts';
import {
  type Counted,
  type Counter,
  type Counts,
  dayChanges,
  entriesOf,
  type OwnCounted,
  sumCounts,
} from './counters.ts';
import { quarterAway } from './quarters.ts';

const count = z.int().min(0);

/** What one worker took part in during a quarter; for that worker's own eyes. */
export const ownWork = z.strictObject({
  /** M01 of contacts in which the worker took part: with two workers it counts for both. */
  contacts: count,
  contactsByChannel: z.record(z.enum(channels), count),
  /** M10: contacts of `contacts` that had the topic; several per contact. */
  contactsByTopic: z.record(z.enum(topics), count),
  /** M04 of meetings that the worker led, alone or with others. */
  groups: z.strictObject({ sessions: count, attendances: count }),
  /** M07 of appointments with the worker, or that the worker joined. */
  appointments: z.strictObject({ kept: count, noShows: count, cancelledLate: count }),
});
export type OwnWork = z.infer<typeof ownWork>;

/** A worker's quarters, the one that was asked for first. */
export const ownQuarters = z.array(z.strictObject({ quarter, work: ownWork }));

/** The counters that a worker's own day keeps: what is shown, and nothing of who came. */
const OWN = new Set<Counter>([
  'contacts',
  ...channels.map((each) => `channel_${each}` as const),
  ...topics.map((each) => `topic_${each}` as const),
  ...(['sessions', 'attendances', 'kept', 'noShows', 'cancelledLate'] as const),
]);

/** What a fact counts for in the own work of everybody who took part in it, once each. */
export function ownOf({ date, counts }: Counted, workers: readonly StaffId[]): OwnCounted[] {
  const own: Counts = Object.fromEntries(entriesOf(counts).filter(([name]) => OWN.has(name)));
  if (Object.keys(own).length === 0) return [];
  return [...new Set(workers)].map((worker) => ({ worker, date, counts: own }));
}

/** The signed differences that a change makes in the days of those who took part before or do after it. */
export function ownChanges(before: readonly OwnCounted[], after: readonly OwnCounted[]): OwnCounted[] {
  const workers = new Set([...before, ...after].map(({ worker }) => worker));
  const at = (rows: readonly OwnCounted[], worker: StaffId): OwnCounted | undefined =>
    rows.find((row) => row.worker === worker);
  return [...workers].flatMap((worker) => dayChanges(at(before, worker), at(after, worker)));
}

/** What a worker's days together tell. A counter that stands below zero for a moment is as good as none. */
export function ownWorkOf(rows: readonly Counts[]): OwnWork {
  const counts = sumCounts(rows);
  const sum = (counter: Counter): number => Math.max(0, counts[counter] ?? 0);
  return {
    contacts: sum('contacts'),
    contactsByChannel: byCode(channels, (each) => sum(`channel_${each}`)),
    contactsByTopic: byCode(topics, (each) => sum(`topic_${each}`)),
    groups: { sessions: sum('sessions'), attendances: sum('attendances') },
    appointments: { kept: sum('kept'), noShows: sum('noShows'), cancelledLate: sum('cancelledLate') },
  };
}

/** A quarter and the four before it, so that the same quarter of the year before is among them. */
export const OWN_QUARTERS = 5;

/** A worker's days as quarters, from `newest` back. */
export function ownQuartersOf(
  days: readonly { readonly date: string; readonly counts: Counts }[],
  newest: string,
): z.infer<typeof ownQuarters> {
  const byQuarter = Map.groupBy(days, ({ date }) => quarterOf(date));
  return Array.from({ length: OWN_QUARTERS }, (_, back) => {
    const of = quarterAway(newest, -back);
    return { quarter: of, work: ownWorkOf((byQuarter.get(of) ?? []).map(({ counts }) => counts)) };
  });
}
