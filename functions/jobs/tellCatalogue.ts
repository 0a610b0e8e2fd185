import { catalogueOf, tellCatalogue } from '../catalogue/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const ports = {
  ...wire(process.env),
  platform: platformTable(process.env),
  catalogue: catalogueOf(process.env),
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Scheduled: hours and contacts of the sites → the Finnish Service Catalogue, where a municipality has turned that on. */
export const handler = (): Promise<void> => tellCatalogue(ports);
