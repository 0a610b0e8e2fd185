import * as z from 'zod';
import { slug } from '../kernel/ids.ts';

/** Tables that a municipality is restored in: the log of use only ever grows, and is never written back. */
export const restoredTables = ['work', 'cases'] as const;
export const restoredTable = z.enum(restoredTables);
export type RestoredTable = z.infer<typeof restoredTable>;

/**
 * How much goes back. `MISSING` brings back rows that stood then and stand no longer, and touches nothing that stands. `AS_THEN` also
 * puts back what was changed since and takes away what was added.
 */
export const restoreMode = z.enum(['MISSING', 'AS_THEN']);
export type RestoreMode = z.infer<typeof restoreMode>;

/** A kind of key, `BOOKING`. */
const kind = z.string().regex(/^[A-Z]{1,30}$/u);

/** What the service is asked at a step of a restore. */
export const restoreStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('TABLES') }),
  z.strictObject({ step: z.literal('BEGIN'), slug }),
  z.strictObject({
    step: z.literal('ROWS'),
    slug,
    table: restoredTable,
    /** Whose keys are gone through: those of the copy, or those that stand now. */
    through: z.enum(['COPY', 'NOW']),
    mode: restoreMode,
    /** Instant of the copy, RFC 3339 in UTC: whoever was erased since does not come back. */
    at: z.iso.datetime(),
    /** Kinds of key that are written; none compares only. */
    kinds: z.array(kind).max(100),
    cursor: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ step: z.literal('END'), slug }),
]);

/** What is to be done about a row, or why nothing is. */
export const rowDifferences = ['MISSING', 'CHANGED', 'ADDED', 'SAME', 'ERASED'] as const;
export type RowDifference = (typeof rowDifferences)[number];

const counts = z.strictObject({
  kind,
  difference: z.enum(rowDifferences),
  rows: z.int().min(0),
  /** Of them, how many were written. */
  written: z.int().min(0),
});
export type RestoreCount = z.infer<typeof counts>;

/** What the service answers to a step of a restore. */
export const restoreAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.enum(['INVALID', 'UNKNOWN', 'NOT_SUSPENDED', 'NO_COPY']) }),
  /** The names of the tables, and by which their copies are to be made. */
  z.strictObject({
    outcome: z.literal('TABLES'),
    tables: z.array(z.strictObject({ table: restoredTable, name: z.string(), copy: z.string() })),
  }),
  z.strictObject({ outcome: z.literal('BEGUN') }),
  z.strictObject({
    outcome: z.literal('ROWS'),
    counts: z.array(counts),
    cursor: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ outcome: z.literal('ENDED') }),
]);
export type RestoreAnswer = z.infer<typeof restoreAnswer>;

/** One row as it stood, as it stands, and who was erased meanwhile. */
export interface ComparedRow {
  readonly then?: Readonly<Record<string, unknown>> | undefined;
  readonly now?: Readonly<Record<string, unknown>> | undefined;
  readonly erased: readonly string[];
}

/**
 * What a row's two states tell. A row that names somebody who was erased since is `ERASED`, however it stands: an erasure is never
 * turned back (GDPR art. 17).
 */
export function differenceOf({ then, now, erased }: ComparedRow): RowDifference {
  if (!then) return 'ADDED';
  const text = canonical(then);
  if (erased.some((person) => text.includes(person))) return 'ERASED';
  if (!now) return 'MISSING';
  return text === canonical(now) ? 'SAME' : 'CHANGED';
}

/**
 * Whether a difference is written back. In a case (table `cases`) only what is missing is: what stands there now holds what the
 * person has decided since, a consent withdrawn or a text corrected, and an older state over it would undo that (GDPR art. 7(3), 16, 18).
 */
export function isWritten(difference: RowDifference, mode: RestoreMode, table: RestoredTable): boolean {
  if (difference === 'MISSING') return true;
  return mode === 'AS_THEN' && table === 'work' && (difference === 'CHANGED' || difference === 'ADDED');
}

/** The same text for the same row, in whatever order its attributes come. */
function canonical(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) => {
    if (value instanceof Set) return [...(value as Set<unknown>)].map(String).sort();
    if (value instanceof Uint8Array) return [...value];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    return value;
  });
}
