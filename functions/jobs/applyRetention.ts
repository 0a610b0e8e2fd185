import { applyRetention } from '../cases/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const ports = { ...wire(process.env), platform: platformTable(process.env) };

/** Scheduled: the terms of records → closed, erased, forgotten. By hand: `{ "replay": "2027-01-31" }` after a restore. */
export const handler = (event: unknown): Promise<void> => applyRetention(ports, event);
