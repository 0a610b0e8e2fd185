import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { systemClock } from '../clock.ts';
import { recently, type Recently } from '../recent.ts';
import { type Table, table } from '../table.ts';
import { dataKeys, openVault, type Vault } from '../vault.ts';
import type { TenantClients } from './clients.ts';
import type { DataRoleName } from './dataRoles.ts';
import type { TableNames } from './guard.ts';
import { type TenantKeys, tenantKeys } from './keys.ts';
import type { TenantKeyServices } from './tenantKey.ts';

/** One tenant's data as one role sees it. Made once per request, in the pipeline; no repository exists without one. */
export interface TenantScope {
  readonly tenantId: TenantId;
  readonly keys: TenantKeys;
  readonly work: Table;
  readonly cases: Table;
  readonly audit: Table;
  /** Seals free text under the tenant's own key; for data roles with the right to it. */
  readonly vault: Vault;
  /** For what is shown and never for what is decided; see {@link recently}. */
  readonly recently: Recently;
  /** What tells which of the dated decisions of the tenant hold. */
  readonly clock: Clock;
}

/** Opens the scope of a tenant for a data role. */
export type OpenScope = (tenant: TenantId, role: DataRoleName) => TenantScope;

/** Binds the tables and the tenant clients; called once, where a function is wired. */
export function scopes(
  clients: TenantClients,
  tables: TableNames,
  keyServices: TenantKeyServices = withoutKeys,
  clock: Clock = systemClock(undefined),
): OpenScope {
  const remember = recently();
  const rememberKey = dataKeys();
  return (tenant, role) => {
    const client = clients(tenant, role);
    const keys = tenantKeys(tenant);
    const cases = table(client, tables.cases ?? '');
    return {
      tenantId: tenant,
      keys,
      // An absent name is refused by the guard, so a function sees only the tables it was given.
      work: table(client, tables.work ?? ''),
      cases,
      audit: table(client, tables.audit ?? ''),
      clock,
      recently: (name, read) => remember(`${tenant} ${role} ${name}`, read),
      vault: openVault({
        tenantId: tenant,
        cases,
        place: keys.dataKey(),
        keyService: keyServices(tenant, role),
        remember: (name, read) => rememberKey(`${name} ${role}`, read),
      }),
    };
  };
}

/** For functions that seal nothing. */
const withoutKeys: TenantKeyServices = () => {
  const refuse = (): never => {
    throw new Error('This function was wired without key services');
  };
  const refused = () => Promise.resolve().then(refuse);
  return { generate: refused, unwrap: refused, wrap: refused };
};
