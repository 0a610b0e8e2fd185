import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { CallOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import type { RouteId, routes } from '@ohjaamo/shared/routes.ts';
import type { Ids } from './world.ts';

/** A request that the route accepts when all ids are the caller's own. */
interface Sample<R extends Route> {
  /** The request with these ids. */
  readonly request: (ids: Ids, freeStart: string) => CallOf<R>;
  /** Ids the caller makes up (idempotency keys): another tenant's record of that id is nobody's business here. */
  readonly chosen?: readonly (keyof Ids)[];
}

const where = ({ tenantSlug, siteSlug }: Ids) => ({ tenantSlug, siteSlug });
const link = ({ link: secretLink }: Ids) => ({ link: secretLink });
const invitation = (ids: Ids) => ({ invitation: ids.invitation });
const none = { request: () => ({}) };
const challenge = 'c'.repeat(43);

/** One sample per route: a route without one fails the suite, and does not compile. */
export const samples: { readonly [Id in RouteId]: Sample<(typeof routes)[Id]> } = {
  listDirectory: none,
  signIn: { request: () => ({ body: { email: 'somebody@town.example', password: 'a long password' } }) },
  answerSecondFactor: { request: () => ({ body: { challenge, code: '123456' } }) },
  readSession: none,
  signOut: none,
  readInvitation: { request: (ids) => ({ parameters: invitation(ids) }) },
  acceptInvitation: {
    request: (ids) => ({ parameters: invitation(ids), body: { password: 'a long password' } }),
  },
  confirmInvitation: {
    request: (ids) => ({ parameters: invitation(ids), body: { challenge, code: '123456' } }),
  },
  listAccess: { request: (ids) => ({ query: { month: '2027-02', subject: ids.clientId } }) },
  listTenants: none,
  readSitePage: { request: (ids) => ({ parameters: where(ids) }) },
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
        language: 'fi',
        nickname: 'Sini',
        email: 'somebody@town.example',
      },
    }),
    chosen: ['bookingId'],
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
  readToday: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readTodayVersion: { request: (ids) => ({ query: { site: ids.siteId } }) },
  markArrival: { request: (ids) => ({ parameters: { bookingId: ids.bookingId }, body: { arrived: true } }) },
  recordContact: {
    request: (ids) => ({
      body: {
        contactId: ids.contactId,
        site: ids.siteId,
        channel: 'ON_SITE',
        startedAt: '2027-02-01T09:10+02:00',
        minutes: 15,
        topics: ['HOUSING'],
        ageBand: '18_19',
        party: 'YOUTH',
        bookingId: ids.bookingId,
        clientId: ids.clientId,
        resolvedSameDay: true,
      },
    }),
    chosen: ['contactId'],
  },
  voidContact: { request: (ids) => ({ parameters: { contactId: ids.contactId }, body: {} }) },
  listMyClients: none,
  openClient: {
    request: (ids) => ({
      body: {
        clientId: ids.clientId,
        episodeId: ids.episodeId,
        displayName: 'Another young person',
        identification: 'LIGHT',
        birthDate: '2008-05-01',
        contactLanguage: 'fi',
        phone: '040 1234567',
        email: 'young@person.example',
        routeIn: 'SELF',
        mainActivity: 'UNKNOWN',
      },
    }),
    chosen: ['clientId', 'episodeId'],
  },
  readClient: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  recordConsent: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: {
        consentId: ids.consentId,
        categories: ['MONEY'],
        from: ids.organisation,
        to: `${ids.organisation}-2`,
        purpose: 'Sorting out money',
        validUntil: '2027-05-31',
        means: 'ORALLY',
        language: 'fi',
      },
    }),
    chosen: ['consentId'],
  },
  withdrawConsent: {
    request: (ids) => ({ parameters: { clientId: ids.clientId, consentId: ids.consentId }, body: {} }),
  },
  readTenantFigures: { request: () => ({ query: { quarter: '2027-Q1' } }) },
  readNetworkFigures: { request: () => ({ query: { quarter: '2027-Q1' } }) },
};
