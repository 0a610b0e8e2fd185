import { countPersons } from '../figures/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const ports = { ...wire(process.env), platform: platformTable(process.env) };

/** Scheduled: the cases as they are → numbers of persons; with a tenant and a quarter, that one. */
export const handler = (event: unknown): Promise<void> => countPersons(ports, event);
