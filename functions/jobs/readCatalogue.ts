import { catalogueOf, readCatalogue } from '../catalogue/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const ports = {
  ...wire(process.env),
  platform: platformTable(process.env),
  catalogue: catalogueOf(process.env),
};

/** Scheduled: services and channels of the Finnish Service Catalogue → the municipalities' directories. */
export const handler = (): Promise<void> => readCatalogue(ports);
