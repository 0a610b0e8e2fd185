import { dateOfDay, type DayNumber, dayNumber, weekdayOf } from '../kernel/dates.ts';
import type { StaffId } from '../kernel/ids.ts';
import type { OpeningException, SitePlan, WeeklyRule } from './plan.ts';
import { appliesOn } from './recurrence.ts';
import { clipped, onDate } from './splitRule.ts';

/** What is copied of a plan, and to when. Dates are inclusive. */
export interface PlanCopy {
  readonly from: string;
  readonly to: string;
  /** The first date of the copy; whole weeks later or earlier than `from`, so that weekdays stay. */
  readonly onto: string;
  /** Whose hours are copied, and to whom they fall at the other site; whoever is not here is left out. */
  readonly workers: readonly { readonly from: StaffId; readonly to: StaffId }[];
  /** Whether the exceptions of those dates go along. */
  readonly exceptions: boolean;
  /** Whether the weekly opening hours of `from` go along; they stand instead of the other site's from `onto` on. */
  readonly hours: boolean;
}

type Copied = Pick<SitePlan, 'rules' | 'exceptions'>;

/**
 * The part of a plan that lies in a period, moved to another one: on the n-th day of the copy is who was there on the n-th day
 * of the period. In the same weeks a series stays a series of its kind, limited to the period. In other weeks odd and even,
 * counted and monthly weeks would mean other dates, so each of their dates becomes a rule of that date alone.
 *
 * @param ruleIdOf an id for the nth copied rule
 */
export function copiedPart(plan: Copied, copy: PlanCopy, ruleIdOf: (index: number) => string): Copied {
  const first = dayNumber(copy.from);
  const last = dayNumber(copy.to);
  const shift = dayNumber(copy.onto) - first;
  const ofWorker = new Map(copy.workers.map(({ from, to }) => [from, to]));
  const rules = plan.rules.flatMap((rule) => {
    const staffId = ofWorker.get(rule.staffId);
    return staffId === undefined ? [] : movedRules({ ...rule, staffId }, first, last, shift);
  });
  return {
    rules: rules.map((rule, index) => ({ ...rule, id: ruleIdOf(index) })),
    exceptions: copy.exceptions
      ? plan.exceptions.flatMap((exception) => movedException(exception, copy, shift))
      : [],
  };
}

function movedRules(rule: WeeklyRule, first: DayNumber, last: DayNumber, shift: number): WeeklyRule[] {
  const part = clipped(rule, first, last);
  if (!part) return [];
  if (shift === 0) return [part];
  if (part.recurrence.kind === 'EVERY_WEEK') return [moved(part, shift)];
  return daysOf(part, first, last).map((day) => onDate(part, day + shift));
}

function moved(rule: WeeklyRule, shift: number): WeeklyRule {
  const later = (date: string | undefined): string => dateOfDay(dayNumber(date ?? '') + shift);
  return { ...rule, validFrom: later(rule.validFrom), validTo: later(rule.validTo) };
}

function daysOf(rule: WeeklyRule, first: DayNumber, last: DayNumber): DayNumber[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((day) =>
    appliesOn(rule, day),
  );
}

function movedException(
  exception: OpeningException,
  { from, to }: PlanCopy,
  shift: number,
): OpeningException[] {
  const start = exception.from > from ? exception.from : from;
  const end = exception.to < to ? exception.to : to;
  if (start > end) return [];
  const later = (date: string): string => dateOfDay(dayNumber(date) + shift);
  const part = { ...exception, from: later(start), to: later(end) };
  if (start < end || exception.from === exception.to) return [part];
  // One day of a season is still of a season: a single date would open it explicitly.
  return [{ ...part, to: dateOfDay(dayNumber(part.to) + 1), weekdays: [weekdayOf(dayNumber(part.from))] }];
}
