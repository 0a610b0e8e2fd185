import { closeLines } from '../line/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const house = { ...wire(process.env), platform: platformTable(process.env) };

/** Scheduled: writes down that the lines of earlier days are over. */
export const handler = (): Promise<void> => closeLines(house);
