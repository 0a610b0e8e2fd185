import type { Table } from '../kernel/table.ts';

/** What the set-up reaches beyond the municipality's own rows: the directory that the street reads. */
export interface OnboardingPorts {
  readonly network: Table;
}
