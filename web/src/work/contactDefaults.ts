import { type Channel, parties } from '@ohjaamo/shared/kernel/codes.ts';
import type { DeskTicket } from '@ohjaamo/shared/line/views.ts';
import type { routes } from '@ohjaamo/shared/routes.ts';
import type { ResponseOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import { type ContactValues, usualMinutes } from './contactForm.ts';

/** What the desk knows of today. */
export type Today = ResponseOf<(typeof routes)['readToday'] & Route>;
type Booking = Today['bookings'][number];

/** The length of walk-in advice in the service list; a first choice that stands on the screen to be changed. */
const WALK_IN_MINUTES = '30';

/** Duty of these kinds says how the next contact comes. */
const channelOfDuty: Readonly<Record<string, Channel>> = {
  PHONE: 'PHONE',
  CHAT: 'CHAT',
  OUTREACH: 'OUTREACH',
};

/**
 * The quick form before anything is chosen: everything that the context tells is filled in. Topics and age are always asked,
 * because a default there would be a guess in the figures.
 */
export function contactDefaults(
  today: Today,
  context: {
    readonly contactId: string;
    readonly staffId: string | undefined;
    readonly booking?: Booking | undefined;
    readonly ticket?: DeskTicket | undefined;
    readonly clientId?: string;
    /** What the address says of it, e.g. after a call. */
    readonly known?: Partial<ContactValues>;
  },
): ContactValues {
  const { booking, ticket } = context;
  const start = booking?.arrivedAt ?? ticket?.startedAt ?? today.now;
  const minutes = booking
    ? lengthOf(booking)
    : ticket?.startedAt
      ? lengthOfTalk(ticket, today.now)
      : WALK_IN_MINUTES;
  const usual = (usualMinutes as readonly string[]).includes(minutes);
  return {
    contactId: context.contactId,
    site: today.site.id,
    bookingId: booking?.id ?? '',
    ticketId: ticket?.id ?? '',
    clientId: context.clientId ?? '',
    // Whoever came through the line was here.
    channel: ticket ? 'ON_SITE' : channelNow(today, context.staffId),
    topics: ticket?.topics ?? [],
    ageBand: '',
    minutes: usual ? minutes : '',
    minutesOther: usual ? '' : minutes,
    colleagues: [],
    resolved: '',
    party: parties[0],
    date: start.slice(0, 10),
    time: start.slice(11, 16),
    ...context.known,
  };
}

/** Minutes of a talk until its end or until now, in fives, as text; at most half a day. */
function lengthOfTalk({ startedAt, endedAt }: DeskTicket, now: string): string {
  const minutes = (Date.parse(endedAt ?? now) - Date.parse(startedAt ?? now)) / 60_000;
  return String(Math.min(720, Math.max(5, Math.round(minutes / 5) * 5)));
}

/** Minutes of a booking, as text. */
function lengthOf(booking: Booking): string {
  return String(Math.round((Date.parse(booking.end) - Date.parse(booking.start)) / 60_000));
}

/** How a contact of this worker comes right now: by their duty, else face to face. */
function channelNow(today: Today, staffId: string | undefined): Channel {
  const now = Date.parse(today.now);
  const duty = today.duty.find(
    ({ staffId: whose, start, end }) =>
      whose === staffId && Date.parse(start) <= now && now < Date.parse(end),
  );
  return channelOfDuty[duty?.mode ?? ''] ?? 'ON_SITE';
}
