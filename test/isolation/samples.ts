import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { CallOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import type { RouteId, routes } from '@ohjaamo/shared/routes.ts';
import type { Ids } from './world.ts';
import { newThreadCode } from '@ohjaamo/shared/messages/threadCode.ts';
import { fridays, thursday } from './books.ts';
import { ANOTHER_LENT_DATE, INVITED_START, lentTime } from './lends.ts';
import { saturdays } from './meets.ts';
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
const press = 'p'.repeat(20);
/** What somebody may tell who joins the line. */
const inLine = {
  language: 'fi',
  nickname: 'Sini',
  showNickname: true,
  topics: ['HOUSING'],
  interpreter: 'so',
} satisfies Partial<CallOf<(typeof routes)['takePlace']>['body']>;
/** What whoever books tells. */
const booker = {
  language: 'fi',
  nickname: 'Sini',
  email: 'somebody@town.example',
  phone: '040 1234567',
  channel: 'ON_SITE',
  interpreter: 'so',
} satisfies Partial<CallOf<(typeof routes)['createBooking']>['body']>;
const challenge = 'c'.repeat(43);
const atSite = ({ siteId }: Ids) => ({ parameters: { siteId } });
/** A place of the duty shift on the present Monday. */
const placeOf = ({ shiftId }: Ids, number: number) => `${shiftId}-2027-02-01-${number}`;

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

const sundays = { ...saturdays, first: '2027-02-07' };
const groupAt = ({ siteId, groupId }: Ids) => ({ siteId, groupId });
const meetingAt = ({ siteId, groupId, meetingId }: Ids) => ({ siteId, groupId, meetingId });
/** What is told of a group. */
const aboutGroup = {
  name: { fi: 'Uusi ryhmä' },
  description: { fi: 'Yhdessä' },
  seats: 9,
  spokenLanguage: 'fi',
  ages: { from: 15 },
  online: true,
  meetingAddress: 'https://meet.example/group',
};

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
      body: { changeId: 'c'.repeat(20), site: ids.otherSiteId, version: 0, change: saturday(ids) },
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
        ...booker,
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
        start: freeStart,
      },
    }),
    chosen: ['bookingId'],
  },
  releaseTime: {
    request: (ids, freeStart) => ({
      parameters: { ...where(ids), bookingId: ids.bookingId },
      body: { staff: ids.staffId, start: freeStart },
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
  listSiteGroups: { request: (ids) => ({ parameters: where(ids) }) },
  readSiteGroup: { request: (ids) => ({ parameters: { ...where(ids), groupId: ids.groupId } }) },
  signUpToGroup: {
    request: (ids) => ({
      parameters: { ...where(ids), groupId: ids.groupId },
      body: {
        signUpId: ids.signUpId,
        secret: randomIds.secret(128),
        meetingId: ids.meetingId,
        language: 'fi',
        nickname: 'Sini',
        email: 'somebody@town.example',
        phone: '040 1234567',
        readyToWait: true,
      },
    }),
    chosen: ['signUpId'],
  },
  readSignUp: { request: (ids) => ({ parameters: link(ids) }) },
  readSignUpCalendar: { request: (ids) => ({ parameters: link(ids) }) },
  leaveGroup: { request: (ids) => ({ parameters: link(ids), body: {} }) },
  rejoinGroup: { request: (ids) => ({ parameters: link(ids), body: { readyToWait: false } }) },
  listGroups: { request: (ids) => ({ parameters: { siteId: ids.siteId } }) },
  readGroupChoices: { request: (ids) => ({ parameters: { siteId: ids.siteId } }) },
  readGroup: { request: (ids) => ({ parameters: groupAt(ids) }) },
  previewSeries: {
    request: (ids) => ({
      parameters: { siteId: ids.siteId },
      body: { leaders: [ids.staffId], room: ids.roomId, series: sundays },
    }),
  },
  createGroup: {
    request: (ids) => ({
      parameters: { siteId: ids.siteId },
      body: {
        groupId: ids.groupId,
        ...aboutGroup,
        joining: 'DROP_IN',
        leaders: [ids.staffId],
        room: ids.roomId,
        series: sundays,
      },
    }),
    chosen: ['groupId'],
  },
  changeGroup: { request: (ids) => ({ parameters: groupAt(ids), body: { version: 2, ...aboutGroup } }) },
  addMeetings: {
    request: (ids) => ({
      parameters: groupAt(ids),
      body: { version: 2, leaders: [ids.staffId], room: ids.roomId, series: sundays },
    }),
  },
  moveMeetings: {
    request: (ids) => ({
      parameters: meetingAt(ids),
      body: {
        version: 2,
        date: '2027-02-07',
        start: '13:00',
        end: '14:00',
        leaders: [ids.staffId],
        room: ids.roomId,
        following: false,
      },
    }),
  },
  cancelMeetings: {
    request: (ids) => ({ parameters: meetingAt(ids), body: { version: 2, following: true } }),
  },
  readMeeting: { request: (ids) => ({ parameters: meetingAt(ids) }) },
  recordAttendance: {
    request: (ids) => ({
      parameters: { ...groupAt(ids), meetingId: ids.begunMeetingId },
      body: { revision: 0, came: [], heads: 4 },
    }),
  },
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
        ticketId: ids.ticketId,
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
  readRota: { request: (ids) => ({ ...atSite(ids), query: { week: '2027-W05' } }) },
  fillRota: { request: (ids) => ({ ...atSite(ids), body: { week: '2027-W05' } }) },
  publishRota: { request: (ids) => ({ ...atSite(ids), body: { week: '2027-W05', version: 3 } }) },
  discardRota: { request: (ids) => ({ ...atSite(ids), body: { week: '2027-W06', version: 1 } }) },
  assignDuty: {
    request: (ids) => ({
      ...atSite(ids),
      body: { week: '2027-W05', version: 3, place: placeOf(ids, 0), staffId: ids.staffId },
    }),
  },
  undoDuty: { request: (ids) => ({ ...atSite(ids), body: { week: '2027-W06', version: 1 } }) },
  proposeSwap: {
    request: (ids) => ({
      ...atSite(ids),
      body: { swapId: ids.swapId, to: ids.colleagueId, give: placeOf(ids, 0), take: placeOf(ids, 1) },
    }),
    chosen: ['swapId'],
  },
  answerSwap: {
    request: (ids) => ({
      parameters: { siteId: ids.siteId, swapId: ids.swapId },
      body: { answer: 'WITHDRAW' },
    }),
  },
  readShifts: { request: atSite },
  saveShift: {
    request: (ids) => ({
      ...atSite(ids),
      body: {
        version: 1,
        shift: {
          id: ids.shiftId,
          weekday: 'TUE',
          start: '15:00',
          end: '16:00',
          mode: 'WALK_IN',
          service: `D-${ids.organisation}`,
          workers: 1,
          skills: ['housing'],
        },
      },
    }),
    chosen: ['shiftId'],
  },
  removeShift: {
    request: (ids) => ({ parameters: { siteId: ids.siteId, shiftId: ids.shiftId }, body: { version: 1 } }),
  },
  saveDutyRules: {
    request: (ids) => ({ ...atSite(ids), body: { version: 1, rules: { perWeek: 3, lateFrom: '16:00' } } }),
  },
  readWorkAreas: { request: (ids) => ({ ...atSite(ids), query: { month: '2027-02' } }) },
  planWorkAreas: {
    request: (ids) => ({
      ...atSite(ids),
      body: {
        staffId: ids.staffId,
        shares: { ONLINE_PHONE: 10, WALK_IN: 40, INDIVIDUAL: 40, GROUPS: 10 },
      },
    }),
  },
  readSkills: { request: atSite },
  confirmSkill: {
    request: (ids) => ({ ...atSite(ids), body: { staffId: ids.staffId, skill: 'housing', knows: true } }),
  },
  saveSkill: {
    request: (ids) => ({
      ...atSite(ids),
      body: { version: 0, skill: { code: 'talk', name: { fi: 'Puhe' }, need: 'EVERYONE' } },
    }),
  },
  removeSkill: { request: (ids) => ({ ...atSite(ids), body: { version: 0, skill: 'housing' } }) },
  readTenantFigures: { request: () => ({ query: { quarter: '2027-Q1' } }) },
  readNetworkFigures: { request: () => ({ query: { quarter: '2027-Q1' } }) },
  readMyCalendars: none,
  setInvitations: {
    request: () => ({ body: { email: 'lender@partner.example', language: 'sv', choice: 'ALL' } }),
  },
  openMyFeed: { request: () => ({ body: { secret: randomIds.secret(128) } }) },
  closeMyFeed: { request: () => ({ body: {} }) },
  // An address that is refused without asking anybody.
  setBusyFeed: { request: () => ({ body: { address: 'https://127.0.0.1/calendar.ics' } }) },
  removeBusyFeed: { request: () => ({ body: {} }) },
  readLentTimes: none,
  lendTime: {
    request: (ids) => ({
      body: {
        ...lentTime,
        ruleId: ids.lentRuleId,
        site: ids.siteId,
        service: ids.service,
        from: ANOTHER_LENT_DATE,
      },
    }),
    chosen: ['lentRuleId'],
  },
  readBookingsInLentTime: {
    request: (ids) => ({ parameters: { ruleId: ids.lentRuleId }, query: { site: ids.siteId } }),
  },
  withdrawLentTime: {
    request: (ids) => ({ parameters: { ruleId: ids.lentRuleId }, body: { site: ids.siteId } }),
  },
  readWorkerFeed: { request: (ids) => ({ parameters: { link: ids.feedLink } }) },
  readMeetingInvitation: { request: (ids) => ({ parameters: link(ids) }) },
  answerMeetingInvitation: {
    request: (ids) => ({ parameters: link(ids), body: { answer: 'DECLINED', start: INVITED_START } }),
  },
};
