import type { Language } from '../kernel/i18n.ts';
import type { BookingId, StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';

/** A meeting as the calendars of those who hold it are concerned. */
export interface Meeting {
  readonly id: BookingId;
  /** The booking's version: grows with every change, and is the SEQUENCE of what leaves (RFC 5545 §3.8.7.4). */
  readonly version: number;
  /** Whether it holds its time in the calendars. */
  readonly stands: boolean;
  /** True while somebody still has to decide on it. */
  readonly tentative: boolean;
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  /** The workers who hold it. */
  readonly attendees: readonly StaffId[];
}

/** Where a worker's invitations go and how they are worded. */
export interface Invitee {
  readonly staffId: StaffId;
  readonly email: string;
  readonly language: Language;
  /** Site and room in the worker's language; empty when it is not to be told. */
  readonly place: string;
}

/** One message that was handed to the mail service. */
export interface Told extends Invitee {
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  readonly tentative: boolean;
}

/**
 * The messages that bring the calendars outside up to a meeting's present state, given what was told before: a REQUEST to
 * whoever is invited and knows another state or none; a CANCEL to just those who know of it and no longer hold it, or hold
 * it at another address. It looks at the present state alone, so that stream records may come twice or in any order: what
 * has been told at this version or a later one needs no message.
 */
export function messagesFor(
  meeting: Meeting,
  invitees: readonly Invitee[],
  before: readonly Told[],
  now: EpochMinute,
): Told[] {
  const { version: sequence, start, end, tentative } = meeting;
  const invited = invitees.filter(({ staffId }) => meeting.stands && meeting.attendees.includes(staffId));
  const messages: Told[] = [];
  for (const told of before) {
    const invitee = invited.find(({ staffId }) => staffId === told.staffId);
    const isGone = invitee?.email !== told.email;
    if (told.method === 'REQUEST' && isGone && told.sequence < sequence && told.end > now) {
      messages.push({ ...told, method: 'CANCEL', sequence });
    }
  }
  for (const invitee of invited) {
    const told = before.find(({ staffId }) => staffId === invitee.staffId);
    const request: Told = { ...invitee, method: 'REQUEST', sequence, start, end, tentative };
    const isNews = told === undefined || (told.sequence < sequence && !tellsTheSame(told, request));
    if (isNews && end > now) messages.push(request);
  }
  return messages;
}

function tellsTheSame(one: Told, other: Told): boolean {
  return (
    one.method === other.method &&
    one.email === other.email &&
    one.start === other.start &&
    one.end === other.end &&
    one.place === other.place &&
    one.tentative === other.tentative
  );
}
