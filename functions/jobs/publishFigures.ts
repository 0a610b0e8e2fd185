import { publishFigures } from '../figures/index.ts';
import { networkTable, wire } from '../kernel/house.ts';

const house = { clock: wire(process.env).clock, network: networkTable(process.env) };

/** Scheduled: submitted rows → disclosure control → published rows. */
export const handler = (): Promise<void> => publishFigures(house);
