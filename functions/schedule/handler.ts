import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { memberRoleOf, scheduleHandler } from './dispatch.ts';
import type { OrphanPort } from './orphanPort.ts';

/** Bookings are asked about by plan changes alone, so what reads them is loaded with the first. */
const orphans: OrphanPort = {
  find: async (...asked) => (await import('./bookedOrphans.ts')).bookedOrphans.find(...asked),
  apply: async (...asked) => (await import('./bookedOrphans.ts')).bookedOrphans.apply(...asked),
};

export const handler = scheduleHandler(
  {
    ...wire(process.env),
    memberRole: memberRoleOf,
    streetRole: 'street',
    ...streetDoors(networkTable(process.env)),
  },
  orphans,
);
