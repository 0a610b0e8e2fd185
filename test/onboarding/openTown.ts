import { reconcileOrphans } from '@ohjaamo/functions/booking/index.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { onboardingDispatch } from '@ohjaamo/functions/onboarding/dispatch.ts';
import { readDirectoryOf, tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import type { Language, LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { code, randomIds, siteId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { ServiceChange, SiteChange } from '@ohjaamo/shared/onboarding/live.ts';
import type { StepValue, ViewOf } from '@ohjaamo/shared/onboarding/steps.ts';
import { deskTown, type DeskTown } from '../booking/deskTown.ts';
import type { TownParts } from '../booking/town.ts';
import { call, type TestHouse } from '../support/house.ts';
import { weekdayHours, worker } from '../support/schedule.ts';

/** Hours that are for every service of their worker. */
const OPEN_TO_ALL = { hoursFor: 'EVERY' } as const;

/** An open municipality with bookable Mondays, and its administrator. */
export async function openTown(languages: Language[] = ['fi'], parts: TownParts = {}) {
  const town = await deskTown(parts);
  const { house, tenantId } = town;
  const scope = house.scope(tenantId, 'provisioning');
  const named = <T extends { readonly name: LocalizedText }>(each: T): T => ({
    ...each,
    name: Object.fromEntries(languages.map((language) => [language, `${each.name.fi ?? ''} ${language}`])),
  });
  await scope.work.transact(
    tenantWrites(scope, {
      ...town.tenant,
      profile: { ...named(town.tenant.profile), languages },
      services: town.tenant.services.map((each) => ({ ...named(each), ...OPEN_TO_ALL })),
      sites: town.tenant.sites.map(named),
      organisations: town.tenant.organisations.map(named),
    }),
  );
  return { ...town, ...administratorOf(town) };
}

export function administratorOf(
  { house, tenantId }: { readonly house: TestHouse; readonly tenantId: TenantId },
  network: Table = house.network,
) {
  const handler = moduleHandler(onboardingRoutes, onboardingDispatch({ network }), {
    ...house,
    memberRole: 'onboarding',
  });
  const actor: TenantActor = {
    realm: 'tenant',
    subject: 'subject-of-the-administrator',
    roles: ['TENANT_ADMIN'],
    tenantId,
    staffId: worker(1),
  };
  const view = async () => (await call(handler, onboardingRoutes.readMunicipality, { actor })).body;
  const serviceNow = async (wanted: string) => (await view()).services.find((each) => each.code === wanted)!;
  const siteNow = async (id: string) => (await view()).sites.find((each) => each.id === id)!;
  return {
    view,
    serviceNow,
    siteNow,
    saveService: (value: ServiceChange['value'], version = 'NEW', bookings = 0) =>
      call(handler, onboardingRoutes.saveService, { actor, body: { version, bookings, value } }),
    async changeService(wanted: string, parts: Partial<ServiceChange['value']>, bookings = 0) {
      const { version, retired: _, bookable: __, name, ...standing } = await serviceNow(wanted);
      const value = { ...standing, name: name, ...parts };
      return call(handler, onboardingRoutes.saveService, { actor, body: { version, bookings, value } });
    },
    async retire(service: string, retired: boolean) {
      const { version } = await serviceNow(service);
      const parameters = { service };
      return call(handler, onboardingRoutes.retireService, { actor, parameters, body: { version, retired } });
    },
    saveSite: (value: SiteChange['value'], version = 'NEW') =>
      call(handler, onboardingRoutes.saveSite, { actor, body: { version, value } }),
    async close(site: string, from?: string, bookings = 0) {
      const { version } = await siteNow(site);
      const body = { version, bookings, from: from ?? ('NEVER' as const) };
      const parameters = { site: siteId.parse(site) };
      return call(handler, onboardingRoutes.closeSite, { actor, parameters, body });
    },
    organisations: async () => {
      const parameters = { step: 'organisations' as const };
      const { view: shown } = (await call(handler, onboardingRoutes.readSetupStep, { actor, parameters }))
        .body;
      return (shown as ViewOf<'organisations'>).organisations;
    },
    async step(value: StepValue) {
      const { version } = (
        await call(handler, onboardingRoutes.readSetupStep, { actor, parameters: { step: value.step } })
      ).body;
      return call(handler, onboardingRoutes.saveSetupStep, { actor, body: { version, value } });
    },
  };
}

export const newService = (parts: Partial<ServiceChange['value']> = {}): ServiceChange['value'] => ({
  code: code.parse('MONEY'),
  name: { fi: 'Raha-asiat' },
  lengthMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  bookingMode: 'BOOKED',
  minimumIdentification: 'LIGHT',
  hoursFor: 'OWN',
  channels: ['ON_SITE'],
  staff: [worker(1)],
  ...parts,
});

export const newSite = (parts: Partial<SiteChange['value']> = {}): SiteChange['value'] => ({
  id: siteId.parse(randomIds.id(10)),
  slug: 'itapiste' as SiteChange['value']['slug'],
  kind: 'SATELLITE',
  name: { fi: 'Itäpiste' },
  address: 'Itäkatu 1',
  hours: weekdayHours('WALK_IN', '12:00', '16:00'),
  ...parts,
});

export const listed = ({ house, tenant }: DeskTown) => readDirectoryOf(house.network, tenant.profile.slug);
export const reconcile = ({ house, clock, tenantId }: DeskTown) =>
  reconcileOrphans({
    openScope: house.openScope,
    clock,
    platform: {
      ...house.platform,
      query: () => Promise.resolve({ items: [{ sk: tenantId, state: 'ACTIVE' }] }),
    } as unknown as Table,
  });
