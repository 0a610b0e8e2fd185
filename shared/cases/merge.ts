import { type Identification, identification } from '../kernel/codes.ts';
import type { TeamPlace } from './team.ts';

/** How far a merge of two records of one person is. Moving goes on where it was cut off. */
export const mergeStates = ['MOVING', 'MERGED', 'MOVING_BACK', 'UNMERGED'] as const;
export type MergeState = (typeof mergeStates)[number];

/** What taking a merge apart does, by the state it finds; asked again it goes on, and what is apart stays apart. */
export const undoing = {
  MOVING: 'REFUSE',
  MERGED: 'BEGIN',
  MOVING_BACK: 'GO_ON',
  UNMERGED: 'ALREADY_DONE',
} as const satisfies Record<MergeState, string>;

/** Rows that count others of their own record. They neither move nor stay: whoever counts next begins anew. */
export const countKeys = ['WORKCOUNT'] as const;

/**
 * Rows of a record that stay where they are when it is taken into another one: the record's own row, who worked with it and was
 * looking at it, where it is found by, what had been taken into it before, and counts of its own rows.
 */
const staying = ['PURPOSE#', 'TEAM#', 'TRACE#', 'MERGE#', 'MOVED#', ...countKeys];

/** Whether a row of a case moves with a merge, by its sort key. */
export function movesWithMerge(sk: string): boolean {
  return sk !== 'CLIENT' && !staying.some((begin) => sk.startsWith(begin));
}

/** What came with a merge: the sort keys of the rows, and the ids of the records that they are or belong to. */
export interface Moved {
  readonly keys: ReadonlySet<string>;
  readonly records: ReadonlySet<string>;
}

/** What came, by the sort keys that were moved: `NOTE#…#0001` belongs to the record whose id stands behind the kind. */
export function movedBy(keys: readonly string[]): Moved {
  const records = keys.flatMap((key) => /^[A-Z_]+#([0-9a-z]{20})(?:#|$)/u.exec(key)?.[1] ?? []);
  return { keys: new Set(keys), records: new Set(records) };
}

/**
 * Whether a row goes back when a merge is taken apart: it came with it, or it was written since about a record that came, e.g. a
 * new version of a note. Of the rows that stay only traces go, those of such a record.
 */
export function goesBack(
  { sk, record }: { readonly sk: string; readonly record?: unknown },
  { keys, records }: Moved,
): boolean {
  if (!movesWithMerge(sk) && !sk.startsWith('TRACE#')) return false;
  if (keys.has(sk) || (typeof record === 'string' && records.has(record))) return true;
  return (sk.match(/[0-9a-z]+/gu) ?? []).some((name) => records.has(name));
}

/**
 * The tasks of both records after a merge is taken apart. What came goes, unless it was set anew since; what is about a record that
 * goes back follows it; and what was done in the meantime does not come back.
 */
export function tasksApart<Task extends { readonly dueOn: string; readonly record?: string | undefined }>(
  standing: Readonly<Record<string, Task>>,
  before: Readonly<Record<string, Task>>,
  came: readonly string[],
  records: ReadonlySet<string>,
): { readonly stays: Record<string, Task>; readonly goes: Record<string, Task> } {
  const leaves = ([id, { dueOn, record }]: [string, Task]) =>
    (came.includes(id) && before[id]?.dueOn === dueOn) || (record !== undefined && records.has(record));
  const entries = Object.entries(standing);
  const done = came.filter((id) => !(id in standing));
  return {
    stays: Object.fromEntries(entries.filter((entry) => !leaves(entry))),
    goes: Object.fromEntries([
      ...Object.entries(before).filter(([id]) => !done.includes(id)),
      ...entries.filter(leaves),
    ]),
  };
}

/**
 * Who works with the person after a merge: everybody of both. The record that stays keeps its named worker and deputy, so nobody
 * loses a part that was given with a reason; those of the other join the team.
 */
export function mergedTeam<Place extends TeamPlace>(
  standing: readonly Place[],
  joining: readonly Place[],
): Place[] {
  const others = joining.filter(({ staffId }) => !standing.some((each) => each.staffId === staffId));
  return [...standing, ...others.map((each) => ({ ...each, part: 'TEAM' as const }))];
}

/** The better known of two levels: whoever was identified once is. */
export function higherOf<Level extends Identification>(one: Level, other: Level): Level {
  const rank = (level: Level) => identification.options.indexOf(level);
  return rank(other) > rank(one) ? other : one;
}

/** Who works with the person after the merge is taken apart: those who came with it leave, unless they were given a part since. */
export function teamApart<Place extends TeamPlace>(
  team: readonly Place[],
  joined: readonly Place['staffId'][],
): Place[] {
  return team.filter(({ staffId, part }) => part !== 'TEAM' || !joined.includes(staffId));
}
