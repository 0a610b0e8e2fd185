import type { Told } from '@ohjaamo/shared/calendars/invitation.ts';
import type { BookingId } from '@ohjaamo/shared/kernel/ids.ts';
import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { BUSY_SUMMARY, ownUidEnding } from './busyEntry.ts';

/**
 * An invitation or its withdrawal as iTIP (RFC 5546 §3.2.2 and §3.2.5): one UID for a worker's part in a meeting through
 * all its changes, the booking's version as SEQUENCE, times in UTC. Each worker has a UID of their own and is the one
 * ATTENDEE, so that a withdrawal reaches nobody else and may cancel the event as a whole (STATUS:CANCELLED): programs that
 * get a CANCEL without it leave the event standing.
 *
 * @param organizer the address of the service, from which the message comes
 * @param at when the booking was changed so (DTSTAMP), RFC 3339
 */
export function invitationFile(booking: BookingId, message: Told, organizer: string, at: string): string {
  const isRequest = message.method === 'REQUEST';
  const status = isRequest
    ? message.tentative
      ? ICalEventStatus.TENTATIVE
      : ICalEventStatus.CONFIRMED
    : ICalEventStatus.CANCELLED;
  const calendar = new ICalCalendar({
    method: isRequest ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
    prodId: {
      company: 'Ohjaamo',
      product: 'Ohjaamo network service',
      language: message.language.toUpperCase(),
    },
  });
  calendar.createEvent({
    id: booking + ownUidEnding(message.staffId),
    sequence: message.sequence,
    stamp: new Date(at),
    start: new Date(message.start * 60_000),
    end: new Date(message.end * 60_000),
    summary: BUSY_SUMMARY[message.language],
    status,
    ...(message.place !== '' && { location: message.place }),
    organizer: { name: 'Ohjaamo', email: organizer },
    attendees: [
      {
        email: message.email,
        rsvp: isRequest,
        role: ICalAttendeeRole.REQ,
        type: ICalAttendeeType.INDIVIDUAL,
        ...(isRequest && { status: ICalAttendeeStatus.NEEDSACTION }),
      },
    ],
  });
  return textOf(calendar);
}

/** The calendar as text, whose every line ends with CRLF, the last one too (RFC 5545 §3.1). */
export function textOf(calendar: ICalCalendar): string {
  return `${calendar.toString()}\r\n`;
}
