import { readLines } from '@ohjaamo/functions/adoptions/repository.ts';
import { readSetup } from '@ohjaamo/functions/duty/repository.ts';
import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { publishShipped } from '@ohjaamo/functions/templates/index.ts';
import { planChangeWrite, readVersionedPlan } from '@ohjaamo/functions/schedule/index.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { shippedTemplates } from '@ohjaamo/shared/templates/shipped.ts';
import { addressOf, type TemplateReference, templateVersion } from '@ohjaamo/shared/templates/version.ts';
import { describe, expect, it } from 'vitest';
import { kit, texts } from '../templates/given.ts';
import { libraryTown, ownName, steward } from '../templates/libraryTown.ts';
import { type Administrator, administrator, newMunicipality, setUpWhole } from './setupTown.ts';

const shipped = shippedTemplates.map((each) => templateVersion.parse(each));
const partsOf = (name: string) =>
  (shipped.find((each) => each.name === name)!.content['parts'] as { template: TemplateReference }[]).map(
    ({ template }) => template,
  );
const smallHouse = partsOf('six-own-ten-visiting').filter(({ name }) =>
  ['small-house-week', 'small-house-services'].includes(name),
);
const offeredTo = async (as: Administrator, name: string) =>
  (await as.proposed('kit')).kits.filter((each) => each.name === name);

/** A municipality to be set up, and a kit of another one that stands in the library. */
async function withKit(parts: readonly TemplateReference[] = smallHouse) {
  const library = await libraryTown();
  await publishShipped(library.network, '2027-02-01T06:30:00.000Z');
  const name = ownName();
  const address = await library.publish(kit(name, parts));
  const town = await newMunicipality();
  return { library, name, address, town, as: administrator(town) };
}

describe('A kit that another municipality has published', () => {
  it('is chosen beside those that the service comes with, and says whose practice it is', async () => {
    const { as, name } = await withKit();
    expect(await offeredTo(as, name)).toEqual([
      expect.objectContaining({
        version: '1',
        source: 'Ohjaamo network',
        sites: 1,
        faults: [],
        chosen: false,
      }),
    ]);
    expect(await offeredTo(as, 'six-own-ten-visiting')).toHaveLength(1);
    expect((await as.save({ step: 'kit', name, version: '1' })).status).toBe(200);
    expect(await offeredTo(as, name)).toEqual([expect.objectContaining({ chosen: true })]);
    const { services } = await as.proposed('services');
    expect(services.map(({ code }) => code)).toContain('WALKIN');
  });

  it('leaves the municipality copies that stand on the versions of the library', async () => {
    const { as, town, name, address } = await withKit();
    await setUpWhole(as, town, undefined, { name, version: '1' });
    expect((await as.publish()).status).toBe(200);
    const lines = await readLines(town.house.scope(town.tenantId, 'adoptions'));
    expect(lines.find((each) => each.name === name)?.address).toBe(address);
    const week = shipped.find((each) => each.name === 'small-house-week')!;
    expect(lines.find((each) => each.name === 'small-house-week')?.address).toBe(await addressOf(week));
  });

  it('is offered in its newest version, while whoever chose the earlier one keeps it', async () => {
    const { as, name, library } = await withKit();
    await as.save({ step: 'kit', name, version: '1' });
    library.clock.set('2027-02-02T08:30+02:00');
    await library.publish({ ...kit(name, smallHouse), version: '2' });
    const offered = await offeredTo(as, name);
    expect(offered.map(({ version, chosen }) => [version, chosen])).toEqual(
      expect.arrayContaining([
        ['1', true],
        ['2', false],
      ]),
    );
    expect((await as.proposed('sites')).sites).toHaveLength(1);
    const another = administrator(await newMunicipality());
    expect((await offeredTo(another, name)).map(({ version }) => version)).toEqual(['2']);
  });

  it('that the stewards retired is offered to nobody new', async () => {
    const { as, name, address, library } = await withKit();
    await library.as(steward, stewardshipRoutes.retireTemplate, {
      parameters: { address },
      body: { reason: 'Vanhentunut' },
    });
    expect(await offeredTo(as, name)).toEqual([]);
    const refused = await as.save({ step: 'kit', name, version: '1' });
    expect(refused.problem).toMatchObject({
      type: expect.stringContaining('invalid-request') as string,
      errors: [{ pointer: '/body/value/name', code: 'kit_missing' }],
    });
  });

  it('that waits for the stewards is not offered', async () => {
    const library = await libraryTown();
    const name = ownName();
    await library.handIn(kit(name, []));
    expect(await offeredTo(administrator(await newMunicipality()), name)).toEqual([]);
  });

  it('whose week gives services that it lacks says so, and is not taken', async () => {
    const { as, name } = await withKit(smallHouse.filter(({ kind }) => kind === 'WEEKLY_CALENDAR'));
    const [offered] = await offeredTo(as, name);
    expect(offered?.faults.length).toBeGreaterThan(0);
    expect(offered?.faults.every(({ code }) => code === 'service_missing')).toBe(true);
    expect((await as.save({ step: 'kit', name, version: '1' })).problem.errors).toEqual([
      { pointer: '/body/value/name', code: 'kit_incomplete' },
    ]);
  });

  it('that names what is nowhere says which template, by kind, name and number', async () => {
    const part = texts(ownName());
    const library = await libraryTown();
    await library.publish(part);
    const name = ownName();
    await library.publish(kit(name, [part]));
    const { name: TableName } = library.network;
    const Key = networkKeys.lineage(part.kind, part.name, 'VERSION#1');
    await library.network.transact([{ Delete: { TableName, Key } }]);
    const as = administrator(await newMunicipality());
    const [offered] = await offeredTo(as, name);
    expect(offered?.faults.map(({ names }) => names)).toEqual([
      { kind: part.kind, name: part.name, version: '1' },
    ]);
  });
});

describe("Duty of a kit's week", () => {
  const dutyOf = async (town: Awaited<ReturnType<typeof newMunicipality>>, site: SiteId) =>
    (await readSetup(town.house.scope(town.tenantId, 'onboarding'), site)).shifts;
  const mainSite = async (town: Awaited<ReturnType<typeof newMunicipality>>) =>
    (await readTenant(town.house.scope(town.tenantId, 'auditor')))!.sites[0]!.id;

  it('comes with the week for the services that are taken, once however often it is saved', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const main = await mainSite(town);
    const brought = shipped.find((each) => each.name === 'small-house-week')!.content['duty'] as object[];
    const { sites } = await as.proposed('calendar');
    expect(sites.find(({ id }) => id === main)?.shifts).toBe(brought.length);
    const shifts = await dutyOf(town, main);
    expect(shifts.map(({ id: _, ...rest }) => rest)).toEqual(brought);
    await as.save({ step: 'calendar', roles: [] });
    expect(await dutyOf(town, main)).toEqual(shifts);
    const { services } = await as.proposed('services');
    const without = services.filter(({ code }) => code !== 'WALKIN');
    await as.save({
      step: 'services',
      services: without.map(({ code, lengthMinutes }) => ({ code, lengthMinutes, name: { fi: code } })),
    });
    expect((await dutyOf(town, main)).filter(({ service }) => service === 'WALKIN')).toEqual([]);
  });

  it('and its hours go when another kit takes its place, and what was written by hand stays', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const main = await mainSite(town);
    const scope = town.house.scope(town.tenantId, 'onboarding');
    const before = await readVersionedPlan(scope, main);
    const made = before.plan.rules.map(({ id }) => id);
    expect(made.length).toBeGreaterThan(0);
    const hand = { ...before.plan.rules[0]!, id: 'byhand0000', weekday: 'SUN' as const };
    await scope.work.transact([
      planChangeWrite(
        scope,
        main,
        before,
        { ...before.plan, rules: [...before.plan.rules, hand] },
        'x'.repeat(20),
      ),
    ]);
    await as.save({ step: 'kit', name: 'ring-of-points', version: '1' });
    await as.save({ step: 'calendar', roles: [] });
    const after = await readVersionedPlan(scope, main);
    expect(after.plan.rules.map(({ id }) => id)).toEqual(['byhand0000']);
  });
});
