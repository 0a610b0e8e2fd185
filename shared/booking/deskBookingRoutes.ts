import * as z from 'zod';
import { bookingId, seriesId, siteId, staffId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';
import { attentionView, bookingDeskRoutes } from './deskRoutes.ts';

const { access } = bookingDeskRoutes.decideBooking;
const parameters = z.strictObject({ bookingId });

/** What a worker sees of a booking beside the day's list. */
const workersBooking = attentionView.omit({ attention: true });

/** A booking with what may be done about it now; each is a button, never a guess. */
export const bookingAtDesk = workersBooking.extend({
  alongside: z.array(z.strictObject({ id: staffId, name: z.string() })),
  room: z.string().optional(),
  /** Messages and the holder's page do not tell the place (non-disclosure for personal safety). */
  placeHidden: z.boolean(),
  mayCancel: z.boolean(),
  /** A cancellation, or a no, can be taken back, if the time is still free. */
  mayRestore: z.boolean(),
  /** A mark of arrival or of nobody's coming can be taken back. */
  mayUnmark: z.boolean(),
});

/** Routes of workers about one booking that exists, and about the series of which it is a part. */
export const deskBookingRoutes = {
  readBookingAtDesk: {
    method: 'GET',
    path: '/api/desk/bookings/{bookingId}',
    access,
    parameters,
    response: z.strictObject({
      site: siteId,
      booking: bookingAtDesk,
      /** Every occurrence of the series by start, the booking itself too. */
      series: z.strictObject({ id: seriesId, bookings: z.array(bookingAtDesk) }).optional(),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_BOOKING', subjectParameter: 'bookingId' },
  },
  /** The house takes back a cancellation, its own or the holder's, or a no; the holder is told. */
  restoreBySite: {
    method: 'POST',
    path: '/api/desk/bookings/{bookingId}/restoration',
    access,
    parameters,
    body: z.strictObject({}),
    response: workersBooking,
    status: 200,
    problems: ['not-found', 'state-conflict', 'time-taken'],
    audit: { action: 'RESTORE_BY_SITE', subjectParameter: 'bookingId' },
  },
  /** Whether messages and the holder's page tell the place. */
  hidePlace: {
    method: 'POST',
    path: '/api/desk/bookings/{bookingId}/place',
    access,
    parameters,
    body: z.strictObject({ hidden: z.boolean() }),
    response: workersBooking,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'HIDE_PLACE', subjectParameter: 'bookingId' },
  },
  /** The house cancels all coming occurrences of a series from a date on. */
  cancelSeries: {
    method: 'POST',
    path: '/api/desk/series/{seriesId}/cancellation',
    access,
    parameters: z.strictObject({ seriesId }),
    body: z.strictObject({ from: plainDate }),
    response: z.strictObject({ bookings: z.array(workersBooking) }),
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'CANCEL_SERIES' },
  },
} as const;
