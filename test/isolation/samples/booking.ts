import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { CallOf } from '@ohjaamo/shared/kernel/route.ts';
import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { fridays, thursday } from '../books.ts';
import { link, press, where, type SamplesOf } from './sample.ts';

/** What whoever books tells. */
const booker = {
  language: 'fi',
  nickname: 'Sini',
  email: 'somebody@town.example',
  phone: '040 1234567',
  channel: 'ON_SITE',
  interpreter: 'so',
} satisfies Partial<CallOf<(typeof bookingRoutes)['createBooking']>['body']>;

export const bookingSamples: SamplesOf<typeof bookingRoutes> = {
  searchTimes: {
    request: (ids) => ({ parameters: where(ids), query: { service: ids.service, staff: ids.staffId } }),
  },
  createBooking: {
    request: (ids, freeStart) => ({
      parameters: where(ids),
      body: {
        bookingId: ids.bookingId,
        secret: randomIds.secret(128),
        service: ids.service,
        staff: ids.staffId,
        start: freeStart,
        ...booker,
        askAfterwards: true,
      },
    }),
    chosen: ['bookingId'],
  },
  holdTime: {
    request: (ids, freeStart) => ({
      parameters: where(ids),
      body: {
        bookingId: ids.bookingId,
        service: ids.service,
        staff: ids.staffId,
        channel: 'ON_SITE',
        start: freeStart,
      },
    }),
    chosen: ['bookingId'],
  },
  readHold: {
    request: (ids, freeStart) => ({
      parameters: { ...where(ids), bookingId: ids.bookingId },
      query: { start: freeStart },
    }),
    chosen: ['bookingId'],
  },
  releaseTime: {
    request: (ids, freeStart) => ({
      parameters: { ...where(ids), bookingId: ids.bookingId },
      body: { start: freeStart },
    }),
    chosen: ['bookingId'],
  },
  joinWaitingList: {
    request: (ids) => ({
      parameters: where(ids),
      body: {
        waitingId: ids.waitingId,
        secret: randomIds.secret(128),
        service: ids.service,
        staff: ids.staffId,
        ...thursday,
        ...booker,
      },
    }),
    chosen: ['waitingId'],
  },
  readWaiting: { request: (ids) => ({ parameters: link(ids) }) },
  leaveWaitingList: { request: (ids) => ({ parameters: link(ids), body: {} }) },
  acceptOffer: { request: (ids) => ({ parameters: link(ids), body: {} }) },
  listServicesForWorker: { request: (ids) => ({ query: { site: ids.siteId } }) },
  searchTimesForWorker: {
    request: (ids) => ({ query: { site: ids.siteId, service: ids.service, staff: ids.staffId } }),
  },
  bookForSomebody: {
    request: (ids, freeStart) => ({
      body: {
        bookingId: ids.bookingId,
        secret: randomIds.secret(128),
        site: ids.siteId,
        service: ids.service,
        staff: ids.staffId,
        start: freeStart,
        ...booker,
        askAfterwards: true,
        hidePlace: true,
      },
    }),
    chosen: ['bookingId'],
  },
  listAttention: { request: (ids) => ({ query: { site: ids.siteId } }) },
  decideBooking: {
    request: (ids) => ({
      parameters: { bookingId: ids.bookingId },
      body: { approved: true, version: 1 },
    }),
  },
  cancelBySite: {
    request: (ids) => ({ parameters: { bookingId: ids.bookingId }, body: { version: 1 } }),
  },
  markNoShow: { request: (ids) => ({ parameters: { bookingId: ids.begunBookingId }, body: {} }) },
  createSeries: {
    request: (ids) => ({
      body: {
        seriesId: ids.seriesId,
        secret: randomIds.secret(128),
        site: ids.siteId,
        service: ids.service,
        staff: ids.staffId,
        ...fridays,
        time: '14:00',
        ...booker,
        hidePlace: true,
      },
    }),
    chosen: ['seriesId'],
  },
  changeSeries: {
    request: (ids) => ({
      parameters: { seriesId: ids.seriesId },
      body: { changeId: press, from: fridays.first, days: -1, time: '14:00', skip: [] },
    }),
  },
  readBookingAtDesk: { request: (ids) => ({ parameters: { bookingId: ids.bookingId } }) },
  searchTimesToMove: {
    request: (ids) => ({
      parameters: { bookingId: ids.bookingId },
      query: { staff: ids.staffId, from: '2027-02-01', days: 7 },
    }),
  },
  moveBySite: {
    request: (ids, freeStart) => ({
      parameters: { bookingId: ids.bookingId },
      body: { start: freeStart, staff: ids.staffId, version: 1 },
    }),
  },
  restoreBySite: { request: (ids) => ({ parameters: { bookingId: ids.bookingId }, body: {} }) },
  hidePlace: { request: (ids) => ({ parameters: { bookingId: ids.bookingId }, body: { hidden: true } }) },
  cancelSeries: {
    request: (ids) => ({ parameters: { seriesId: ids.seriesId }, body: { from: fridays.first } }),
  },
  explainNoTime: {
    request: (ids) => ({
      query: { site: ids.siteId, service: ids.service, staff: ids.staffId, date: '2027-02-01' },
    }),
  },
  readBooking: { request: (ids) => ({ parameters: link(ids) }) },
  readBookingCalendar: { request: (ids) => ({ parameters: link(ids) }) },
  changeBooking: {
    request: (ids, freeStart) => ({
      parameters: link(ids),
      body: { start: freeStart, staff: ids.staffId, version: 1 },
    }),
  },
  cancelBooking: { request: (ids) => ({ parameters: link(ids), body: {} }) },
  restoreBooking: { request: (ids) => ({ parameters: link(ids), body: {} }) },
};
