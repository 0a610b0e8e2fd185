import { setTimeout } from 'node:timers/promises';
import { reconcileAgenda } from '../booking/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const ports = { ...wire(process.env), platform: platformTable(process.env), wait: setTimeout };

/** Scheduled: the agenda and its bookings → rows that the stream left behind are mended; by hand, the bookings named. */
export const handler = (event: unknown): Promise<void> => reconcileAgenda(ports, event);
