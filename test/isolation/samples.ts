import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { CallOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import type { RouteId, routes } from '@ohjaamo/shared/routes.ts';
import type { Ids } from './world.ts';
import { newThreadCode } from '@ohjaamo/shared/messages/threadCode.ts';
import { THREAD_CODE } from './writes.ts';

/** A request that the route accepts when all ids are the caller's own. */
interface Sample<R extends Route> {
  /** The request with these ids. */
  readonly request: (
    ids: Ids,
    freeStart: string,
  ) => CallOf<R> & { readonly headers?: Readonly<Record<string, string>> };
  /** Ids the caller makes up (idempotency keys): another tenant's record of that id is nobody's business here. */
  readonly chosen?: readonly (keyof Ids)[];
}

const where = ({ tenantSlug, siteSlug }: Ids) => ({ tenantSlug, siteSlug });
const link = ({ link: secretLink }: Ids) => ({ link: secretLink });
const invitation = (ids: Ids) => ({ invitation: ids.invitation });
const threadOf = ({ threadId }: Ids) => ({ threadId });
const writer = (ids: Ids) => ({ parameters: where(ids), headers: { cookie: ids.threadCookie } });
const none = { request: () => ({}) };
const challenge = 'c'.repeat(43);

/** Own booked hours on Saturdays, when nobody else is there. */
const saturday = (ids: Ids) => ({
  kind: 'SAVE_RULE' as const,
  rule: {
    id: 'saturday01',
    staffId: ids.staffId,
    service: ids.service,
    mode: 'BOOKED' as const,
    weekday: 'SAT' as const,
    start: '09:00',
    end: '12:00',
    recurrence: { kind: 'EVERY_WEEK' as const },
    note: '',
  },
});
/** A week without its workers, who are at the site already. */
const copyOfWeek = (ids: Ids) => ({
  site: ids.siteId,
  from: '2027-03-01',
  to: '2027-03-07',
  onto: '2027-03-08',
  workers: [],
  exceptions: true,
});

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
  readCalendar: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readSitePlan: { request: (ids) => ({ query: { site: ids.siteId } }) },
  previewPlanChange: { request: (ids) => ({ body: { site: ids.siteId, change: saturday(ids) } }) },
  applyPlanChange: {
    request: (ids) => ({
      body: { changeId: 'c'.repeat(20), site: ids.siteId, version: 1, change: saturday(ids) },
    }),
  },
  previewPlanCopy: {
    request: (ids) => ({ body: { ...copyOfWeek(ids), sites: [ids.otherSiteId] } }),
  },
  applyPlanCopy: {
    request: (ids) => ({
      body: {
        ...copyOfWeek(ids),
        changeId: 'c'.repeat(20),
        targets: [{ site: ids.otherSiteId, version: 0 }],
      },
    }),
  },
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
        colleagues: [ids.staffId],
      },
    }),
    chosen: ['contactId'],
  },
  voidContact: { request: (ids) => ({ parameters: { contactId: ids.contactId }, body: {} }) },
  readChat: { request: (ids) => ({ parameters: where(ids) }) },
  startThread: {
    request: (ids) => ({
      parameters: where(ids),
      body: {
        code: newThreadCode((count) => crypto.getRandomValues(new Uint8Array(count))),
        messageId: ids.messageId,
        text: 'Hello',
        language: 'fi',
        shared: false,
      },
    }),
    chosen: ['messageId'],
  },
  openThread: {
    request: (ids) => ({ parameters: where(ids), body: { code: THREAD_CODE, shared: false } }),
  },
  readThread: { request: writer },
  readThreadVersion: { request: writer },
  writeMessage: {
    request: (ids) => ({ ...writer(ids), body: { messageId: ids.messageId, text: 'Hello again' } }),
    chosen: ['messageId'],
  },
  leaveThread: { request: (ids) => ({ ...writer(ids), body: {} }) },
  listThreads: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readInboxVersion: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readStaffThread: { request: (ids) => ({ parameters: threadOf(ids) }) },
  readStaffThreadVersion: { request: (ids) => ({ parameters: threadOf(ids) }) },
  answerThread: {
    request: (ids) => ({
      parameters: threadOf(ids),
      body: { messageId: ids.messageId, text: 'Hello to you', seen: 1 },
    }),
    chosen: ['messageId'],
  },
  claimThread: { request: (ids) => ({ parameters: threadOf(ids), body: { answering: true } }) },
  assignThread: { request: (ids) => ({ parameters: threadOf(ids), body: { staffId: ids.staffId } }) },
  closeThread: { request: (ids) => ({ parameters: threadOf(ids), body: { closed: true, seen: 500 } }) },
  showPresence: { request: (ids) => ({ body: { site: ids.siteId } }) },
  requestCallBack: {
    request: (ids) => ({
      parameters: where(ids),
      body: {
        callId: ids.callId,
        number: '040 1234567',
        nickname: 'Sini',
        times: 'in the afternoon',
        interpreter: 'Arabic',
        language: 'fi',
      },
    }),
    chosen: ['callId'],
  },
  listCalls: { request: (ids) => ({ query: { site: ids.siteId } }) },
  recordCall: {
    request: (ids) => ({
      body: {
        callId: ids.callId,
        site: ids.siteId,
        at: '2027-02-01T09:10+02:00',
        answered: false,
        topics: [],
        number: '040 1234567',
        nickname: 'Sini',
      },
    }),
    chosen: ['callId'],
  },
  claimCallBack: {
    request: (ids) => ({ parameters: { callId: ids.callId }, body: { site: ids.siteId, claimed: true } }),
  },
  recordTry: {
    request: (ids) => ({
      parameters: { callId: ids.callId },
      body: { site: ids.siteId, tryId: ids.tryId, outcome: 'NOT_REACHED' },
    }),
    chosen: ['tryId'],
  },
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
