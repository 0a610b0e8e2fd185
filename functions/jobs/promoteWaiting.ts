import { promoteWaiting } from '../booking/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const ports = { ...wire(process.env), platform: platformTable(process.env) };

/** Scheduled: free times → those who wait, in order. */
export const handler = (): Promise<void> => promoteWaiting(ports);
