import { type BookingRecord, bookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { bookingId, randomIds, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { HELSINKI, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { HOME, worker } from './schedule.ts';

/** `2027-02-01T09:00+02:00` → minutes since 1970. */
export function minuteOf(instant: string): number {
  return Date.parse(instant) / 60_000;
}

/** A booking of three quarters of an hour on Monday 2027-02-01 at nine unless told otherwise; its date fits its start. */
export function aBooking(site: SiteId = HOME, parts: Partial<BookingRecord> = {}): BookingRecord {
  const start = parts.start ?? minuteOf('2027-02-01T09:00+02:00');
  return bookingRecord.parse({
    kind: 'BOOKING',
    id: bookingId.parse(randomIds.id(20)),
    version: 1,
    state: 'BOOKED',
    siteId: site,
    staffId: worker(1),
    service: 'INDIV',
    start,
    end: start + 45,
    bufferBefore: 0,
    bufferAfter: 15,
    date: localDate(start, HELSINKI),
    language: 'fi',
    channel: 'ON_SITE',
    alongside: [],
    secretHash: 'hash-of-a-secret',
    contentHash: 'hash-of-the-content',
    createdAt: '2027-01-25T08:00:00.000Z',
    changedAt: '2027-01-25T08:00:00.000Z',
    sheets: [{ home: site, id: worker(1) }],
    ...parts,
  });
}
