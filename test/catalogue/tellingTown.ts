import type { Catalogue } from '@ohjaamo/functions/catalogue/client.ts';
import { CATALOGUE_USER } from '@ohjaamo/infra/local/catalogue.ts';
import { catalogueRoutes, type TellingOutcome } from '@ohjaamo/shared/catalogue/contract.ts';
import type { SiteEntry } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import type { CallOf } from '@ohjaamo/shared/kernel/route.ts';
import { catalogueTown, type CatalogueTown, uuidOf } from './catalogueTown.ts';

const { changeTelling, askForTelling, changeSiteEntry } = catalogueRoutes;
/** Minutes. */
export const DAY = 24 * 60;
export const ORGANISATION = uuidOf(900);

export const entry: SiteEntry = {
  street: { fi: 'Esimerkkikatu' },
  streetNumber: '1',
  postalCode: '96200',
  phone: '0403330000',
  summary: { fi: 'Apua alle 30-vuotiaille.' },
  description: { fi: 'Tule käymään.' },
};

/** A town that has said what is told of its site. */
export async function tellingTown(
  parts: Parameters<typeof catalogueTown>[0] = {},
  more: Partial<SiteEntry> = {},
) {
  const town = await catalogueTown(parts);
  const say = (body: Partial<NonNullable<CallOf<typeof changeTelling>['body']>> = {}) =>
    town.as('TENANT_ADMIN', changeTelling, {
      body: { version: 0, organizationId: ORGANISATION, mode: 'DRY_RUN', ...body },
    });
  await town.as('TENANT_ADMIN', changeSiteEntry, {
    parameters: { siteId: town.place.id },
    body: { version: 0, entry: { ...entry, ...more } },
  });
  const told = async () => (await town.telling()).sites[0]?.told;
  return {
    ...town,
    say,
    turnOn: () => say({ mode: 'SEND', key: CATALOGUE_USER }),
    told,
    outcome: async (): Promise<TellingOutcome | undefined> => (await told())?.outcome,
    ask: async () => {
      const { version } = await town.telling();
      // Asked for in the same instant as the job ran would not be later than it.
      town.pass(1);
      return town.as('TENANT_ADMIN', askForTelling, { body: { version } });
    },
  };
}

/** A catalogue that answers a telling in one way. */
export function answering(town: CatalogueTown, answer: Awaited<ReturnType<Catalogue['tell']>>): Catalogue {
  return { ...town.catalogue, tell: () => Promise.resolve(answer) };
}
