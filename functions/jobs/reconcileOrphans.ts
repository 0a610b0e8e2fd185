import { reconcileOrphans } from '../booking/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const ports = { ...wire(process.env), platform: platformTable(process.env) };

/** Scheduled: coming bookings and the hours as they stand → bookings that lost theirs, or have them back. */
export const handler = (): Promise<void> => reconcileOrphans(ports);
