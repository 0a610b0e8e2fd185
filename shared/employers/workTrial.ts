import { Temporal } from '../kernel/time.ts';

/** A work trial's days, both inclusive, ISO 8601 (380/2023 §54–59). */
export interface TrialPeriod {
  readonly start: string;
  readonly end: string;
}

/** A length as the law counts it. `days` is below 30: thirty single days are a month. */
export interface TrialLength {
  readonly months: number;
  readonly days: number;
}

/** The longest that all work trials of a person may last together. */
export const LONGEST_MONTHS = 6;
/** Continuous unemployment after which the longest time begins anew; a shorter one for those who have not turned 25. */
export const RESTART_MONTHS = 12;
export const RESTART_MONTHS_YOUNG = 3;
export const YOUNG_UNDER = 25;
/** Hours of a day and days of a week. */
export const DAILY_HOURS = { least: 4, most: 8 } as const;
export const WEEKLY_DAYS_MOST = 5;
/** So many unauthorised absences one after the other bring the authority to decide on an interruption. */
export const ABSENCES_TO_DECIDE = 5;

const DAYS_OF_MONTH = 30;
const LONGEST = LONGEST_MONTHS * DAYS_OF_MONTH;

/** Periods in order, with those that overlap or follow one another without a day between made one. */
export function joinPeriods(periods: readonly TrialPeriod[]): TrialPeriod[] {
  const joined: TrialPeriod[] = [];
  for (const period of periods.toSorted((one, other) => one.start.localeCompare(other.start))) {
    const last = joined.at(-1);
    if (last && period.start <= dayAfter(last.end)) {
      joined[joined.length - 1] = { start: last.start, end: period.end > last.end ? period.end : last.end };
    } else joined.push({ start: period.start, end: period.end });
  }
  return joined;
}

/**
 * How long periods last together. Each joined period is counted in whole calendar months from its first day and the days over; the
 * days over of all periods are put together, thirty to a month. So 1 January to 30 June is six months in a leap year too.
 */
export function lengthOf(periods: readonly TrialPeriod[]): TrialLength {
  return asLength(unitsTogether(periods));
}

/** What is decided about somebody's work trials. */
export interface TrialPast {
  /** Trials that were, are or are planned; cancelled ones are none. */
  readonly periods: readonly TrialPeriod[];
  readonly birthDate?: string | undefined;
  /** First day of the continuous unemployment that still lasts. */
  readonly unemployedSince?: string | undefined;
}

/** When the longest time begins anew for somebody, and why then. */
export interface TrialRestart {
  /** Months of continuous unemployment that are asked. */
  readonly months: number;
  /** Whether the shorter time of those under 25 holds. */
  readonly under25: boolean;
  /** The first day of the new longest time; absent while no continuous unemployment is known. */
  readonly on?: string;
}

/**
 * When the longest time begins anew: after three months of continuous unemployment for who is under 25 when they are full, else
 * after twelve. A trial is no unemployment for this: it is counted from the day after the last trial that had begun by then.
 */
export function restartOf({ periods, birthDate, unemployedSince }: TrialPast, today: string): TrialRestart {
  const begun = joinPeriods(periods)
    .filter(({ start }) => start <= today)
    .map(({ end }) => dayAfter(end))
    .sort();
  const since = unemployedSince && latest(unemployedSince, begun.at(-1) ?? unemployedSince);
  const soon = since && plus(since, RESTART_MONTHS_YOUNG);
  const under25 =
    birthDate !== undefined &&
    (soon ?? today) < Temporal.PlainDate.from(birthDate).add({ years: YOUNG_UNDER }).toString();
  const months = under25 ? RESTART_MONTHS_YOUNG : RESTART_MONTHS;
  return { months, under25, ...(since && { on: plus(since, months) }) };
}

/** What is used and left of the longest time for a trial that begins on a day, and the last day it may have. */
export interface TrialAllowance {
  readonly used: TrialLength;
  readonly left: TrialLength;
  /** Absent when nothing is left. */
  readonly latestEnd?: string;
  readonly restart: TrialRestart;
}

/** What somebody may still have of work trials, for one that begins on `start`. */
export function allowanceOf(past: TrialPast, start: string, today: string): TrialAllowance {
  const restart = restartOf(past, today);
  const { on } = restart;
  const counted =
    on !== undefined && start >= on ? past.periods.filter(({ end }) => end >= on) : past.periods;
  const used = unitsTogether(counted);
  const left = Math.max(0, LONGEST - used);
  const latestEnd = latestEndOf(counted, start);
  return {
    used: asLength(used),
    left: asLength(left),
    ...(latestEnd !== undefined && { latestEnd }),
    restart,
  };
}

/** A plan as it is checked. */
export interface TrialAsked extends TrialPeriod {
  /** Hours of a day; halves are allowed. */
  readonly hoursPerDay: number;
  readonly daysPerWeek: number;
  /** The place does not push out paid work, a drug test is not needed or was given, and no children or the person agrees to them. */
  readonly noCompetition: boolean;
  readonly drugTestClear: boolean;
  readonly childrenClear: boolean;
}

/** A field of a plan that cannot stand, by its name in the request. */
export interface TrialFault {
  readonly field:
    'start' | 'end' | 'hoursPerDay' | 'daysPerWeek' | 'noCompetition' | 'drugTestClear' | 'childrenClear';
  readonly code:
    'ends_before_start' | 'overlaps' | 'over_maximum' | 'hours_of_day' | 'days_of_week' | 'condition_not_met';
}

/** What speaks against a plan: the limits of the day, of the week and of all trials together, and the conditions of the place. */
export function trialFaults(asked: TrialAsked, past: TrialPast, today: string): TrialFault[] {
  const backwards = asked.end < asked.start;
  const overlaps = past.periods.some(({ start, end }) => start <= asked.end && asked.start <= end);
  const { latestEnd } = allowanceOf(past, asked.start, today);
  const over = !backwards && !overlaps && (latestEnd === undefined || asked.end > latestEnd);
  const { hoursPerDay, daysPerWeek } = asked;
  const faults: (TrialFault | false)[] = [
    backwards && { field: 'end', code: 'ends_before_start' },
    !backwards && overlaps && { field: 'start', code: 'overlaps' },
    over && { field: 'end', code: 'over_maximum' },
    (hoursPerDay < DAILY_HOURS.least || hoursPerDay > DAILY_HOURS.most) && {
      field: 'hoursPerDay',
      code: 'hours_of_day',
    },
    (daysPerWeek < 1 || daysPerWeek > WEEKLY_DAYS_MOST) && { field: 'daysPerWeek', code: 'days_of_week' },
    ...(['noCompetition', 'drugTestClear', 'childrenClear'] as const).map(
      (field) => !asked[field] && ({ field, code: 'condition_not_met' } as const),
    ),
  ];
  return faults.filter((fault) => fault !== false);
}

/**
 * How many unauthorised absences stand at the end of a diary one after the other, by the days that were marked; days without a mark
 * neither break the row nor lengthen it.
 */
export function absencesInARow(
  days: readonly { readonly date: string; readonly mark: 'PRESENT' | 'AUTHORISED' | 'UNAUTHORISED' }[],
): number {
  const newestFirst = days.toSorted((one, other) => other.date.localeCompare(one.date));
  const end = newestFirst.findIndex(({ mark }) => mark !== 'UNAUTHORISED');
  return end === -1 ? newestFirst.length : end;
}

/** The last day a trial from `start` may have beside the periods that count; the total never falls as the end moves on. */
function latestEndOf(counted: readonly TrialPeriod[], start: string): string | undefined {
  const fits = (end: string) => unitsTogether([...counted, { start, end }]) <= LONGEST;
  if (!fits(start)) return undefined;
  const first = Temporal.PlainDate.from(start);
  let [fitting, tooFar] = [0, LONGEST + DAYS_OF_MONTH];
  while (tooFar - fitting > 1) {
    const middle = Math.floor((fitting + tooFar) / 2);
    if (fits(first.add({ days: middle }).toString())) fitting = middle;
    else tooFar = middle;
  }
  return first.add({ days: fitting }).toString();
}

/** What {@link unitsOf} counts, of all periods. */
function unitsTogether(periods: readonly TrialPeriod[]): number {
  return joinPeriods(periods).reduce((sum, period) => sum + unitsOf(period), 0);
}

/** A period in days of which thirty are a month. */
function unitsOf({ start, end }: TrialPeriod): number {
  const { months, days } = Temporal.PlainDate.from(start).until(dayAfter(end), { largestUnit: 'months' });
  // The days over of a month of 31 may be thirty: still no more than the month that follows.
  return months * DAYS_OF_MONTH + Math.min(days, DAYS_OF_MONTH);
}

function asLength(units: number): TrialLength {
  return { months: Math.floor(units / DAYS_OF_MONTH), days: units % DAYS_OF_MONTH };
}

function plus(date: string, months: number): string {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

function dayAfter(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}
