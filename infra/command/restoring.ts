import {
  type RestoreAnswer,
  type RestoreCount,
  type RestoredTable,
  restoredTables,
  type RestoreMode,
  type RowDifference,
} from '@ohjaamo/shared/tenants/restoring.ts';
import { CommandError } from './runCommand.ts';

type Ask = (payload: unknown) => Promise<RestoreAnswer>;
type Answer<Outcome extends RestoreAnswer['outcome']> = Extract<RestoreAnswer, { outcome: Outcome }>;

/** What is to be brought back, and how. */
export interface Restore {
  readonly slug: string;
  readonly at: string;
  readonly mode: RestoreMode;
}

/** How many rows of a table and kind differ in a way, and how many were written. */
export interface Difference extends RestoreCount {
  readonly table: RestoredTable;
}

/** What the tables are called, and their copies. */
export async function askTables(ask: Ask): Promise<Answer<'TABLES'>['tables']> {
  return answered(await ask({ step: 'TABLES' }), 'TABLES', '').tables;
}

/**
 * Goes through a municipality's rows in the copies and, for what was added since, through those that stand; writes those of `kinds`
 * that the mode writes, none for an empty list. Gives the differences as they were before.
 */
export async function restoreRows(
  { slug, at, mode }: Restore,
  kinds: readonly string[],
  ask: Ask,
): Promise<Difference[]> {
  answered(await ask({ step: 'BEGIN', slug }), 'BEGUN', slug);
  const found: Difference[] = [];
  for (const table of restoredTables) {
    for (const through of ['COPY', 'NOW'] as const) {
      let cursor: Record<string, unknown> | undefined;
      do {
        const step = { step: 'ROWS', slug, at, mode, kinds, table, through, ...(cursor && { cursor }) };
        const page: Answer<'ROWS'> = answered(await ask(step), 'ROWS', slug);
        found.push(...page.counts.map((each) => ({ table, ...each })));
        cursor = page.cursor;
      } while (cursor);
    }
  }
  if (kinds.length > 0) answered(await ask({ step: 'END', slug }), 'ENDED', slug);
  return summed(found);
}

/** The differences as lines: a kind each, what stands as it stood left to the last column. */
export function tableOf(differences: readonly Difference[]): string[] {
  const columns: readonly RowDifference[] = ['MISSING', 'CHANGED', 'ADDED', 'ERASED', 'SAME'];
  const names = [...new Set(differences.map(({ table, kind }) => `${table}/${kind}`))].sort();
  const rowsOf = (name: string, difference: RowDifference) =>
    differences.find((each) => `${each.table}/${each.kind}` === name && each.difference === difference)
      ?.rows ?? 0;
  const heads = ['missing', 'changed', 'added', 'erased', 'as then'];
  return [
    ['rows'.padEnd(24), ...heads.map((head) => head.padStart(9))].join(''),
    ...names.map((name) =>
      [name.padEnd(24), ...columns.map((each) => String(rowsOf(name, each)).padStart(9))].join(''),
    ),
  ];
}

function summed(found: readonly Difference[]): Difference[] {
  const sums = new Map<string, Difference>();
  for (const each of found) {
    const name = `${each.table} ${each.kind} ${each.difference}`;
    const before = sums.get(name);
    const rows = (before?.rows ?? 0) + each.rows;
    sums.set(name, { ...each, rows, written: (before?.written ?? 0) + each.written });
  }
  return [...sums.values()];
}

const refusals: Readonly<Partial<Record<RestoreAnswer['outcome'], string>>> = {
  INVALID:
    'The service does not understand the command: it and the function are of different versions, or a kind or date is no such.',
  UNKNOWN: 'There is no municipality of that slug.',
  NOT_SUSPENDED:
    'The municipality must be suspended first, so that nobody writes meanwhile: on its page, with the reason.',
  NO_COPY: 'There is no copy to restore from: make it first, with --copy.',
};

function answered<Outcome extends RestoreAnswer['outcome']>(
  answer: RestoreAnswer,
  wanted: Outcome,
  slug: string,
): Answer<Outcome> {
  if (answer.outcome === wanted) return answer as Answer<Outcome>;
  throw new CommandError(refusals[answer.outcome] ?? `${slug}: the service answered ${answer.outcome}.`);
}
