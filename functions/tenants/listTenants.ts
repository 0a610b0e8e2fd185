import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantRow, tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantsPorts } from './ports.ts';
import { listRegistry, type RegistryRow } from './registryRepository.ts';

/** A registry row as the operator sees it. */
export function tenantView({ slug, name, municipalityCode, state, createdAt }: RegistryRow): TenantRow {
  return { slug, name, municipalityCode, state, createdAt };
}

/** The municipalities of the service as its operator sees them: by slug, nobody's data. */
export function listTenants({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.listTenants> {
  return async () => {
    const rows = await listRegistry(platform);
    const tenants = rows.map(tenantView).sort((one, other) => one.slug.localeCompare(other.slug));
    return succeed({ body: { tenants } });
  };
}
