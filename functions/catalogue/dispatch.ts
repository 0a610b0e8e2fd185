import { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import { lazily } from '../kernel/http/lazily.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { findServices } from './findServices.ts';
import { searchCatalogue } from './searchCatalogue.ts';

/** The module's handler in a house. The street finds services; whoever looks for services can read, and no more. */
export function catalogueHandler(house: Omit<House, 'memberRole'>) {
  return moduleHandler(
    catalogueRoutes,
    {
      findServices,
      searchCatalogue,
      readTelling: lazily(async () => (await import('./readTelling.ts')).readTelling),
      changeTelling: lazily(async () => (await import('./changeTelling.ts')).changeTelling),
      askForTelling: lazily(async () => (await import('./changeTelling.ts')).askForTelling),
      changeSiteEntry: lazily(async () => (await import('./changeTelling.ts')).changeSiteEntry),
      readReading: lazily(async () => (await import('./readReading.ts')).readReading),
    },
    {
      ...house,
      memberRole: ({ id }) => (id === 'searchCatalogue' ? 'catalogueSearch' : 'catalogue'),
    },
  );
}
