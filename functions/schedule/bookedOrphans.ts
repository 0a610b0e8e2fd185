import { applyOrphans, findOrphans } from '../booking/index.ts';
import type { OrphanPort } from './orphanPort.ts';

/** The port to the bookings themselves. */
export const bookedOrphans: OrphanPort = { find: findOrphans, apply: applyOrphans };
