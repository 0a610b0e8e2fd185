import { personGone } from '@ohjaamo/functions/figures/index.ts';
import { applyRetention } from '@ohjaamo/functions/cases/retentionJob.ts';
import { platformTable, wire } from '@ohjaamo/functions/kernel/house.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { partitions, tenantPrefix } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { afterAll, expect, it } from 'vitest';
import { somebody } from './people.ts';
import { must } from './send.ts';
import { isolationTables, type Rows } from './tables.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
afterAll(world.stop);

/** Rows of a tenant, but for its log of use, that hold one of the texts; by their keys. */
function holding(rows: Rows, tenant: string, texts: readonly string[]): string[] {
  return [...rows.entries()]
    .filter(([, { table }]) => table !== isolationTables.AUDIT_TABLE)
    .filter(([, { item }]) => item['pk']?.S?.startsWith(tenantPrefix(tenantId.parse(tenant))))
    .filter(([, { text }]) => texts.some((each) => text.includes(each)))
    .map(([key]) => key);
}

it('of a client of whom there is one of everything nothing is left in any table and under any kind of key', async () => {
  const { own, foreign, send, atOpening, restore } = world;
  const ids = [own.ids.clientId, own.ids.takenClientId];
  expect(holding(atOpening, own.tenantId, ids).length).toBeGreaterThan(20);
  const parameters = { clientId: own.ids.clientId };
  await must(send, routes.askErasure, {
    actor: somebody('COUNSELLOR', own),
    parameters,
    body: { asked: true, ground: 'PERSON_ASKS' },
  });
  await must(send, routes.eraseClient, {
    actor: somebody('TENANT_ADMIN', own, own.ids.colleagueId),
    parameters,
    body: { ground: 'PERSON_ASKS' },
  });
  const wired = wire(process.env);
  const registry = platformTable(process.env);
  const platform: Table = {
    ...registry,
    query: (pk, schema, ...more) =>
      pk === partitions.tenants
        ? Promise.resolve({ items: [schema.parse({ sk: own.tenantId, state: 'ACTIVE' })] })
        : registry.query(pk, schema, ...more),
  };
  await applyRetention({ ...wired, platform, personGone: personGone(wired.openScope, wired.clock) });
  const left = await restore();
  expect(holding(left, own.tenantId, ids)).toEqual([]);
  // Nothing else went: what stands about others, here and elsewhere, stands.
  const others = [own.ids.closedClientId, own.ids.otherClientId];
  expect(holding(left, own.tenantId, others)).toEqual(holding(atOpening, own.tenantId, others));
  expect(holding(left, foreign.tenantId, [foreign.ids.clientId])).toEqual(
    holding(atOpening, foreign.tenantId, [foreign.ids.clientId]),
  );
});
