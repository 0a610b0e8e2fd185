import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import type { StepValue } from '@ohjaamo/shared/onboarding/steps.ts';
import { shippedTemplates } from '@ohjaamo/shared/templates/shipped.ts';
import { templateVersion } from '@ohjaamo/shared/templates/version.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { kit, texts } from '../templates/given.ts';
import { libraryTown, ownName } from '../templates/libraryTown.ts';
import { type Administrator, administrator, type Municipality, newMunicipality } from './setupTown.ts';

const SETS = 3;
const IN_EACH = 40;
/** Begun, two parts of the services, and the end. */
const TRANSACTIONS = 4;

const likeShipped = shippedTemplates
  .map((each) => templateVersion.parse(each))
  .find(({ kind }) => kind === 'SERVICE_SET')!;
const oneService = (likeShipped.content['services'] as Record<string, unknown>[])[0]!;

/** A kit of the library with 120 services in three sets. */
async function manyServices(): Promise<string> {
  const library = await libraryTown();
  const sets = Array.from({ length: SETS }, (_, set) =>
    texts(ownName(), {
      kind: 'SERVICE_SET',
      content: {
        services: Array.from({ length: IN_EACH }, (__, at) => ({
          ...oneService,
          code: `S${String(set)}-${String(at)}`,
          roles: [],
        })),
      },
    }),
  );
  for (const set of sets) await library.publish(set);
  const called = ownName();
  await library.publish(kit(called, sets));
  return called;
}

let name: string;
beforeAll(async () => {
  name = await manyServices();
});

async function chosen() {
  const town = await newMunicipality();
  const as = administrator(town);
  await as.save({ step: 'kit', name, version: '1' });
  const { sites } = await as.proposed('sites');
  await as.save({
    step: 'sites',
    sites: sites.map(({ key, hours }) => ({
      ...{ key, hours, slug: 'inari' as never },
      ...{ name: { fi: 'Ohjaamo' }, address: 'Tie 1' },
    })),
  });
  return { town, as };
}

async function allServices(as: Administrator, count = SETS * IN_EACH): Promise<StepValue> {
  const { services } = await as.proposed('services');
  const taken = services.slice(0, count);
  return {
    step: 'services',
    services: taken.map(({ code, lengthMinutes }) => ({ code, lengthMinutes, name: { fi: code } })),
  };
}

async function servicesOf({ house, tenantId }: Municipality): Promise<string[]> {
  const tenant = await readTenant(house.scope(tenantId, 'auditor'), true);
  return tenant!.services.map(({ code }) => code).sort();
}

/** The same municipality in a house that dies at its n-th transaction, before it or after it. */
function dyingAt(town: Municipality, turn: number, afterwards: boolean): Administrator {
  let left = turn;
  const dying = (table: Table): Table => ({
    ...table,
    transact: async (writes) => {
      if (--left > 0) return table.transact(writes);
      if (afterwards) await table.transact(writes);
      throw new Error('killed');
    },
  });
  const { house } = town;
  const openScope: typeof house.openScope = (tenant, role) => {
    const scope = house.openScope(tenant, role);
    return { ...scope, work: dying(scope.work) };
  };
  return administrator({ ...town, house: { ...house, openScope } });
}

const stepOf = async (as: Administrator) =>
  (await as.read()).body.steps.find(({ step }) => step === 'services');

describe('A step that is more than one transaction takes', () => {
  it('is saved whole, once however often it is sent, and gives way to another kit', async () => {
    const { town, as } = await chosen();
    const value = await allServices(as);
    const saved = await as.send(0, value);
    expect([saved.status, saved.body.version]).toEqual([200, 1]);
    expect(await servicesOf(town)).toHaveLength(SETS * IN_EACH);
    expect((await as.send(0, value)).body).toEqual({ version: 1 });
    expect((await stepOf(as))?.saved).toBeDefined();

    await as.save({ step: 'kit', name: 'six-own-ten-visiting', version: '1' });
    const { services } = await as.proposed('services');
    const own = services.filter(({ code }) => !/^S\d-/u.test(code));
    const result = await as.save({
      step: 'services',
      services: own.map(({ code, lengthMinutes }) => ({ code, lengthMinutes, name: { fi: code } })),
    });
    expect(result.status).toBe(200);
    expect(await servicesOf(town)).toEqual(own.map(({ code }) => code).sort());
  });

  it.each(
    Array.from({ length: TRANSACTIONS }, (_, at) => [at + 1, false] as const).flatMap(([turn]) => [
      [turn, false] as const,
      [turn, true] as const,
    ]),
  )('goes on where it was cut off at transaction %i (after it: %s)', async (turn, afterwards) => {
    const { town, as } = await chosen();
    const value = await allServices(as);
    expect((await dyingAt(town, turn, afterwards).send(0, value)).status).toBe(500);
    const isWhole = turn === TRANSACTIONS && afterwards;
    expect((await stepOf(as))?.saved !== undefined).toBe(isWhole);
    const again = await as.send(0, value);
    expect([again.status, again.body]).toEqual([200, { version: 1 }]);
    expect(await servicesOf(town)).toHaveLength(SETS * IN_EACH);
    expect((await stepOf(as))?.saved).toBeDefined();
  });

  it('that was cut off stands in nobody’s way, and leaves nothing of itself in what is saved over it', async () => {
    const { town, as } = await chosen();
    await dyingAt(town, 3, true).send(0, await allServices(as));
    expect((await servicesOf(town)).length).toBeGreaterThan(90);
    const other = administrator(town, town.second);
    const few = await allServices(other, 3);
    expect((await other.send(0, few)).problem.type).toBe('/problems/stale-version');
    expect((await other.save(few)).status).toBe(200);
    expect(await servicesOf(town)).toHaveLength(3);
  });

  it('ends as one of two who save at the same time, never as a mixture', async () => {
    const { town, as } = await chosen();
    const all = await allServices(as);
    const few = await allServices(as, 110);
    const [one, two] = await Promise.all([as.send(0, all), administrator(town, town.second).send(0, few)]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    expect(await servicesOf(town)).toHaveLength(one.status === 200 ? SETS * IN_EACH : 110);
  });
});
