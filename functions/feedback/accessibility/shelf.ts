import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import type { Table } from '../../kernel/table.ts';
import { platformKeys } from '../../kernel/tenancy/keys.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { readTenant } from '../../tenants/index.ts';
import type { Shelf } from './repository.ts';

/** A municipality's own shelf; `undefined` without a profile. One Query, remembered for some seconds. */
export async function tenantShelf(scope: TenantScope): Promise<Shelf | undefined> {
  const tenant = await scope.recently('tenant', () => readTenant(scope));
  return tenant && shelfOf(scope, tenant.profile.zone);
}

/** A municipality's own shelf in its zone. */
export function shelfOf(scope: TenantScope, zone: string): Shelf {
  return { table: scope.work, key: scope.keys.accessibility, zone };
}

/** The shelf of the service itself. */
export function serviceShelf(platform: Table): Shelf {
  return { table: platform, key: platformKeys.accessibility, zone: HELSINKI };
}
