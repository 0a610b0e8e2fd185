import { join } from 'node:path';
import { countPersons, readCounted } from '@ohjaamo/functions/figures/index.ts';
import { readGone } from '@ohjaamo/functions/figures/personRepository.ts';
import { tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import { loadDemoData } from '@ohjaamo/infra/local/seed/load.ts';
import { writePersons } from '@ohjaamo/infra/local/seed/persons.ts';
import { writeAll } from '@ohjaamo/infra/local/seed/write.ts';
import { describe, expect, it } from 'vitest';
import { testClock, testHouse } from '../support/house.ts';

const NOW = Date.parse('2027-02-01T08:00+02:00');

describe('The clients of the demo’s past quarters', () => {
  it('are numbers that a night counts again as they stand, and that nobody changes once they are sealed', async () => {
    const loaded = loadDemoData(join(import.meta.dirname, '../../demo-data'));
    const demo = loaded.ok ? loaded.value.find(({ code }) => code === 'mikkeli') : undefined;
    if (!demo) throw new Error('The demo municipality is not there');
    const house = testHouse(testClock('2027-02-02T00:35+02:00'));
    const provisioning = house.openScope(demo.tenantId, 'provisioning');
    await writeAll(provisioning.work, tenantWrites(provisioning, demo.tenant));
    await writePersons(house.openScope, [demo], NOW);
    const scope = house.openScope(demo.tenantId, 'personCounter');
    const read = (quarter: string) => readCounted(scope, quarter);
    const [sealed, counted] = [await read('2026-Q3'), await read('2026-Q4')];
    await writePersons(house.openScope, [demo], NOW);

    expect(sealed?.isFinal).toBe(true);
    expect(await readGone(scope, '2026-Q3')).toEqual({ erasures: 0, places: new Map() });
    expect(counted?.countedOn).toBe('2027-01-01');
    for (const quarter of ['2026-Q3', '2026-Q4']) {
      await countPersons(
        { openScope: house.openScope, clock: house.clock, platform: house.platform },
        { tenant: demo.tenantId, quarter },
      );
    }
    expect(await read('2026-Q3')).toEqual(sealed);
    const night = await read('2026-Q4');
    expect(night?.countedOn).toBe('2027-02-02');
    expect(night?.places).toEqual(counted?.places);

    const town = counted?.places.get('TENANT') ?? {};
    const named = demo.sites.reduce(
      (sum, { volume }) => sum + (volume ? 3 * volume.contacts_per_month * (1 - volume.anonymous / 100) : 0),
      0,
    );
    const clients = (town.identified ?? 0) + (town.light ?? 0);
    expect(clients).toBeGreaterThan(named / 5);
    expect(clients).toBeLessThan(named / 2);
    expect(town.openEpisodes).toBeGreaterThan(town.withPlan ?? Number.NaN);
  });
});
