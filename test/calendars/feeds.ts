import { type FeedBusy, type FeedWindow, busyOfFeed } from '@ohjaamo/functions/calendars/busyOfFeed.ts';
import { formatOffsetDateTime, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';

/** Minutes since the epoch of an RFC 3339 time. */
export const minute = (text: string): number => Date.parse(text) / 60_000;

/** February and March 2027, in which the clocks go forward on 28 March. */
export const SPRING: FeedWindow = {
  start: minute('2027-02-01T00:00:00+02:00'),
  end: minute('2027-04-05T00:00:00+03:00'),
  zone: HELSINKI,
};

/** A calendar of these components. */
export function calendar(...components: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...components, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

/** An event of these lines. */
export function event(...lines: readonly string[]): string {
  return ['BEGIN:VEVENT', 'UID:one@example', ...lines, 'END:VEVENT'].join('\r\n');
}

/** What is busy in the calendar, as wall times of Helsinki: `02-01 09:00+02:00/10:00`. */
export function busyIn(text: string, window: FeedWindow = SPRING): string[] {
  return readFeed(text, window).busy.map(({ start, end }) => `${wall(start)}/${wall(end)}`);
}

/** The reading of a text that is a calendar. */
export function readFeed(text: string, window: FeedWindow = SPRING): FeedBusy {
  const read = busyOfFeed(text, window);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

function wall(at: number): string {
  return formatOffsetDateTime(at, HELSINKI).slice(5).replace('T', ' ').replace(/\+.*$/u, '');
}
