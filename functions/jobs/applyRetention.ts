import { applyRetention } from '../cases/index.ts';
import { personGone } from '../figures/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const wired = wire(process.env);
const ports = {
  ...wired,
  platform: platformTable(process.env),
  personGone: personGone(wired.openScope, wired.clock),
};

/** Scheduled: the terms of records → closed, erased, forgotten. By hand: `{ "replay": "2027-01-31" }` after a restore. */
export const handler = (event: unknown): Promise<void> => applyRetention(ports, event);
