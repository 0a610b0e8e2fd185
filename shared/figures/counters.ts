import type { AgeBand, Channel, Topic } from '../kernel/codes.ts';
import type { SiteId, StaffId } from '../kernel/ids.ts';
import type { FeedbackCounter } from './feedbackCounters.ts';
import type { PersonCounter } from './persons/counts.ts';

/**
 * Names of what a daily row counts: flat, so that each is added to on its own and two changes of one day never meet. What is a
 * distribution stands as one counter for every value in whole units, so that days, sites and quarters merge without loss and a
 * median of a year is exact.
 */
export type Counter =
  /** M01 and what it is made of: M03, M10, M24. */
  | 'contacts'
  | 'anonymous'
  | 'withAgeBand'
  | `channel_${Channel}`
  | `topic_${Topic}`
  /** M11 by contacts. */
  | `age_${AgeBand}`
  /** M24: recorded more than three days after it took place. */
  | 'late'
  /** M05: walk-in contacts, and those with a known arrival by whole minutes of waiting. */
  | 'walkIns'
  | `wait_${number}`
  /** M08: contacts that say whether the matter was solved at once, and those where it was. */
  | 'answered'
  | 'solved'
  /** M12: contacts by their whole minutes. */
  | `minutes_${number}`
  /** M07: appointments by what became of them. */
  | 'kept'
  | 'noShows'
  | 'cancelledLate'
  /** M06: appointments by calendar days from asking to the time, and to the first time that was offered, where that is known. */
  | `lead_${number}`
  | `offered_${number}`
  /** M04. */
  | 'sessions'
  | 'attendances'
  | FeedbackCounter
  /** M23: minutes in a week of the quarter, as the network's rows have them. */
  | `open_${'walkIn' | 'evening' | 'remote'}`
  /** M06 and M25: what a group counts, by any of the names above. */
  | `${'service' | 'organisation' | 'language' | 'age'}_${string}:${string}`
  /** What the night counted of a municipality's persons, as the network's rows have it. */
  | `person_${PersonCounter}`
  | 'person_namedContacts';

/** Whole numbers by counter; an absent counter is 0. */
export type Counts = Readonly<Partial<Record<Counter, number>>>;

/** What a fact counts for, and on which day of which site. */
export interface Counted {
  readonly site: SiteId;
  readonly date: string;
  readonly counts: Counts;
}

/** What a fact counts for in the own work of somebody who took part in it, and on which day. */
export interface OwnCounted {
  readonly worker: StaffId;
  readonly date: string;
  readonly counts: Counts;
}

function placeOf(row: Counted | OwnCounted): string {
  return 'site' in row ? row.site : row.worker;
}

/**
 * The signed difference that a change from `before` to `after` makes, by site (or worker) and day; empty when it makes none. The
 * differences of all revisions of a fact add up to what the last one counts for, in whatever order they arrive.
 */
export function dayChanges<Row extends Counted | OwnCounted>(
  before: Row | undefined,
  after: Row | undefined,
): Row[] {
  if (after && before && placeOf(before) === placeOf(after) && before.date === after.date) {
    return present({ ...after, counts: subtract(after.counts, before.counts) });
  }
  return [
    ...(before ? present({ ...before, counts: subtract({}, before.counts) }) : []),
    ...(after ? present(after) : []),
  ];
}

function present<Row extends Counted | OwnCounted>(change: Row): Row[] {
  return Object.keys(change.counts).length > 0 ? [change] : [];
}

function subtract(from: Counts, what: Counts): Counts {
  return sumCounts([from, Object.fromEntries(entriesOf(what).map(([name, count]) => [name, -count]))]);
}

/** The sum of any rows, of one site or of several, without the counters that come to 0. */
export function sumCounts(rows: readonly Counts[]): Counts {
  const total = new Map<Counter, number>();
  for (const row of rows) {
    for (const [name, count] of entriesOf(row)) total.set(name, (total.get(name) ?? 0) + count);
  }
  return Object.fromEntries([...total].filter(([, count]) => count !== 0));
}

/** The counters of a row with their numbers. */
export function entriesOf(counts: Counts): [Counter, number][] {
  return Object.entries(counts) as [Counter, number][];
}
