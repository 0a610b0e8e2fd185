import { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import type { Reach } from './fetchFeed.ts';
import { answerMeetingInvitation, readMeetingInvitation } from './invitationAnswer.ts';
import { lendTime, readLentTimes } from './lentTimes.ts';
import {
  closeMyFeed,
  openMyFeed,
  readMyCalendars,
  removeBusyFeed,
  setBusyFeed,
  setInvitations,
  setMyVideoLink,
} from './myCalendars.ts';
import { readWorkerFeed } from './readWorkerFeed.ts';
import { readBookingsInLentTime, withdrawLentTime } from './withdrawLentTime.ts';

/** The module's handler in a house. `reach` is the Internet unless a test gives another. */
export function calendarsHandler(house: House, reach?: Reach) {
  return moduleHandler(
    calendarsRoutes,
    {
      readMyCalendars,
      setInvitations,
      setMyVideoLink,
      openMyFeed,
      closeMyFeed,
      setBusyFeed: setBusyFeed(reach),
      removeBusyFeed,
      readLentTimes,
      lendTime,
      readBookingsInLentTime,
      withdrawLentTime,
      readWorkerFeed,
      readMeetingInvitation,
      answerMeetingInvitation,
    },
    house,
  );
}
