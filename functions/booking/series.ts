import type { SeriesConflict } from '@ohjaamo/shared/booking/deskRoutes.ts';
import { startOn } from '@ohjaamo/shared/booking/series.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type BookingId, bookingId, type SeriesId, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import { hashOf } from '../kernel/hash.ts';
import type { Conflict } from './bookTimes.ts';
import type { SiteOffer } from './siteOffer.ts';

const LETTERS = 36n;

/** The id of one occurrence, made of the series' own: so a retry names the same bookings. */
export function occurrenceId(series: SeriesId, date: string): BookingId {
  let rest = BigInt(`0x${Buffer.from(hashOf('occurrence', series, date), 'base64url').toString('hex')}`);
  let id = '';
  while (id.length < 20) {
    id += (rest % LETTERS).toString(36);
    rest /= LETTERS;
  }
  return bookingId.parse(id);
}

/** The secret of one occurrence's link: nobody gets from one link to another, and a retry gives the same links. */
export function occurrenceSecret(secret: string, date: string): string {
  return hashOf('occurrence', secret, date).slice(0, 22);
}

/** One date of a series and its start; {@link NEVER} when the clocks skip the time on that date. */
export interface Occurrence {
  readonly date: string;
  readonly start: EpochMinute;
}

/** An instant that nobody offers any more: it is refused like every time that cannot be had. */
const NEVER: EpochMinute = 0;

/** The starts of a wall time on dates. */
export function occurrencesOn({ tenant }: SiteOffer, dates: readonly string[], time: string): Occurrence[] {
  if (dates.length === 0) return [];
  const days = dates.map(dayNumber);
  const axis = zoneAxisOfDays(tenant.profile.zone, Math.min(...days), Math.max(...days));
  return dates.map((date) => ({ date, start: startOn(axis, date, time) ?? NEVER }));
}

/** What is told of the dates that cannot be had: with the reason behind a time that is not offered, where there is one. */
export function seriesConflicts(
  { plan }: SiteOffer,
  occurrences: readonly Occurrence[],
  conflicts: readonly Conflict[],
  staffId: StaffId | undefined,
): SeriesConflict[] {
  return conflicts.flatMap(({ index, reason }): SeriesConflict[] => {
    const { date, start } = occurrences[index] ?? {};
    if (date === undefined) return [];
    if (start === NEVER) return [{ date, reason: 'TIME_DOES_NOT_EXIST' }];
    if (reason !== 'NOT_OFFERED') return [{ date, reason }];
    if (openingOn(plan, dayNumber(date)).closed) return [{ date, reason: 'CLOSED' }];
    const isAway = plan.absences.some(
      (absence) => absence.staffId === staffId && absence.from <= date && date <= absence.to,
    );
    return [{ date, reason: isAway ? 'ABSENT' : reason }];
  });
}
