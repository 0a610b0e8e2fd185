import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Table } from '../../kernel/table.ts';
import type { Key } from '../../kernel/tenancy/keys.ts';
import type { ListKeys } from '../../kernel/tenancy/keyLister.ts';
import type { OpenScope } from '../../kernel/tenancy/scope.ts';
import type { EndTenantKey } from '../../kernel/tenancy/tenantKey.ts';
import type { Identity } from '../identityRepository.ts';

/** What the export of a municipality reaches. */
export interface ExportPorts {
  readonly platform: Table;
  readonly openScope: OpenScope;
  readonly listKeys: ListKeys;
  readonly clock: Clock;
}

/** What the erasure of a municipality reaches. */
export interface ErasurePorts extends ExportPorts {
  readonly network: Table;
  readonly ids: IdSource;
  readonly identity: Pick<Identity, 'findSubject' | 'remove'>;
  readonly keyEnd: EndTenantKey;
  /** Lets what the network counts of a row that names the municipality follow, before the row goes. */
  readonly forgetUser: (key: Key) => Promise<void>;
}
