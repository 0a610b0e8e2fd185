import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import type { SamplesOf } from './sample.ts';

export const deskSamples: SamplesOf<typeof deskRoutes> = {
  readToday: { request: (ids) => ({ query: { site: ids.siteId, date: '2027-02-01' } }) },
  readTodayVersion: { request: (ids) => ({ query: { site: ids.siteId, date: '2027-02-01' } }) },
  readTasks: { request: (ids) => ({ query: { site: ids.siteId } }) },
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
};
