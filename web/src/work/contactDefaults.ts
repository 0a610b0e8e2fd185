import { type Channel, parties } from '@ohjaamo/shared/kernel/codes.ts';
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
    readonly clientId?: string;
  },
): ContactValues {
  const start = context.booking?.arrivedAt ?? today.now;
  const minutes = context.booking ? lengthOf(context.booking) : WALK_IN_MINUTES;
  const usual = (usualMinutes as readonly string[]).includes(minutes);
  return {
    contactId: context.contactId,
    site: today.site.id,
    bookingId: context.booking?.id ?? '',
    clientId: context.clientId ?? '',
    channel: channelNow(today, context.staffId),
    topics: [],
    ageBand: '',
    minutes: usual ? minutes : '',
    minutesOther: usual ? '' : minutes,
    resolved: '',
    party: parties[0],
    date: start.slice(0, 10),
    time: start.slice(11, 16),
  };
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
