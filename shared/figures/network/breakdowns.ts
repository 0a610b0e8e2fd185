import { ageBands, channels, topics } from '../../kernel/codes.ts';
import {
  type FeedbackStatement,
  feedbackStatements,
  grades,
  statementValues,
} from '../../kernel/feedback.ts';
import type { Counter, Counts } from '../counters.ts';
import { distributionOf, IN_TIME, sizeOf, upTo } from '../distribution.ts';
import { AGREES } from '../feedbackFigures.ts';
import type { Breakdown, Column } from './breakdown.ts';
import { belongsTo, countOf, families, type FamilyId } from './families.ts';
import { personBreakdowns } from './personBreakdowns.ts';

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

/** Age bands of those who are counted. */
export const knownAges = ageBands.filter((band) => band !== '30_PLUS' && band !== 'UNKNOWN');

/** Ages of contacts that know one: `quality` shows how many do, so they are divided inside of it. */
const ages: Breakdown = {
  family: 'contacts',
  within: 'ageKnown.KNOWN',
  columns: knownAges.map((band) => counted(`AGE_${band}`, `age_${band}`)),
};

/** How many answers gave a grade (M19). */
export function gradedIn(counts: Counts): number {
  return grades.reduce((sum, grade) => sum + countOf(counts, `grade_${grade}`), 0);
}

/** How many answers said something to a statement, and how many of them 4 or 5 (M20). */
export function saidIn(counts: Counts, statement: FeedbackStatement) {
  const said = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + countOf(counts, `statement_${statement}_${value}`), 0);
  return { answered: said(statementValues), agree: said(statementValues.filter((value) => value >= AGREES)) };
}

function statementOf(statement: FeedbackStatement): Breakdown {
  const of = (counts: Counts) => saidIn(counts, statement);
  return {
    family: 'answers',
    columns: [
      { code: 'AGREE', countIn: (counts) => of(counts).agree },
      { code: 'OTHER', countIn: (counts) => of(counts).answered - of(counts).agree },
      { code: 'SILENT', countIn: (counts) => Math.max(0, families.answers(counts) - of(counts).answered) },
    ],
  };
}

const statements = Object.fromEntries(
  feedbackStatements.map((each) => [`statement_${each}`, statementOf(each)]),
) as Readonly<Record<`statement_${FeedbackStatement}`, Breakdown>>;

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
  ages,
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
  offeredKnown: {
    family: 'appointments',
    columns: [
      { code: 'OFFERED', countIn: (counts) => sizeOf(distributionOf(counts, 'offered')) },
      {
        code: 'NOT_KNOWN',
        countIn: (counts) =>
          Math.max(0, families.appointments(counts) - sizeOf(distributionOf(counts, 'offered'))),
      },
    ],
  },
  graded: {
    family: 'answers',
    columns: [
      { code: 'GRADED', countIn: gradedIn },
      { code: 'NOT_GRADED', countIn: (counts) => Math.max(0, families.answers(counts) - gradedIn(counts)) },
    ],
  },
  ...statements,
  ...personBreakdowns,
} as const satisfies Readonly<Record<string, Breakdown>>;
export type BreakdownId = keyof typeof breakdowns;

/** Whether a breakdown divides what a row counts: of a municipality's persons, or of a site. */
export function divides(id: BreakdownId, row: { readonly site: string }): boolean {
  return belongsTo(breakdowns[id].family, row);
}

/** All of them, those first that others are within. */
export const breakdownIds = Object.keys(breakdowns) as BreakdownId[];

/** A breakdown with every choice optional, as its readers see it. */
export function breakdownOf(id: BreakdownId): Breakdown {
  return breakdowns[id];
}
