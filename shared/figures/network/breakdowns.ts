import { channels, topics } from '../../kernel/codes.ts';
import type { Counter, Counts } from '../counters.ts';
import { distributionOf, IN_TIME, sizeOf, upTo } from '../distribution.ts';

/** What the numbers of a family add up to; a site with one to four of it is in no table of the family and in none of its sums. */
export const families = {
  contacts: (counts: Counts): number => countOf(counts, 'contacts'),
  appointments: (counts: Counts): number => sizeOf(distributionOf(counts, 'lead')),
  attendances: (counts: Counts): number => countOf(counts, 'attendances'),
} as const;
export type FamilyId = keyof typeof families;

/** One number of every site. */
interface Column {
  readonly code: string;
  readonly countIn: (counts: Counts) => number;
}

/** How the numbers of a family are divided: what disclosure control works on. */
export interface Breakdown {
  readonly family: FamilyId;
  readonly columns: readonly Column[];
  /** Columns add up to more than what is divided, never to less: of several topics each contact has at least one. */
  readonly overlapping?: true;
  /** It divides one number of another breakdown, and only where that is shown: `<breakdown>.<code>`. */
  readonly within?: `${string}.${string}`;
}

/** A counter of a row; between two changes that came in the wrong order one can stand below zero for a moment. */
export function countOf(counts: Counts, counter: Counter): number {
  return Math.max(0, counts[counter] ?? 0);
}

function counted(code: string, counter: Counter): Column {
  return { code, countIn: (counts) => countOf(counts, counter) };
}

/** What is left of a family when some of its counters are taken off. */
function rest(code: string, family: FamilyId, counters: readonly Counter[]): Column {
  const taken = (counts: Counts) => counters.reduce((sum, each) => sum + countOf(counts, each), 0);
  return { code, countIn: (counts) => Math.max(0, families[family](counts) - taken(counts)) };
}

/** Contacts that say something, and those that do not. */
function halves(code: string, counter: Counter, other: string): Breakdown {
  const family = 'contacts';
  return { family, columns: [counted(code, counter), rest(other, family, [counter])] };
}

/** Walk-ins of M05 by their waiting; the others of those on site had an appointment. */
const waits: Breakdown = {
  family: 'contacts',
  within: 'channel.ON_SITE',
  columns: [
    { code: 'IN_TIME', countIn: (counts) => upTo(distributionOf(counts, 'wait'), IN_TIME) },
    {
      code: 'LONGER',
      countIn: (counts) => {
        const distribution = distributionOf(counts, 'wait');
        return sizeOf(distribution) - upTo(distribution, IN_TIME);
      },
    },
    {
      code: 'UNTIMED',
      countIn: (counts) => Math.max(0, countOf(counts, 'walkIns') - sizeOf(distributionOf(counts, 'wait'))),
    },
    {
      code: 'WITH_APPOINTMENT',
      countIn: (counts) => Math.max(0, countOf(counts, 'channel_ON_SITE') - countOf(counts, 'walkIns')),
    },
  ],
};

/** Every table that is protected. A new one needs nothing but its line here and the cubes that show it. */
export const breakdowns = {
  channel: { family: 'contacts', columns: channels.map((each) => counted(each, `channel_${each}`)) },
  topic: {
    family: 'contacts',
    overlapping: true,
    columns: topics.map((each) => counted(each, `topic_${each}`)),
  },
  identity: halves('ANONYMOUS', 'anonymous', 'NAMED'),
  waits,
  solved: {
    family: 'contacts',
    columns: [
      counted('SOLVED', 'solved'),
      {
        code: 'NOT_SOLVED',
        countIn: (counts) => Math.max(0, countOf(counts, 'answered') - countOf(counts, 'solved')),
      },
      rest('UNANSWERED', 'contacts', ['answered']),
    ],
  },
  ageKnown: halves('KNOWN', 'withAgeBand', 'UNKNOWN'),
  late: halves('LATE', 'late', 'SOON'),
  outcome: {
    family: 'appointments',
    columns: [
      counted('KEPT', 'kept'),
      counted('NO_SHOW', 'noShows'),
      counted('CANCELLED_LATE', 'cancelledLate'),
      rest('IN_TIME_OR_OPEN', 'appointments', ['kept', 'noShows', 'cancelledLate']),
    ],
  },
} as const satisfies Readonly<Record<string, Breakdown>>;
export type BreakdownId = keyof typeof breakdowns;

/** All of them, those first that others are within. */
export const breakdownIds = Object.keys(breakdowns) as BreakdownId[];

/** A breakdown with every choice optional, as its readers see it. */
export function breakdownOf(id: BreakdownId): Breakdown {
  return breakdowns[id];
}
