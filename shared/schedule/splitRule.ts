import { dateOfDay, type DayNumber, dayNumber, weekdayOf } from '../kernel/dates.ts';
import type { WeeklyRule } from './plan.ts';
import { appliesOn, nextDay } from './recurrence.ts';

/** A series cut at one of its dates. Together the parts apply on exactly the dates of the rule, each once. */
export interface SplitRule {
  /** The dates before; absent when there are none. Keeps the rule's id, so that what points at it still does. */
  readonly before?: WeeklyRule;
  /** The date itself, or with FOLLOWING the date and all after it. */
  readonly edited: WeeklyRule;
  /** The dates after; absent when there are none, and with FOLLOWING. */
  readonly after?: WeeklyRule;
}

/** How much of a series an edit means. The whole series is an edit of the rule itself and needs no split. */
export type EditExtent = 'ONLY' | 'FOLLOWING';

/**
 * Cuts a series at `date` without losing or doubling a day. The parts after a cut keep the recurrence as it is: weeks go on being
 * counted from where they were. `undefined` when the rule does not apply on the date.
 *
 * @param editedId id of the edited part
 * @param afterId id of the part after it, used with ONLY
 */
export function splitRule(
  rule: WeeklyRule,
  date: string,
  extent: EditExtent,
  { editedId, afterId }: { readonly editedId: string; readonly afterId: string },
): SplitRule | undefined {
  const day = dayNumber(date);
  if (!appliesOn(rule, day)) return undefined;
  const before = clipped(rule, undefined, day - 1);
  if (extent === 'FOLLOWING') {
    const edited = { ...rule, id: editedId, validFrom: date };
    return { ...(before && { before }), edited };
  }
  const after = clipped({ ...rule, id: afterId }, day + 1, undefined);
  return {
    ...(before && { before }),
    edited: onDate({ ...rule, id: editedId }, day),
    ...(after && { after }),
  };
}

/** The rule on one date alone, whatever its recurrence was. */
export function onDate(rule: WeeklyRule, day: DayNumber): WeeklyRule {
  const date = dateOfDay(day);
  return {
    ...rule,
    weekday: weekdayOf(day),
    recurrence: { kind: 'EVERY_WEEK' },
    validFrom: date,
    validTo: date,
  };
}

/** The rule between two days, inclusive, each open when absent; `undefined` when it applies on no date there. */
export function clipped(
  rule: WeeklyRule,
  first: DayNumber | undefined,
  last: DayNumber | undefined,
): WeeklyRule | undefined {
  const { validFrom, validTo, ...rest } = rule;
  const from = latest(validFrom, first);
  const to = earliest(validTo, last);
  const part: WeeklyRule = {
    ...rest,
    ...(from !== undefined && { validFrom: from }),
    ...(to !== undefined && { validTo: to }),
  };
  return hasDays(part) ? part : undefined;
}

/** Whether there is any date on which the rule applies. */
export function hasDays(rule: WeeklyRule): boolean {
  const { validFrom, recurrence } = rule;
  // Without a first day there is always an earlier one, unless weeks are counted from a date.
  if (validFrom === undefined && recurrence.kind !== 'EVERY_N_WEEKS') return true;
  return nextDay(rule, validFrom === undefined ? -Infinity : dayNumber(validFrom)) !== undefined;
}

function latest(date: string | undefined, day: DayNumber | undefined): string | undefined {
  if (day === undefined) return date;
  return date === undefined ? dateOfDay(day) : dateOfDay(Math.max(dayNumber(date), day));
}

function earliest(date: string | undefined, day: DayNumber | undefined): string | undefined {
  if (day === undefined) return date;
  return date === undefined ? dateOfDay(day) : dateOfDay(Math.min(dayNumber(date), day));
}
