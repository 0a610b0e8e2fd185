import { join } from 'node:path';
import { dutyHandler } from '@ohjaamo/functions/duty/dispatch.ts';
import { dutyWrites } from '@ohjaamo/functions/duty/index.ts';
import { loadDemoData } from '@ohjaamo/infra/local/seed/load.ts';
import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { describe, expect, it } from 'vitest';
import { call, seedTenant, testClock, testHouse } from '../support/house.ts';

/** A demo municipality on a Monday morning, its rota filled by the press of a button. */
async function filledRota(code: string) {
  const loaded = loadDemoData(join(import.meta.dirname, '../../demo-data'));
  const demo = loaded.ok ? loaded.value.find((each) => each.code === code) : undefined;
  const site = demo?.sites[0];
  const manager = demo?.tenant.staff[0];
  if (!demo || !site || !manager) throw new Error('The demo municipality is not there');
  const house = testHouse(testClock('2027-02-01T08:30+02:00'), { memberRole: 'duty', streetRole: 'street' });
  const tenantId = await seedTenant(
    house,
    demo.tenant,
    demo.sites.map(({ siteId, plan }) => ({ siteId, plan })),
  );
  const scope = house.scope(tenantId, 'duty');
  await scope.work.transact(dutyWrites(scope, site.siteId, site.duty));
  const actor: Actor = {
    realm: 'tenant',
    subject: 'subject-of-the-manager',
    tenantId,
    staffId: manager.id,
    roles: ['SITE_MANAGER'],
  };
  const { body } = await call(dutyHandler(house), dutyRoutes.fillRota, {
    parameters: { siteId: site.siteId },
    body: { week: '2027-W05' },
    actor,
  });
  return body.weeks.flatMap(({ shifts }) => shifts);
}

describe('The rota of the demo municipalities', () => {
  it('fills in Rovaniemi, where duty pairs stand already, with somebody who knows what the shift lacks', async () => {
    const shifts = await filledRota('rovaniemi');
    const places = shifts.flatMap((shift) => shift.places);
    expect(places).toHaveLength(16);
    expect(places.filter(({ staff }) => staff === undefined)).toEqual([]);
    expect(places.filter(({ why }) => why === undefined)).toEqual([]);
    expect(new Set(places.map(({ staff }) => staff?.id)).size).toBeGreaterThanOrEqual(3);
    expect(shifts.flatMap(({ missing }) => missing)).toEqual([]);
    expect(new Set(places.map(({ why }) => why?.reason))).toContain('SKILL');
  });

  it('fills in Helsinki too, as far as people are there', async () => {
    const places = (await filledRota('helsinki')).flatMap((shift) => shift.places);
    const open = places.filter(({ staff }) => staff === undefined);
    expect(places.length).toBeGreaterThan(0);
    expect(open.length / places.length).toBeLessThan(0.1);
  });
});
