import type { Table } from '../kernel/table.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import type { Identity } from './identityRepository.ts';

/** What the use cases of this module reach beyond the request: the control plane, the directory, the accounts. */
export interface TenantsPorts {
  readonly platform: Table;
  readonly network: Table;
  readonly identity: Identity;
  readonly openScope: OpenScope;
}
