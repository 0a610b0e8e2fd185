import { onboardingDispatch } from '@ohjaamo/functions/onboarding/dispatch.ts';
import { findTenantBySlug } from '@ohjaamo/functions/kernel/house.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { readDirectory, readTenant, tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import { randomIds, siteId, slug, staffId, type StaffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { SetupStep, StepValue, ViewOf } from '@ohjaamo/shared/onboarding/steps.ts';
import { defaultBookingCaps, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { staffMember } from '../support/schedule.ts';
import { call, randomSlug, testClock, testHouse } from '../support/house.ts';

/** A municipality as provisioning leaves it: one site without hours, two administrators, nothing that the street sees. */
export async function newMunicipality(languages: Language[] = ['fi'], municipalityCode = '148') {
  const house = testHouse(testClock('2027-02-01T12:05+02:00'), { memberRole: 'onboarding' });
  const tenant = tenantId.parse(randomIds.id(10));
  const [first, second] = [staffId.parse(randomIds.id(10)), staffId.parse(randomIds.id(10))] as const;
  const town: Tenant = {
    profile: {
      slug: slug.parse(randomSlug()),
      name: { fi: 'Inari' },
      municipalityCode,
      languages,
      zone: 'Europe/Helsinki',
      bookingCaps: defaultBookingCaps,
    },
    organisations: [{ code: 'INARI', name: { fi: 'Inari' }, type: 'MUNICIPALITY', runsSites: true }],
    staff: [
      staffMember(first, 'INARI', { name: 'Testi Pääkäyttäjä' }),
      staffMember(second, 'INARI', { name: 'Testi Toinen' }),
    ],
    services: [],
    sites: [
      {
        id: siteId.parse(randomIds.id(10)),
        slug: slug.parse('inari'),
        name: { fi: 'Ohjaamo Inari' },
        kind: 'MAIN_SITE',
        address: '',
        rooms: [],
      },
    ],
  };
  const [site] = town.sites;
  const staff = town.staff.map((each) => ({ ...each, homeSite: site!.id }));
  const scope = house.scope(tenant, 'provisioning');
  await scope.work.transact(tenantWrites(scope, { ...town, staff }));
  return { house, tenantId: tenant, slug: town.profile.slug, first, second };
}
export type Municipality = Awaited<ReturnType<typeof newMunicipality>>;

/** The set-up as its administrators call it. */
export function administrator(town: Municipality, who: StaffId = town.first, network?: Table) {
  const { house } = town;
  const handler = moduleHandler(
    onboardingRoutes,
    onboardingDispatch({ network: network ?? house.network }),
    house,
  );
  const actor: TenantActor = {
    realm: 'tenant',
    subject: `subject-${who}`,
    roles: ['TENANT_ADMIN'],
    tenantId: town.tenantId,
    staffId: who,
  };
  const read = () => call(handler, onboardingRoutes.readSetup, { actor });
  const open = (step: SetupStep) =>
    call(handler, onboardingRoutes.readSetupStep, { actor, parameters: { step } });
  const send = (version: number, value: StepValue) =>
    call(handler, onboardingRoutes.saveSetupStep, { actor, body: { version, value } });
  return {
    read,
    open,
    send,
    preview: () => call(handler, onboardingRoutes.previewSetup, { actor }),
    publish: () => call(handler, onboardingRoutes.publishSetup, { actor, body: {} }),
    /** What a step proposes now. */
    async proposed<S extends SetupStep>(step: S): Promise<ViewOf<S>> {
      return (await open(step)).body.view as ViewOf<S>;
    },
    /** Saves a step over what stands now. */
    async save(value: StepValue) {
      const { version } = (await open(value.step)).body;
      return send(version, value);
    },
  };
}
export type Administrator = ReturnType<typeof administrator>;

/** Everything that an administrator sends to take a kit as it is, with oneself as the worker of one role that gives booked time. */
export async function setUpWhole(
  as: Administrator,
  town: Municipality,
  texts: (name: string) => Record<string, string> = (name) => ({ fi: name }),
  kit = { name: 'six-own-ten-visiting', version: '1' },
): Promise<void> {
  await as.save({ step: 'kit', ...kit });
  const { languages } = await as.proposed('languages');
  await as.save({ step: 'languages', name: texts('Inari'), languages });
  const { sites } = await as.proposed('sites');
  await as.save({
    step: 'sites',
    sites: sites.map(({ key, slug: own, hours }) => ({
      ...{ key, hours },
      slug: slug.parse(own),
      name: texts(`Ohjaamo ${key}`),
      address: 'Tie 1',
    })),
  });
  const { organisations } = await as.proposed('organisations');
  await as.save({
    step: 'organisations',
    organisations: organisations
      .filter(({ stays }) => stays)
      .map(({ code, type, runsSites }) => ({
        ...{ code: code!, runsSites },
        ...{ name: texts('Nuoret'), type: type as 'MUNICIPALITY' },
      })),
  });
  const { services } = await as.proposed('services');
  await as.save({
    step: 'services',
    services: services.map(({ code, lengthMinutes }) => ({ code, lengthMinutes, name: texts(code) })),
  });
  await as.save({ step: 'calendar', roles: [bookedRole(town.first)] });
  await as.save({ step: 'instruments' });
  await as.save({ step: 'retention' });
}

/** Somebody as the kit's worker who gives booked time on three mornings. */
export const bookedRole = (worker: StaffId) => ({
  site: 'main',
  role: 'named-worker-social-work',
  staff: [worker],
});

/** What has become of a municipality: what the street finds, and the names and plans behind it, without ids. */
export async function endOf(town: Municipality) {
  const tenant = await readTenant(town.house.scope(town.tenantId, 'auditor'));
  return {
    onTheStreet: (await findTenantBySlug(town.house.network)(town.slug)) === town.tenantId,
    sites: (await readDirectory(town.house.network))
      .filter(({ tenantSlug }) => tenantSlug === town.slug)
      .map(({ siteSlug }) => siteSlug),
    services: tenant?.services.length,
    givers: tenant?.services.filter(({ staff }) => staff.includes(town.first)).length,
  };
}
