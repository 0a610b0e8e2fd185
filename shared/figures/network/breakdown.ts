import type { Counts } from '../counters.ts';
import type { FamilyId } from './families.ts';

/** One number of every row. */
export interface Column {
  readonly code: string;
  readonly countIn: (counts: Counts) => number;
}

/** How the numbers of a family are divided: what disclosure control works on. */
export interface Breakdown {
  readonly family: FamilyId;
  readonly columns: readonly Column[];
  /** Columns add up to more than what is divided, never to less: of several topics each contact has at least one. */
  readonly overlapping?: true;
  /** It divides one number of another breakdown, and only where that is shown: `<breakdown>.<code>`. */
  readonly within?: `${string}.${string}`;
}
