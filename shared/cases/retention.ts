import * as z from 'zod';
import { LONGEST_MONTHS } from './consent.ts';
import { plainDate, Temporal } from '../kernel/time.ts';

/**
 * The classes of records that go by the calendar (domain 4.4): how many months, counted from what, within which limits a
 * municipality may say otherwise (906/2019 §21). What has no number of a municipality's own stands in docs/privacy.md.
 */
export const recordClasses = {
  /** An episode without contact, note or other entry is closed. */
  INACTIVE_EPISODE: { months: 12, least: 3, most: 24 },
  /** A client whose last episode is closed is erased. The ceiling is four years, as for employment services (380/2023 §122). */
  CLOSED_CLIENT: { months: 24, least: 1, most: 48 },
  /** Who had booked a time is forgotten; the time stays as a fact without a person. */
  BOOKED_TIME: { months: 12, least: 1, most: 12 },
  /** The log of use and of disclosure: five years at least, twelve where a wellbeing services county keeps the register (703/2023). */
  LOG_OF_USE: { months: 60, least: 60, most: 144 },
} as const satisfies Record<
  string,
  { readonly months: number; readonly least: number; readonly most: number }
>;
export type RecordClass = keyof typeof recordClasses;

/** Until which birthday the service is for somebody, and within which limits a municipality may say otherwise. */
export const upperAge = { years: 30, least: 25, most: 35 } as const;

const months = (of: RecordClass) => z.int().min(recordClasses[of].least).max(recordClasses[of].most);

/** A municipality's own numbers. */
export const caseRules = z.lazy(() =>
  z.strictObject({
    upperAge: z.int().min(upperAge.least).max(upperAge.most),
    months: z.strictObject({
      INACTIVE_EPISODE: months('INACTIVE_EPISODE'),
      CLOSED_CLIENT: months('CLOSED_CLIENT'),
      BOOKED_TIME: months('BOOKED_TIME'),
      LOG_OF_USE: months('LOG_OF_USE').default(recordClasses.LOG_OF_USE.months),
    }),
  }),
);
export type CaseRules = z.infer<typeof caseRules>;

/** What a municipality begins with. */
export const defaultCaseRules: CaseRules = {
  upperAge: upperAge.years,
  months: {
    INACTIVE_EPISODE: recordClasses.INACTIVE_EPISODE.months,
    CLOSED_CLIENT: recordClasses.CLOSED_CLIENT.months,
    BOOKED_TIME: recordClasses.BOOKED_TIME.months,
    LOG_OF_USE: recordClasses.LOG_OF_USE.months,
  },
};

/** Why the person's records are erased before their term (GDPR 17(1), in the order of its points). */
export const erasureGrounds = ['NOT_NEEDED', 'PERSON_ASKS', 'OBJECTION', 'UNLAWFUL', 'LEGAL_DUTY'] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/** What the calendar alone does with a case. */
export const courseSteps = [
  'AGEING_OUT_6_MONTHS',
  'AGEING_OUT_3_MONTHS',
  'WARN_INACTIVE',
  'CLOSE_INACTIVE',
  'ERASE',
] as const;
export type CourseStepName = (typeof courseSteps)[number];

export const courseStep = z.strictObject({ what: z.enum(courseSteps), on: plainDate });

/** One step; from `until` on it has no point any more. */
export type CourseStep = z.infer<typeof courseStep> & { readonly until?: string };

/** What the calendar's steps depend on; dates of the tenant's zone. */
export interface CaseFacts {
  /** Day of the last contact, entry or opening. */
  readonly lastActiveOn: string;
  /** Absent while an episode is open. */
  readonly closedOn?: string | undefined;
  readonly birthDate?: string | undefined;
  /** A legal hold is on: nothing is erased. */
  readonly held: boolean;
}

/** Months before the closing of an inactive episode at which the guiding worker is told. */
const WARNING_MONTHS = 1;
/** A case is looked at after so many months at the latest, whatever was reckoned before. */
const LONGEST_REST_MONTHS = 6;
/** While a warning, a hold or a wish to be erased stands, the case is looked at again so soon. */
const WATCHED_REST_DAYS = 7;

/**
 * Every step of a case with its day, in the order of the days. A step takes effect on its day, not a day before. An open case is
 * never erased, a closed one is never warned about, and under a legal hold nothing is erased.
 */
export function stepsOf(facts: CaseFacts, rules: CaseRules): CourseStep[] {
  const { closedOn, birthDate, lastActiveOn, held } = facts;
  if (closedOn !== undefined) {
    return held ? [] : [{ what: 'ERASE', on: later(closedOn, rules.months.CLOSED_CLIENT) }];
  }
  const closing = rules.months.INACTIVE_EPISODE;
  const steps: CourseStep[] = [
    { what: 'WARN_INACTIVE', on: later(lastActiveOn, closing - WARNING_MONTHS) },
    { what: 'CLOSE_INACTIVE', on: later(lastActiveOn, closing) },
  ];
  if (birthDate !== undefined) {
    const ends = agesOutOn(birthDate, rules);
    steps.push(
      { what: 'AGEING_OUT_6_MONTHS', on: later(ends, -6), until: later(ends, -3) },
      { what: 'AGEING_OUT_3_MONTHS', on: later(ends, -3), until: ends },
    );
  }
  return steps.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

/** The birthday from which a person is older than the service is for; of 29 February, the last day of that month. */
export function agesOutOn(birthDate: string, rules: CaseRules): string {
  return Temporal.PlainDate.from(birthDate).add({ years: rules.upperAge }).toString();
}

/** The steps whose day has come and that have not been taken for that day. `applied` has the day of each step taken. */
export function dueSteps(
  steps: readonly CourseStep[],
  applied: Readonly<Partial<Record<CourseStepName, string>>>,
  today: string,
): CourseStep[] {
  return steps.filter(
    ({ what, on, until }) => on <= today && (until === undefined || today < until) && applied[what] !== on,
  );
}

/** The next day on which a case has to be looked at: that of its next step, and never further away than half a year, or a week of a watched one. */
export function nextLook(steps: readonly CourseStep[], isWatched: boolean, today: string): string {
  const coming = steps.filter(({ on }) => on > today).map(({ on }) => on);
  const latest = isWatched
    ? Temporal.PlainDate.from(today).add({ days: WATCHED_REST_DAYS }).toString()
    : later(today, LONGEST_REST_MONTHS);
  return [...coming, latest].reduce((one, other) => (other < one ? other : one));
}

/**
 * The day on which a case that is warned about today is closed: that of the step, and a whole month from today at least, however
 * late the warning comes.
 */
export function closesOn(closing: string, today: string): string {
  const earliest = later(today, WARNING_MONTHS);
  return closing > earliest ? closing : earliest;
}

/** The day from which who booked a time on `date` is forgotten. */
export function forgottenOn(date: string, rules: CaseRules): string {
  return later(date, rules.months.BOOKED_TIME);
}

/** The last date whose bookings have been forgotten on `today`, by the same rule as {@link forgottenOn}. */
export function lastForgottenDate(rules: CaseRules, today: string): string {
  let date = later(today, -rules.months.BOOKED_TIME);
  // A longer month ends on days of which the shorter one knows only its last.
  while (forgottenOn(nextDay(date), rules) <= today) date = nextDay(date);
  return date;
}

/**
 * Months for which the log keeps what a consent said after the act of recording it would go: as long as the longest consent lasts, so
 * that it stands there as long as any disclosure that went by it.
 */
export const LOG_OF_CONSENTS_LONGER = LONGEST_MONTHS;

/** The newest month, e.g. `2027-01`, of which every day is a term of so many months ago on `today`. */
export function lastMonthOfLog(term: number, today: string): string {
  return Temporal.PlainYearMonth.from(today.slice(0, 7))
    .subtract({ months: term + 1 })
    .toString();
}

/** The months after one and up to another; from `first` on at the earliest. */
export function monthsBetween(after: string, until: string, first: string): string[] {
  const months: string[] = [];
  for (
    let month = Temporal.PlainYearMonth.from(first);
    month.toString() <= until;
    month = month.add({ months: 1 })
  ) {
    if (month.toString() > after) months.push(month.toString());
  }
  return months;
}

function nextDay(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

function later(date: string, of: number): string {
  return Temporal.PlainDate.from(date).add({ months: of }).toString();
}
