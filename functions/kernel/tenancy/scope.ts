import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { recently, type Recently } from '../recent.ts';
import { type Table, table } from '../table.ts';
import type { TenantClients } from './clients.ts';
import type { DataRoleName } from './dataRoles.ts';
import type { TableNames } from './guard.ts';
import { type TenantKeys, tenantKeys } from './keys.ts';

/** One tenant's data as one role sees it. Made once per request, in the pipeline; no repository exists without one. */
export interface TenantScope {
  readonly tenantId: TenantId;
  readonly keys: TenantKeys;
  readonly work: Table;
  readonly cases: Table;
  readonly audit: Table;
  /** For what is shown and never for what is decided; see {@link recently}. */
  readonly recently: Recently;
}

/** Opens the scope of a tenant for a data role. */
export type OpenScope = (tenant: TenantId, role: DataRoleName) => TenantScope;

/** Binds the tables and the tenant clients; called once, where a function is wired. */
export function scopes(clients: TenantClients, tables: TableNames): OpenScope {
  const remember = recently();
  return (tenant, role) => {
    const client = clients(tenant, role);
    return {
      tenantId: tenant,
      keys: tenantKeys(tenant),
      // An absent name is refused by the guard, so a function sees only the tables it was given.
      work: table(client, tables.work ?? ''),
      cases: table(client, tables.cases ?? ''),
      audit: table(client, tables.audit ?? ''),
      recently: (name, read) => remember(`${tenant} ${role} ${name}`, read),
    };
  };
}
