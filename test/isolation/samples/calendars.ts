import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { ANOTHER_LENT_DATE, INVITED_START, lentTime } from '../lends.ts';
import { link, none, type SamplesOf } from './sample.ts';

export const calendarsSamples: SamplesOf<typeof calendarsRoutes> = {
  readMyCalendars: none,
  setInvitations: {
    request: () => ({ body: { email: 'lender@partner.example', language: 'sv', choice: 'ALL' } }),
  },
  setMyVideoLink: { request: () => ({ body: { link: 'https://video.example/room' } }) },
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
    request: (ids) => ({
      parameters: { ruleId: ids.lentRuleId },
      body: { site: ids.siteId, only: undefined },
    }),
  },
  readWorkerFeed: { request: (ids) => ({ parameters: { link: ids.feedLink } }) },
  readMeetingInvitation: { request: (ids) => ({ parameters: link(ids) }) },
  answerMeetingInvitation: {
    request: (ids) => ({ parameters: link(ids), body: { answer: 'DECLINED', start: INVITED_START } }),
  },
};
