import type { Table } from '../../kernel/table.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { directoryWrites, readDirectoryOf, readTenant } from '../../tenants/index.ts';

/** How often the list is written again because names changed meanwhile. */
const TRIES = 5;

/**
 * Makes the street's list say what the municipality's rows say: names and sites. Whoever changes them calls it afterwards, and looks
 * once more when it is done, so that of two who change at once the last word stands; killed in between, the stream of
 * the rows completes it ({@link followNames}). Reads the names and the list; writes only what differs.
 */
export async function followDirectory(network: Table, scope: TenantScope): Promise<void> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const tenant = await readTenant(scope, true);
    if (!tenant) return;
    const listed = new Set(
      (await readDirectoryOf(network, tenant.profile.slug)).map((each) => JSON.stringify(each)),
    );
    const [, ...sites] = directoryWrites(network, scope.tenantId, tenant);
    const behind = sites.filter(({ Put }) => !listed.has(JSON.stringify(Put?.Item?.['value'])));
    if (behind.length === 0) return;
    await network.transact(behind);
  }
}
