import { type Unheld, unheldBy } from '@ohjaamo/shared/groups/meetings.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { formatOffsetDateTime, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { MeetingRecord } from './record.ts';

/** Date and hours of a stretch of time (epoch minutes) as the clocks of a zone show them. */
export function wallTimeOf({ start, end }: Pick<MeetingRecord, 'start' | 'end'>, zone: string) {
  const time = (minute: number) => formatOffsetDateTime(minute, zone).slice(11, 16);
  return { date: localDate(start, zone), start: time(start), end: time(end) };
}

/**
 * Why a meeting cannot be held under a plan that stands or is to stand; `undefined` when it can, is cancelled or has begun by
 * `now` (epoch minutes). The plan's absences reach from today on.
 */
export function unheldOf(
  meeting: Pick<MeetingRecord, 'state' | 'start' | 'end' | 'leaders'>,
  plan: SitePlan,
  zone: string,
  now: number,
): Unheld | undefined {
  if (meeting.state !== 'PLANNED' || meeting.start <= now) return undefined;
  const { date, ...hours } = wallTimeOf(meeting, zone);
  const day = dayNumber(date);
  const closed = openingOn(plan, day).closed !== undefined;
  return unheldBy({ closed, absences: plan.absences }, meeting.leaders, day, hours);
}
