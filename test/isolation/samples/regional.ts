import type { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import type { Ids } from '../ids.ts';
import { sisters, terms } from '../opens.ts';
import type { SamplesOf } from './sample.ts';

const received = ({ receivedOpeningId }: Ids) => ({ openingId: receivedOpeningId });
const ofTown = ({ tenantSlug, receivedOpeningId }: Ids) => ({ tenantSlug, openingId: receivedOpeningId });
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
  listSisterServices: { request: ({ tenantSlug }) => ({ parameters: { tenantSlug } }) },
  searchSisterTimes: { request: (ids) => ({ parameters: ofTown(ids), query: {} }) },
  bookSisterTime: {
    request: (ids, freeStart) => ({ parameters: ofTown(ids), body: booking(ids, freeStart) }),
    chosen: ['sisterBookingId'],
  },
};
