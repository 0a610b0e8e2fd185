import { dutyWrites } from '@ohjaamo/functions/duty/index.ts';
import { planWrites } from '@ohjaamo/functions/schedule/index.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { directoryWrites, registryWrites, tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import type { Table, Write } from '@ohjaamo/functions/kernel/table.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import type { DemoTenant } from './demo.ts';

/** Where demo data is written: through the modules' own writers, on the tables of the local stack. */
export interface SeedTables {
  readonly openScope: OpenScope;
  readonly network: Table;
  readonly platform: Table;
}

/** DynamoDB's bound on one transaction. */
const WRITES_AT_ONCE = 100;

/** Writes a municipality: profile, sites, plans, then registry, slug and directory. Repeating it replaces the same rows. */
export async function writeTenant(tables: SeedTables, demo: DemoTenant, createdAt: string): Promise<void> {
  const { tenantId, tenant, sites } = demo;
  const scope = tables.openScope(tenantId, 'provisioning');
  await writeAll(scope.work, [
    ...tenantWrites(scope, tenant),
    ...sites.flatMap(({ siteId, plan }) => planWrites(scope, siteId, plan)),
  ]);
  const duty = tables.openScope(tenantId, 'duty');
  await writeAll(
    duty.work,
    sites.flatMap((site) => (site.duty.shifts.length > 0 ? dutyWrites(duty, site.siteId, site.duty) : [])),
  );
  const { slug, name, municipalityCode } = tenant.profile;
  const row = { tenantId, slug, name, municipalityCode, state: 'ACTIVE', createdAt } as const;
  await writeAll(
    tables.platform,
    registryWrites(tables.platform, { ...row, requestHash: hashOf(`demo ${slug}`) }, false),
  );
  await writeAll(tables.network, directoryWrites(tables.network, tenantId, tenant));
}

/** Writes some rows, a transaction for every hundred. */
export async function writeAll(table: Table, writes: readonly Write[]): Promise<void> {
  for (let from = 0; from < writes.length; from += WRITES_AT_ONCE) {
    const done = await table.transact(writes.slice(from, from + WRITES_AT_ONCE));
    if (!done.ok) throw new Error('A row of the demo data could not be written');
  }
}
