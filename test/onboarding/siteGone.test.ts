import { putWorkers } from '@ohjaamo/functions/tenants/profileRepository.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { randomIds, slug, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { StepValue } from '@ohjaamo/shared/onboarding/steps.ts';
import { describe, expect, it } from 'vitest';
import { administrator, type Municipality, newMunicipality, setUpWhole } from './setupTown.ts';

const tenantOf = async (town: Municipality) =>
  (await readTenant(town.house.scope(town.tenantId, 'auditor')))!;

describe('A site of a municipality that is being set up', () => {
  it('is not taken away when somebody begins to work there in that moment, and gone it is nobody’s home site', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const { sites, staff } = await tenantOf(town);
    const point = sites[1]!;
    const people = town.house.scope(town.tenantId, 'people');
    const newcomer = { ...staff[0]!, id: staffId.parse(randomIds.id(10)), homeSite: point.id };
    const proposed = (await as.proposed('sites')).sites;
    const without: StepValue = {
      step: 'sites',
      sites: proposed
        .filter(({ slug: own }) => own !== point.slug)
        .map(({ key, slug: own, name, address, hours }) => ({
          key,
          slug: slug.parse(own),
          name,
          address,
          hours,
        })),
    };
    const { version } = (await as.open('sites')).body;
    // The worker joins after the step has looked who works there, and before it writes.
    const openScope = town.house.openScope;
    Object.assign(town.house, {
      openScope: (...given: Parameters<typeof openScope>) => {
        const scope = openScope(...given);
        const transact: typeof scope.work.transact = async (writes) => {
          if (writes.length > 3) await putWorkers(people, [newcomer]);
          return scope.work.transact(writes);
        };
        return { ...scope, work: { ...scope.work, transact } };
      },
    });
    expect((await as.send(version, without)).problem.errors?.[0]?.code).toBe('site_in_use');
    Object.assign(town.house, { openScope });
    expect((await tenantOf(town)).sites).toHaveLength(sites.length);
    expect((await as.send(version, without)).problem.errors).toEqual([
      { pointer: '/body/value/sites', code: 'site_in_use' },
    ]);
    await people.work.put({
      ...people.keys.tenant(`STAFF#${newcomer.id}`),
      ...{ kind: 'STAFF', value: { ...newcomer, homeSite: sites[0]!.id } },
    });
    expect((await as.send(version, without)).status).toBe(200);
    expect(await putWorkers(people, [newcomer])).toBe(false);
    expect((await tenantOf(town)).staff.find(({ id }) => id === newcomer.id)?.homeSite).toBe(sites[0]!.id);
  });
});
