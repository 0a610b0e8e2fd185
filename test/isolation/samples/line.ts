import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { CallOf } from '@ohjaamo/shared/kernel/route.ts';
import type { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { link, press, where, type SamplesOf } from './sample.ts';

/** What somebody may tell who joins the line. */
const inLine = {
  language: 'fi',
  nickname: 'Sini',
  showNickname: true,
  topics: ['HOUSING'],
  interpreter: 'so',
} satisfies Partial<CallOf<(typeof lineRoutes)['takePlace']>['body']>;

export const lineSamples: SamplesOf<typeof lineRoutes> = {
  readLineStatus: { request: (ids) => ({ parameters: where(ids) }) },
  takePlace: {
    request: (ids) => ({
      parameters: where(ids),
      body: {
        ticketId: ids.ticketId,
        secret: randomIds.secret(128),
        ...inLine,
        way: 'QR',
      },
    }),
    chosen: ['ticketId'],
  },
  readTicket: { request: (ids) => ({ parameters: link(ids) }) },
  leaveLine: { request: (ids) => ({ parameters: link(ids), body: {} }) },
  stepOut: { request: (ids) => ({ parameters: link(ids), body: {} }) },
  comeBack: { request: (ids) => ({ parameters: link(ids), body: {} }) },
  readDisplay: { request: (ids) => ({ parameters: link(ids) }) },
  readLine: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readDeskTicket: { request: (ids) => ({ parameters: { ticketId: ids.ticketId } }) },
  addToLine: {
    request: (ids) => ({
      body: {
        ticketId: ids.ticketId,
        secret: randomIds.secret(128),
        site: ids.siteId,
        ...inLine,
        flags: ['MINOR'],
      },
    }),
    chosen: ['ticketId'],
  },
  callNext: { request: (ids) => ({ body: { site: ids.siteId, callKey: press, place: 'Room 2' } }) },
  callTicket: {
    request: (ids) => ({
      parameters: { ticketId: ids.ticketId },
      body: { version: 1, callKey: press, place: 'Room 2' },
    }),
  },
  moveTicket: {
    request: (ids) => ({ parameters: { ticketId: ids.ticketId }, body: { version: 1, event: 'HOLD' } }),
  },
  handOver: {
    request: (ids) => ({ parameters: { ticketId: ids.ticketId }, body: { version: 1, to: ids.staffId } }),
  },
  handToBooking: {
    request: (ids) => ({
      parameters: { ticketId: ids.ticketId },
      body: { version: 1, bookingId: ids.bookingId },
    }),
  },
  setFlags: {
    request: (ids) => ({ parameters: { ticketId: ids.ticketId }, body: { version: 1, flags: ['BABY'] } }),
  },
  hideNickname: {
    request: (ids) => ({ parameters: { ticketId: ids.ticketId }, body: { version: 1 } }),
  },
  switchLine: { request: (ids) => ({ body: { site: ids.siteId, to: 'PAUSED', reason: 'FULL' } }) },
  listDisplays: { request: (ids) => ({ query: { site: ids.siteId } }) },
  makeDisplay: {
    request: (ids) => ({
      body: {
        site: ids.siteId,
        displayId: ids.displayId,
        secret: randomIds.secret(128),
        name: 'Lobby',
      },
    }),
    chosen: ['displayId'],
  },
  revokeDisplay: {
    request: (ids) => ({ parameters: { displayId: ids.displayId }, body: { site: ids.siteId } }),
  },
};
