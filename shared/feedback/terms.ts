import { Temporal } from '../kernel/time.ts';

/** Months for which a free text is kept; what was answered beside it stays as numbers (domain 4.4). */
export const TEXT_MONTHS = 24;
/** Days for which an invitation can be answered. */
export const INVITATION_DAYS = 30;
/** Minutes in which a paper answer that was typed in can be taken back. */
export const TAKE_BACK_MINUTES = 60;
/** Days back to which a paper answer may belong: papers lie in a box, and a quarter closes. */
export const PAPER_DAYS = 60;

/** The last month, `2025-01`, whose texts are over on a date: every text is kept 24 whole months after its month. */
export function lastMonthOver(today: string): string {
  return monthBefore(today.slice(0, 7), TEXT_MONTHS + 1);
}

/** The month so many months before another. */
export function monthBefore(month: string, months: number): string {
  return Temporal.PlainYearMonth.from(month).subtract({ months }).toString();
}

/** Whether an invitation of a date can still be answered on another. */
export function isOpenInvitation(sent: string, today: string): boolean {
  const days = Temporal.PlainDate.from(sent).until(today, { largestUnit: 'days' }).days;
  return days >= 0 && days <= INVITATION_DAYS;
}

/** Whether a visit of a date can be typed in on another. */
export function isPaperDate(visited: string, today: string): boolean {
  const days = Temporal.PlainDate.from(visited).until(today, { largestUnit: 'days' }).days;
  return days >= 0 && days <= PAPER_DAYS;
}
