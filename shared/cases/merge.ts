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

/**
 * Rows of a record that stay where they are when it is taken into another one: the record's own row, who worked with it and was
 * looking at it, where it is found by, and what had been taken into it before.
 */
const staying = ['PURPOSE#', 'TEAM#', 'TRACE#', 'MERGE#'];

/** Whether a row of a case moves with a merge, by its sort key. */
export function movesWithMerge(sk: string): boolean {
  return sk !== 'CLIENT' && !staying.some((begin) => sk.startsWith(begin));
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

/** Who works with the person after the merge is taken apart: those who came with it leave, unless they were given a part since. */
export function teamApart<Place extends TeamPlace>(
  team: readonly Place[],
  joined: readonly Place['staffId'][],
): Place[] {
  return team.filter(({ staffId, part }) => part !== 'TEAM' || !joined.includes(staffId));
}
