import type { AccessRow } from '@ohjaamo/shared/tenants/contract.ts';

/** One line of the log: an act, or the same act repeated without anything else in between. */
export interface AccessLine {
  /** The newest of the repeated acts. */
  readonly row: AccessRow;
  readonly count: number;
  /** When the first of them took place. */
  readonly since: string;
}

/**
 * Folds acts that follow each other and differ in time only: a page that keeps itself fresh asks again and again, and would
 * bury what an admin looks for. Rows come newest first.
 */
export function foldRepeated(rows: readonly AccessRow[]): AccessLine[] {
  const lines: AccessLine[] = [];
  for (const row of rows) {
    const last = lines.at(-1);
    if (last && sameAct(last.row, row)) {
      lines[lines.length - 1] = { ...last, count: last.count + 1, since: row.at };
    } else {
      lines.push({ row, count: 1, since: row.at });
    }
  }
  return lines;
}

function sameAct(one: AccessRow, other: AccessRow): boolean {
  return (
    one.staffId === other.staffId &&
    one.action === other.action &&
    one.outcome === other.outcome &&
    one.purpose === other.purpose &&
    one.subjects.join() === other.subjects.join()
  );
}
