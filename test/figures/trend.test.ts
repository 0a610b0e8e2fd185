import { aggregate } from '@ohjaamo/functions/figures/index.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { randomIds, type SiteId, siteId } from '@ohjaamo/shared/kernel/ids.ts';
import { standingSettingWrite } from '@ohjaamo/functions/tenants/index.ts';
import { describe, expect, it } from 'vitest';
import { people, type WorkTown, workTown } from '../support/workTown.ts';
import { fixtureContacts } from './fixture.ts';
import { item, record } from './stream.ts';

/** Contacts of a site on some dates, as the stream tells them. */
async function contactsOn(town: WorkTown, site: 'main' | 'second', dates: readonly string[]) {
  const [fact] = fixtureContacts(town[site].id);
  if (!fact) throw new Error('The fixture is empty');
  const records = dates.map((date) =>
    record(undefined, item(town.tenantId, randomIds.id(20), 1, { ...fact, date })),
  );
  await aggregate(town.house.openScope, { Records: records });
}

function trendOf(town: WorkTown, query: { readonly quarter: string; readonly site?: SiteId }) {
  return town.as('counsellor', figuresRoutes.readTrend, { query });
}

describe('A municipality’s figures beside its own earlier ones', () => {
  it('are of nine quarters, the asked one first, the same quarters of two years before among them', async () => {
    const town = await workTown();
    await contactsOn(town, 'main', ['2024-12-31', '2025-01-01', '2026-03-31', '2027-01-04', '2027-04-01']);
    await contactsOn(town, 'second', ['2027-02-01']);
    const { body } = await trendOf(town, { quarter: '2027-Q1' });
    expect(body.quarters.map(({ quarter, figures }) => [quarter, figures.contacts])).toEqual([
      ['2027-Q1', 2],
      ['2026-Q4', 0],
      ['2026-Q3', 0],
      ['2026-Q2', 0],
      ['2026-Q1', 1],
      ['2025-Q4', 0],
      ['2025-Q3', 0],
      ['2025-Q2', 0],
      ['2025-Q1', 1],
    ]);
  });

  it('are of one site when that is asked for, and of no site of anybody else', async () => {
    const [town, other] = [await workTown(), await workTown()];
    await contactsOn(town, 'main', ['2027-01-04', '2027-01-05']);
    await contactsOn(town, 'second', ['2027-02-01']);
    const { body } = await trendOf(town, { quarter: '2027-Q1', site: town.second.id });
    expect(body.quarters[0]?.figures.contacts).toBe(1);
    const foreign = await trendOf(town, { quarter: '2027-Q1', site: siteId.parse(randomIds.id(10)) });
    expect(foreign.problem.type).toBe('/problems/not-found');
    expect((await trendOf(other, { quarter: '2027-Q1' })).body.quarters[0]?.figures.contacts).toBe(0);
  });

  it('have the residents that held on each quarter’s last day, of all sites together alone', async () => {
    const town = await workTown();
    const entered = (from: string, residents: number, at: string) => ({
      ...{ id: randomIds.id(10), from, at, by: people.counsellor.id },
      value: { of: 'RESIDENTS' as const, residents, year: 2025, source: 'Väestörakenne' },
    });
    const scope = town.house.scope(town.tenantId, 'settings');
    const decisions = [
      entered('2026-04-01', 12_000, '2026-04-01T09:00:00Z'),
      entered('2027-01-01', 12_500, '2027-01-01T09:00:00Z'),
    ];
    await scope.work.transact([standingSettingWrite(scope, { matter: 'RESIDENTS', decisions })]);
    const { body } = await trendOf(town, { quarter: '2027-Q1' });
    expect(body.quarters.slice(0, 5).map(({ residents }) => residents?.residents)).toEqual([
      12_500,
      12_000,
      12_000,
      12_000,
      undefined,
    ]);
    const ofSite = await trendOf(town, { quarter: '2027-Q1', site: town.main.id });
    expect(ofSite.body.quarters.every(({ residents }) => residents === undefined)).toBe(true);
    const quarter = await town.as('counsellor', figuresRoutes.readTenantFigures, {
      query: { quarter: '2026-Q4' },
    });
    expect(quarter.body.residents).toEqual({ residents: 12_000, year: 2025, source: 'Väestörakenne' });
  });
});
