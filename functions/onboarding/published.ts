import { tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { directoryWrites } from '../tenants/index.ts';

const slugRow = z.object({ tenantId });

/** Whose page the street finds under the municipality's slug; nobody's before it is published. */
export async function slugHolder(network: Table, { profile }: Tenant): Promise<TenantId | undefined> {
  return (await network.get(networkKeys.slug(profile.slug), slugRow))?.tenantId;
}

/** Whether the street finds the municipality: its slug leads there. */
export async function isPublished(network: Table, scope: TenantScope, tenant: Tenant): Promise<boolean> {
  return (await slugHolder(network, tenant)) === scope.tenantId;
}

/** The writes that let the street in: all at once or not at all, and never over another municipality's slug. */
export function openingWrites(network: Table, scope: TenantScope, tenant: Tenant): Write[] {
  const [slug, ...sites] = directoryWrites(network, scope.tenantId, tenant);
  return [
    {
      Put: {
        TableName: network.name,
        Item: slug?.Put?.Item,
        ConditionExpression: 'attribute_not_exists(pk) OR tenantId = :own',
        ExpressionAttributeValues: { ':own': scope.tenantId },
      },
    },
    ...sites,
  ];
}
