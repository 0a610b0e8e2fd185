import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { Today } from './contactDefaults.ts';

/** Something on the axis: where it begins and how long it is, in percent of the axis' width. */
export interface AxisBlock {
  readonly id: string;
  readonly x: number;
  readonly width: number;
  readonly mine: boolean;
  readonly done: boolean;
}

/** The day as a thin line: hours, duty, bookings and now. */
export interface TimeAxis {
  readonly hours: readonly { readonly hour: number; readonly x: number }[];
  readonly duty: readonly AxisBlock[];
  readonly bookings: readonly AxisBlock[];
  /** Where now is; nothing on another day, or when the day's line has not begun or is over. */
  readonly now: number | undefined;
}

const FIRST_HOUR = 8;
const LAST_HOUR = 18;

/** Lays the day out on a line from 8 to 18, longer when something stands outside it. */
export function timeAxis(today: Today, staffId: string | undefined): TimeAxis {
  const spans = [...today.bookings, ...today.duty];
  const first = Math.min(FIRST_HOUR, ...spans.map(({ start }) => Math.floor(hourOf(start))));
  const last = Math.max(
    LAST_HOUR,
    ...spans.map(({ start, end }) => Math.ceil(hourOf(start) + lengthOf(start, end))),
  );
  const place = (hour: number) => Math.round(((hour - first) / (last - first)) * 10_000) / 100;
  const block = (id: string, start: string, end: string, mine: boolean, done: boolean): AxisBlock => {
    const x = place(hourOf(start));
    return {
      id,
      x,
      width: Math.round((place(hourOf(start) + lengthOf(start, end)) - x) * 100) / 100,
      mine,
      done,
    };
  };
  const now = today.date === today.today ? place(hourOf(today.now)) : undefined;
  return {
    hours: Array.from({ length: last - first }, (_, index) => ({
      hour: first + index,
      x: place(first + index),
    })),
    duty: today.duty.map(({ staffId: whose, start, end }, index) =>
      block(`duty-${index}`, start, end, whose === staffId, false),
    ),
    bookings: today.bookings
      .filter(({ state }) => state === 'BOOKED' || state === 'KEPT')
      .map(({ id, start, end, mine, state }) => block(id, start, end, mine, state === 'KEPT')),
    now: now !== undefined && now >= 0 && now <= 100 ? now : undefined,
  };
}

/** The wall clock's hour with its minutes as a fraction; the text carries the wall time. */
function hourOf(time: string): number {
  return Number(time.slice(11, 13)) + Number(time.slice(14, 16)) / 60;
}

/** Hours that pass between two instants. */
function lengthOf(start: string, end: string): number {
  return Temporal.Instant.from(start).until(Temporal.Instant.from(end)).total('hours');
}
