import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Interval } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { ICalCalendar, ICalCalendarMethod, ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import { BUSY_SUMMARY } from './busyEntry.ts';
import { textOf } from './invitationFile.ts';

/** How often calendar programs are asked to look again, in seconds. Google decides for itself, every few hours. */
const LOOK_AGAIN_SECONDS = 15 * 60;

/** A calendar has at least one component (RFC 5545 §3.6), and some programs refuse one that has none. */
const NO_EVENTS = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

const CALENDAR_NAME: Readonly<Record<Language, string>> = { fi: 'Ohjaamo', sv: 'Navigatorn', en: 'Ohjaamo' };

/** One stretch of a worker's own time, and where, when that is known. */
export interface FeedEntry extends Interval {
  /** 0 booking, 1 group meeting. */
  readonly kind: number;
  readonly place: string;
}

/**
 * A worker's own feed (RFC 5545, RFC 7986): when the worker is booked in this municipality and at which site, never with
 * whom or about what. The text is a function of the entries and the date, so that its hash can be its ETag: DTSTAMP is the
 * date's beginning.
 *
 * @param date the calendar date of today, `2027-02-01`
 */
export function workerFeed(
  worker: StaffId,
  entries: readonly FeedEntry[],
  language: Language,
  date: string,
): string {
  const calendar = new ICalCalendar({
    method: ICalCalendarMethod.PUBLISH,
    name: CALENDAR_NAME[language],
    ttl: LOOK_AGAIN_SECONDS,
    prodId: { company: 'Ohjaamo', product: 'Ohjaamo network service', language: language.toUpperCase() },
  });
  for (const { start, end, kind, place } of entries) {
    calendar.createEvent({
      id: `${String(start)}-${String(end)}-${String(kind)}-${worker}@feed.ohjaamo`,
      stamp: new Date(`${date}T00:00:00Z`),
      start: new Date(start * 60_000),
      end: new Date(end * 60_000),
      summary: BUSY_SUMMARY[language],
      transparency: ICalEventTransparency.OPAQUE,
      busystatus: ICalEventBusyStatus.BUSY,
      ...(place !== '' && { location: place }),
    });
  }
  const text = textOf(calendar);
  return entries.length > 0 ? text : text.replace('END:VCALENDAR', `${NO_EVENTS}\r\nEND:VCALENDAR`);
}
