import { putCounted, readCounted } from '@ohjaamo/functions/figures/personRepository.ts';
import { lineOf, rowOf } from '@ohjaamo/functions/tenants/leaving/line.ts';
import { randomIds, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { type WorkTown, workTown } from '../support/workTown.ts';

let town: WorkTown;
beforeAll(async () => {
  town = await workTown('2027-02-01T08:30+02:00');
});

const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });

it('numbers of a quarter whose persons were counted for the last time leave as a line, and stand elsewhere as they stood', async () => {
  const here = town.house.scope(town.tenantId, 'personCounter');
  const counted = { countedOn: '2027-01-09', names: {}, seals: true };
  const places = new Map([['TENANT', { identified: 7 }]] as const);
  const nobodyGone = { erasures: 0, places: new Map() };
  expect(await putCounted(here, { quarter: '2026-Q3', places, ...counted }, nobodyGone)).toBe(true);
  const row = await here.work.get(here.keys.persons('2026-Q3', 'COUNTED'), anyRow);
  const line = await lineOf(town.house.scope(town.tenantId, 'exporter'), 'here', row ?? {});
  expect(line).not.toContain(town.tenantId);

  const elsewhere = tenantId.parse(randomIds.id(10));
  const there = town.house.scope(elsewhere, 'personCounter');
  await there.work.put(await rowOf(there, 'there', line));
  const arrived = await readCounted(there, '2026-Q3');
  expect(arrived).toEqual(await readCounted(here, '2026-Q3'));
  expect(arrived).toMatchObject({ countedOn: '2027-01-09', isFinal: true });
});
