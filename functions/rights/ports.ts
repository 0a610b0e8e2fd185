import type { Table } from '../kernel/table.ts';
import type { Identification } from './identification.ts';

/** What the rights module needs beside the pipeline's own parts. */
export interface RightsPorts {
  /** Where sessions stand, through the function's own role. */
  readonly platform: Table;
  readonly identification: Identification;
}
