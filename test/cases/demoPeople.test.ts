import { join } from 'node:path';
import { clientOfIdentityCode, personOf } from '@ohjaamo/functions/cases/index.ts';
import { loadDemoData } from '@ohjaamo/infra/local/seed/load.ts';
import { personaId, writePeople } from '@ohjaamo/infra/local/seed/people.ts';
import { describe, expect, it } from 'vitest';
import { seedTenant, testClock, testHouse } from '../support/house.ts';

const NOW = '2027-02-01T08:00+02:00';
const folder = join(import.meta.dirname, '../../demo-data');

/** A demo municipality with its people. */
async function demoTown(code: string) {
  const loaded = loadDemoData(folder);
  if (!loaded.ok) throw new Error('The demo data has faults');
  const found = loaded.value.find((each) => each.code === code);
  if (!found) throw new Error(`No ${code}`);
  const house = testHouse(testClock(NOW));
  const tenantId = await seedTenant(house, found.tenant);
  const demo = { ...found, tenantId };
  await writePeople(house.openScope, demo, Date.parse(NOW));
  const scope = house.openScope(tenantId, 'cases');
  return { house, demo, scope, client: async (person: string) => personOf(scope, personaId(person)) };
}

describe('The people of the demo', () => {
  it('are as their stories begin, and stay so when they are loaded again', async () => {
    const town = await demoTown('helsinki');
    const before = await town.client('N10');
    expect(before?.client).toMatchObject({
      displayName: 'Testi Koivu',
      identification: 'STAFF_VERIFIED',
      shielded: true,
      municipality: 'Vantaa',
      identityCode: '040403A910X',
    });
    expect((await town.client('N06'))?.client).toMatchObject({ contactLanguage: 'sv' });
    expect((await town.client('N11'))?.client).toMatchObject({ interpreterLanguage: 'ar' });
    const minor = (await town.client('N08'))?.client;
    expect(minor).toMatchObject({ identification: 'LIGHT' });
    expect(minor?.['guardianProhibitedAt']).toBeDefined();
    await writePeople(town.house.openScope, town.demo, Date.parse(NOW) + 86_400_000);
    expect(await town.client('N10')).toEqual(before);
  });

  it('are found by their identity codes', async () => {
    const { scope } = await demoTown('rovaniemi');
    for (const [person, code] of [
      ['N01', '140509A901E'],
      ['N02', '020204A9021'],
      ['N05', '301199-905Y'],
    ] as const) {
      expect(await clientOfIdentityCode(scope, code)).toBe(personaId(person));
    }
  });
});
