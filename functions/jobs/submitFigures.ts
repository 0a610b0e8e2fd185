import { submitFigures } from '../figures/index.ts';
import { readVersionedPlan } from '../schedule/index.ts';
import { networkTable, platformTable, wire } from '../kernel/house.ts';

const house = {
  ...wire(process.env),
  network: networkTable(process.env),
  platform: platformTable(process.env),
  readVersionedPlan,
};

/** Scheduled: every tenant's open quarters → the network's inbox; with a quarter, that one. */
export const handler = (event: unknown): Promise<void> => submitFigures(house, event);
