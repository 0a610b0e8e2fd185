import type { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import type { Ids } from '../ids.ts';
import { dates, sisters, terms } from '../opens.ts';
import type { SamplesOf } from './sample.ts';

const received = ({ receivedOpeningId }: Ids) => ({ openingId: receivedOpeningId });
const ofTown = ({ tenantSlug, receivedOpeningId }: Ids) => ({ tenantSlug, openingId: receivedOpeningId });
const receivedGroup = ({ receivedGroupOpeningId }: Ids) => ({ openingId: receivedGroupOpeningId });
const groupOfTown = (ids: Ids) => ({ tenantSlug: ids.tenantSlug, ...receivedGroup(ids) });
const signUp = ({ sisterSignUpId, sisterMeetingId: meetingId }: Ids) => ({
  meetingId,
  ...{ signUpId: sisterSignUpId, secret: 's'.repeat(22), language: 'fi' as const, readyToWait: true },
  ...{ nickname: 'Kotka', email: 'somebody@town.example', phone: '+358 40 0000000' },
});
const booking = ({ sisterBookingId }: Ids, start: string) => ({
  ...{ bookingId: sisterBookingId, secret: 's'.repeat(22), start },
  ...{ language: 'fi' as const, nickname: 'Kotka', email: 'somebody@town.example', phone: '+358 40 0000000' },
  ...{ channel: 'ON_SITE' as const, interpreter: 'ar' },
});

export const regionalSamples: SamplesOf<typeof regionalRoutes> = {
  listOpenings: { request: () => ({}) },
  openToMunicipality: {
    request: ({ openingId, tenantSlug, siteId, service, staffId }) => ({
      body: { openingId, to: sisters.get(tenantSlug) ?? '', site: siteId, service, staff: staffId, ...terms },
    }),
    chosen: ['openingId'],
  },
  openGroupToMunicipality: {
    request: ({ openingId, tenantSlug, siteId, groupId }) => ({
      body: {
        openingId,
        to: sisters.get(tenantSlug) ?? '',
        site: siteId,
        group: groupId,
        places: 2,
        ...dates,
      },
    }),
    chosen: ['openingId'],
  },
  withdrawOpening: {
    request: ({ givenOpeningId }) => ({ parameters: { openingId: givenOpeningId }, body: {} }),
  },
  answerOpening: {
    request: ({ offeredOpeningId }) => ({
      parameters: { openingId: offeredOpeningId },
      body: { act: 'ACCEPT' },
    }),
  },
  listSisterServicesForWorker: { request: () => ({}) },
  searchSisterTimesForWorker: { request: (ids) => ({ parameters: received(ids), query: {} }) },
  bookSisterTimeForSomebody: {
    request: (ids, freeStart) => ({ parameters: received(ids), body: booking(ids, freeStart) }),
    chosen: ['sisterBookingId'],
  },
  listSisterGroupsForWorker: { request: () => ({}) },
  readSisterGroupForWorker: { request: (ids) => ({ parameters: receivedGroup(ids) }) },
  signUpSomebodyToSisterGroup: {
    request: (ids) => ({ parameters: receivedGroup(ids), body: signUp(ids) }),
    chosen: ['sisterSignUpId'],
  },
  listSisterGroups: { request: ({ tenantSlug }) => ({ parameters: { tenantSlug } }) },
  readSisterGroup: { request: (ids) => ({ parameters: groupOfTown(ids) }) },
  signUpToSisterGroup: {
    request: (ids) => ({ parameters: groupOfTown(ids), body: signUp(ids) }),
    chosen: ['sisterSignUpId'],
  },
  listSisterServices: { request: ({ tenantSlug }) => ({ parameters: { tenantSlug } }) },
  searchSisterTimes: { request: (ids) => ({ parameters: ofTown(ids), query: {} }) },
  bookSisterTime: {
    request: (ids, freeStart) => ({ parameters: ofTown(ids), body: booking(ids, freeStart) }),
    chosen: ['sisterBookingId'],
  },
};
