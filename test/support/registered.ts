import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantState } from '@ohjaamo/shared/tenants/life.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TestHouse } from './house.ts';

/** Enters a municipality of a test in the register, in a state of its life. */
export async function registered(
  { platform }: Pick<TestHouse, 'platform'>,
  tenantId: TenantId,
  { profile: { slug, name, municipalityCode } }: Tenant,
  state: TenantState = 'ACTIVE',
): Promise<void> {
  await platform.put({
    ...platformKeys.tenant(tenantId),
    ...{ kind: 'TENANT', tenantId, slug, name, municipalityCode, state },
    createdAt: '2026-01-01T00:00:00.000Z',
    requestHash: 'a'.repeat(64),
  });
}
