import { publishEvidence } from '../figures/index.ts';
import { templatesInUse } from '../templates/index.ts';
import { networkTable, wire } from '../kernel/house.ts';

const house = { clock: wire(process.env).clock, network: networkTable(process.env), templatesInUse };

/** Scheduled: closed quarters and who uses which template → what changed, next to those who do not. */
export const handler = (): Promise<void> => publishEvidence(house);
