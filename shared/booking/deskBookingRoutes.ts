import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { bookingId, code, seriesId, siteId, staffId } from '../kernel/ids.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import { attentionView, bookingDeskRoutes } from './deskRoutes.ts';
import { freeTime } from './views.ts';

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
  /** True when the site's hours no longer cover the time, or a worker who lends it cannot come. */
  orphaned: z.boolean(),
  declined: z.boolean(),
  /** To another time, or to somebody else. */
  mayMove: z.boolean(),
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
      /**
       * How to reach the holder, where the work asks for it: the number of a meeting by telephone, and all that was left when the
       * time fell away and has to be settled. `told`: a message about the booking as it stands has left.
       */
      reach: z
        .strictObject({ phone: z.string().optional(), email: z.string().optional(), told: z.boolean() })
        .optional(),
      /** Every occurrence of the series by start, the booking itself too. */
      series: z.strictObject({ id: seriesId, bookings: z.array(bookingAtDesk) }).optional(),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_BOOKING', subjectParameter: 'bookingId' },
  },
  /**
   * The times to which a booking may move: of the same service and site, by anybody or by one worker, as if its own time were
   * free. A partner sees the own ones.
   */
  searchTimesToMove: {
    method: 'GET',
    path: '/api/desk/bookings/{bookingId}/times',
    access,
    parameters,
    query: z.strictObject({
      staff: staffId.optional(),
      /** A week before the booking when absent. */
      from: plainDate.optional(),
      days: z.coerce.number().int().min(1).max(28).default(28),
    }),
    response: z.strictObject({
      service: z.strictObject({ code, name: localizedText, lengthMinutes: z.int() }),
      /** Everybody to whom it may be given. */
      staff: z.array(z.strictObject({ id: staffId, name: z.string() })),
      from: plainDate,
      to: plainDate,
      times: z.array(freeTime),
      /** The three nearest to the time that it has, among these. */
      nearest: z.array(freeTime),
    }),
    status: 200,
    problems: ['not-found', 'state-conflict'],
  },
  /** The house moves a booking to another time, or gives it to somebody else, or both; the holder is told. */
  moveBySite: {
    method: 'POST',
    path: '/api/desk/bookings/{bookingId}/change',
    access,
    parameters,
    body: z.strictObject({
      start: offsetDateTime,
      /** Absent: the same worker if free, else whoever's turn it is. */
      staff: staffId.optional(),
      version: z.int(),
    }),
    response: workersBooking,
    status: 200,
    problems: [
      'not-found',
      'state-conflict',
      'stale-version',
      'time-taken',
      'time-not-offered',
      'time-does-not-exist',
    ],
    audit: { action: 'MOVE_BY_SITE', subjectParameter: 'bookingId' },
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
