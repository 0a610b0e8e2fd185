import type { Table } from '../kernel/table.ts';

/** What the stewards reach. */
export interface StewardshipPorts {
  readonly network: Table;
  readonly platform: Table;
}
