import { type GroupId, meetingId, type MeetingId } from '../kernel/ids.ts';
import { type DayNumber, dayNumber, minuteOfDay } from '../kernel/dates.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';
import type { EpochMinute } from '../kernel/time.ts';
import type { ZoneAxis } from '../kernel/zoneAxis.ts';
import { meetingTime } from './series.ts';

/** The hours of meetings in wall time. */
export interface Hours {
  readonly start: string;
  readonly end: string;
}

/** A stretch of days on which a worker is away, of certain hours or the whole days. */
export interface Away {
  readonly staffId: string;
  readonly from: string;
  readonly to: string;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** A date of a series: when the meeting is, or that the clocks skip that time. */
export interface Slot {
  readonly day: DayNumber;
  readonly time?: { readonly start: EpochMinute; readonly end: EpochMinute };
}

/** The dates with their stretches of time. */
export function slotsOf(days: readonly DayNumber[], hours: Hours, axis: ZoneAxis): Slot[] {
  return days.map((day) => {
    const time = meetingTime(axis, day, hours);
    return { day, ...(time && { time }) };
  });
}

/** Whether a worker is away at the hours of a date. */
export function isAway(away: Away, staffId: string, day: DayNumber, hours: Hours): boolean {
  if (away.staffId !== staffId || day < dayNumber(away.from) || day > dayNumber(away.to)) return false;
  const from = away.start === undefined ? 0 : minuteOfDay(away.start);
  const until = away.end === undefined ? 1440 : minuteOfDay(away.end);
  return from < minuteOfDay(hours.end) && minuteOfDay(hours.start) < until;
}

/** Why a meeting that stands cannot be held as it is planned. */
export type Unheld = 'CLOSED' | 'LEADERS_ABSENT';

/** What a site's plan says of one day: whether the house is closed, and who is away. */
export interface DayOfHouse {
  readonly closed: boolean;
  readonly absences: readonly Away[];
}

/**
 * Why a meeting on a day of a site's plan cannot be held: the house is closed, or all who lead it are away. `undefined` when it
 * can: while one of its leaders is there, somebody opens the door.
 */
export function unheldBy(
  { closed, absences }: DayOfHouse,
  leaders: readonly string[],
  day: DayNumber,
  hours: Hours,
): Unheld | undefined {
  if (closed) return 'CLOSED';
  const areAway = leaders.every((id) => absences.some((away) => isAway(away, id, day, hours)));
  return areAway ? 'LEADERS_ABSENT' : undefined;
}

/** The id of a meeting follows from its group and date, so that making a series again makes the same one. */
export function meetingIdOf(group: GroupId, day: DayNumber, taken: ReadonlySet<string>): MeetingId {
  for (let number = 0; ; number++) {
    const id = `${group}${String(day).padStart(7, '0')}${String(number).padStart(3, '0')}`;
    if (!taken.has(id)) return meetingId.parse(id);
  }
}

/** The languages of a municipality that a text is not told in; 423/2003 binds it to them. */
export function missingLanguages(
  text: Readonly<Record<string, string | undefined>>,
  languages: readonly string[],
): string[] {
  return languages.filter((language) => !text[language]?.trim());
}

/** What can happen to a meeting that has not begun: it is moved (to other hours, leaders or room), cancelled, taken back. */
export type MeetingEvent = 'MOVE' | 'CANCEL' | 'RESTORE';
type MeetingState = 'PLANNED' | 'CANCELLED';

/** An event that has happened already leads to where it is, so that a repeated request changes nothing. */
const transitions: Readonly<Record<MeetingState, Partial<Readonly<Record<MeetingEvent, MeetingState>>>>> = {
  PLANNED: { MOVE: 'PLANNED', CANCEL: 'CANCELLED', RESTORE: 'PLANNED' },
  CANCELLED: { CANCEL: 'CANCELLED', RESTORE: 'PLANNED' },
};

/** The state of a meeting after an event at `now` (epoch minutes); `state-conflict` when it has begun, or cannot be moved. */
export function nextMeetingState(
  { state, start }: { readonly state: MeetingState; readonly start: EpochMinute },
  event: MeetingEvent,
  now: EpochMinute,
): Result<MeetingState, 'state-conflict'> {
  const next = start > now ? transitions[state][event] : undefined;
  return next ? succeed(next) : fail('state-conflict');
}
