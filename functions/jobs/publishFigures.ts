import { publishFigures } from '../figures/index.ts';
import { networkTable, wire } from '../kernel/house.ts';

const { clock, ids } = wire(process.env);
const house = { clock, ids, network: networkTable(process.env) };

/** Scheduled: a closed quarter's rows → disclosure control → published cubes; with a quarter and a reason, that one anew. */
export const handler = (event: unknown): Promise<void> => publishFigures(house, event);
