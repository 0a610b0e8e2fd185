import { closedQuarter, quarterAway } from '@ohjaamo/shared/figures/quarters.ts';
import { type DayNumber, dayNumber, mondayOf } from '@ohjaamo/shared/kernel/dates.ts';
import { HELSINKI, quarterDates } from '@ohjaamo/shared/kernel/time.ts';

/** So many closed quarters are told: one before and one after a practice was taken up. */
const TOLD_QUARTERS = 3;
/** Practice is taken up in the fourth week of its quarter. */
const DAYS_INTO_QUARTER = 21;

/** The closed quarters that the demo begins with at `now` (milliseconds since 1970), oldest first. */
export function toldQuarters(now: number): string[] {
  const last = closedQuarter(Math.floor(now / 60_000), HELSINKI);
  return Array.from({ length: TOLD_QUARTERS }, (_, at) => quarterAway(last, at + 1 - TOLD_QUARTERS));
}

/** The first day that the demo tells of. */
export function firstDay(now: number): DayNumber {
  return dayNumber(quarterDates(toldQuarters(now)[0] ?? '').from);
}

/** The Monday on which the demo's municipalities took up practice: in the middle quarter, so that one lies before it and one after. */
export function adoptionDay(now: number): DayNumber {
  return mondayOf(dayNumber(quarterDates(toldQuarters(now)[1] ?? '').from) + DAYS_INTO_QUARTER);
}
