import { withoutElements } from '../templates/adoption.ts';
import type { JsonObject } from '../templates/json.ts';
import { markOf } from './places.ts';
import {
  type Decisions,
  type Difference,
  type Merged,
  mergeVersions,
  placeText,
  type Side,
} from '../templates/merge.ts';
import type { KeyedLists } from '../templates/paths.ts';
import type { FieldPolicy } from '../templates/policy.ts';

/** The three of a merge, with what was left of the template at adoption taken out of both versions. */
export interface MergeSides {
  readonly base: JsonObject;
  readonly local: JsonObject;
  readonly upstream: JsonObject;
  readonly lists: KeyedLists;
  readonly policy: FieldPolicy;
}

/** The sides of going over to a version. What was left is not asked for again. */
export function sidesOfVersion(of: {
  readonly base: JsonObject;
  readonly local: JsonObject;
  readonly upstream: JsonObject;
  readonly lists: KeyedLists;
  readonly policy: FieldPolicy;
  readonly left: readonly string[];
}): MergeSides {
  const { local, lists, policy, left } = of;
  return {
    ...{ local, lists, policy },
    base: withoutElements(of.base, lists, left),
    upstream: withoutElements(of.upstream, lists, left),
  };
}

/** The sides of taking a kept merge back: what the merge brought goes, what has been changed since then stays. */
export function sidesOfUndo(of: {
  /** The copy as it was before the merge. */
  readonly before: JsonObject;
  /** The copy as the merge left it. */
  readonly merged: JsonObject;
  /** The copy as it is. */
  readonly now: JsonObject;
  readonly lists: KeyedLists;
}): MergeSides {
  const { before, merged, now, lists } = of;
  return { base: merged, local: now, upstream: before, lists, policy: [] };
}

/** The merge of the sides as far as it is decided. */
export function mergeSides(sides: MergeSides, decisions: Decisions): Merged {
  return mergeVersions({ ...sides, decisions });
}

/** What a person can decide about: what both changed, what is only offered, and what only the new version changed. Locked fields never. */
export function mayDecide({ hold, by }: Pick<Difference, 'hold' | 'by'>): boolean {
  return hold !== 'LOCKED' && by !== 'BOTH_ALIKE';
}

/** The differences in the order in which they are shown: what waits for somebody first. */
export function inTurn(differences: readonly Difference[]): readonly Difference[] {
  const turn = (each: Difference) => turns.indexOf(each.state);
  return [...differences].sort((one, other) => turn(one) - turn(other));
}

const turns: readonly Difference['state'][] = ['OPEN', 'DECIDED', 'OVERRULED', 'OFFERED', 'TAKEN'];

/** The mark of what is decided about: both values as they are shown. */
export function aboutOf({ local, upstream }: Difference): Promise<string> {
  return markOf({ ...(local !== undefined && { local }), ...(upstream !== undefined && { upstream }) });
}

/**
 * Decisions about differences that there are, while both values are what was decided about: a field that both sides have the same of by
 * now needs none, and one that somebody has changed since is open again.
 */
export async function decisionsThatStand(
  { differences }: Merged,
  decisions: Readonly<Record<string, { readonly side: Side; readonly about: string }>>,
): Promise<Decisions> {
  const standing = await Promise.all(
    differences.filter(mayDecide).map(async (each) => {
      const decision = decisions[placeText(each)];
      return decision?.about === (await aboutOf(each)) ? [[placeText(each), decision.side] as const] : [];
    }),
  );
  return Object.fromEntries(standing.flat());
}
