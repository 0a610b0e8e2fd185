import { type Weekday, weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';

/** Minutes as people say them: `6 h`, `4 h 30 min`, `20 min`. */
export function inHours(minutes: number, t: Translate): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return t('duty.minutes', { minutes: rest });
  return rest === 0 ? t('duty.hours', { hours }) : t('duty.hoursMinutes', { hours, minutes: rest });
}

/** A shift's time with its day: `ma 1.2. 12.00–18.00`. */
export function whenOf(
  { start, end }: { readonly start: string; readonly end: string },
  format: Format,
): string {
  return `${format.shortDay(start)} ${format.timeRange(start, end)}`;
}

/** `2027-W05` → `5`. */
export function weekNumber(week: string): number {
  return Number(week.slice(6));
}

/** `MON` → `maanantai`. */
export function weekdayName(weekday: Weekday, format: Format): string {
  // 1 February 2027 is a Monday.
  return format.weekday(`2027-02-0${weekdays.indexOf(weekday) + 1}`);
}
