import type { CatalogueFault } from '@ohjaamo/functions/catalogue/ask.ts';
import { type Catalogue, catalogueAt } from '@ohjaamo/functions/catalogue/client.ts';
import { catalogueHandler } from '@ohjaamo/functions/catalogue/dispatch.ts';
import { readFor } from '@ohjaamo/functions/catalogue/readCatalogue.ts';
import { tellFor } from '@ohjaamo/functions/catalogue/tellCatalogue.ts';
import { type CatalogueRecord, startCatalogue } from '@ohjaamo/infra/local/catalogue.ts';
import { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { OpeningException } from '@ohjaamo/shared/schedule/plan.ts';
import { afterEach } from 'vitest';
import { call, seedTenant, type TestCall, testClock, testHouse } from '../support/house.ts';
import { plan, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of closing.splice(0)) await stop();
});

export const uuidOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const typed = (names: Readonly<Record<string, string>>, type: string) =>
  Object.entries(names).map(([language, value]) => ({ language, value, type }));

/** A service of Rovaniemi, as the catalogue holds it. */
export function aService(
  number: number,
  names: Readonly<Record<string, string>> = { fi: `Palvelu ${number}`, sv: `Tjänst ${number}` },
  record: Readonly<Record<string, unknown>> = {},
): CatalogueRecord {
  return {
    id: uuidOf(number),
    modified: '2026-12-01T00:00:00',
    municipalities: ['698'],
    record: {
      id: uuidOf(number),
      serviceNames: typed(names, 'Name'),
      publishingStatus: 'Published',
      ...record,
    },
  };
}

/** A channel of Rovaniemi, as the catalogue holds it. */
export function aChannel(number: number, record: Readonly<Record<string, unknown>> = {}): CatalogueRecord {
  return {
    id: uuidOf(number),
    modified: '2026-12-01T00:00:00',
    municipalities: ['698'],
    record: {
      ...{ id: uuidOf(number), serviceChannelType: 'Phone' },
      serviceChannelNames: typed({ fi: `Puhelin ${number}`, sv: `Telefon ${number}` }, 'Name'),
      ...record,
    },
  };
}

/** A town whose catalogue holds what a test says; lists have two entries a page. */
export async function catalogueTown(
  parts: {
    readonly services?: CatalogueRecord[];
    readonly channels?: CatalogueRecord[];
    readonly languages?: Language[];
    readonly exceptions?: OpeningException[];
    readonly siteName?: Readonly<Record<string, string>>;
  } = {},
) {
  const clock = testClock('2027-02-01T02:30+02:00');
  const house = testHouse(clock);
  const services = parts.services ?? [1, 2, 3, 4, 5].map((number) => aService(number));
  const channels = parts.channels ?? [11, 12, 13].map((number) => aChannel(number));
  const standIn = await startCatalogue({ services, channels }, undefined, 2);
  closing.push(() => standIn.stop());
  const place = site('keskusta', { name: parts.siteName ?? { fi: 'Ohjaamo Rovaniemi' } });
  const model = town({ staff: [staffMember(worker(1), 'YOUTH', { homeSite: place.id })], sites: [place] });
  const languages = parts.languages ?? ['fi'];
  const tenant = { ...model, profile: { ...model.profile, languages, municipalityCode: '698' } };
  const hours = weekdayHours('WALK_IN', '12:00', '18:00');
  const tenantId = await seedTenant(house, tenant, [
    { siteId: place.id, plan: plan({ hours, exceptions: parts.exceptions ?? [] }) },
  ]);
  const handler = catalogueHandler(house);
  const as = <R extends Route>(role: TenantRole, route: R, request: TestCall<R> = {}) => {
    const actor: Actor = {
      ...{ realm: 'tenant', subject: `subject-of-${role}`, tenantId },
      ...{ staffId: worker(1), roles: [role] },
    };
    return call(handler, route, { ...request, actor });
  };
  const catalogue = catalogueAt({ origin: standIn.endpoint, signIn: standIn.signIn });
  const ports = {
    openScope: house.openScope,
    platform: house.platform,
    clock,
    origin: 'https://ohjaamo.example',
  };
  let minutes = 0;
  return {
    ...{ clock, house, tenant, tenantId, place, services, channels, standIn, catalogue, as },
    read: (from: Catalogue = catalogue) => readFor({ ...ports, catalogue: from }, tenantId),
    tell: (to: Catalogue = catalogue) => tellFor({ ...ports, catalogue: to }, tenantId),
    /** Lets time pass, from the Monday night at which the test began. */
    pass(more: number) {
      minutes += more;
      clock.set(new Date(Date.parse('2027-02-01T02:30+02:00') + minutes * 60_000).toISOString());
    },
    /** Closes the site for good from a date on, or opens it again. */
    async closes(closedFrom?: string) {
      const { work, keys } = house.scope(tenantId, 'provisioning');
      const value = { ...place, ...(closedFrom !== undefined && { closedFrom }) };
      await work.put({ ...keys.tenant(`SITE#${place.id}`), kind: 'SITE', value });
    },
    search: async (query: TestCall<typeof catalogueRoutes.searchCatalogue>['query'] = {}) =>
      (await as('COUNSELLOR', catalogueRoutes.searchCatalogue, { query })).body,
    reading: async () => (await as('TENANT_ADMIN', catalogueRoutes.readReading)).body,
    telling: async () => (await as('TENANT_ADMIN', catalogueRoutes.readTelling)).body,
  };
}
export type CatalogueTown = Awaited<ReturnType<typeof catalogueTown>>;

/** A catalogue that answers so many questions and then fails. */
export function stopsAfter(
  catalogue: Catalogue,
  answers: number,
  fault: CatalogueFault = 'NOT_REACHED',
): Catalogue {
  let left = answers;
  const orFail = <A extends readonly unknown[], T>(ask: (...given: A) => Promise<T>) => {
    return async (...given: A): Promise<T> => {
      left--;
      return left < 0 ? ({ ok: false, error: { fault, fields: {} } } as T) : ask(...given);
    };
  };
  return {
    ...catalogue,
    listIds: orFail(catalogue.listIds),
    readMany: orFail(catalogue.readMany),
  };
}
