import { threeWay } from '../kernel/threeWay.ts';
import { isList, isObject, type Json, type JsonObject, member, sameJson } from './json.ts';
import { insertBehind, mergeOrder, sameKeys } from './order.ts';
import { type Keyed, keyedElements, type KeyedLists, keysOfList, type Path, pathText } from './paths.ts';
import { type FieldPolicy, type Hold, holdAt } from './policy.ts';

/** Whose value stands where the two differ. */
export type Side = 'LOCAL' | 'UPSTREAM';

/** What somebody decided about the place with this {@link placeText}. */
export type Decisions = Readonly<Record<string, Side>>;

/** What a difference is about: a value (or a whole element), or the order of a keyed list. */
export type Aspect = 'VALUE' | 'ORDER';

/** One place where the adopter's content or the new version is not as the version that was adopted. Absent values are not there. */
export interface Difference {
  readonly path: Path;
  readonly aspect: Aspect;
  readonly hold: Hold;
  /** Who changed it; `BOTH` is in two ways. */
  readonly by: Side | 'BOTH' | 'BOTH_ALIKE';
  readonly base?: Json;
  readonly local?: Json;
  readonly upstream?: Json;
  /** Whose value stands in the outcome. Of an open conflict it is the adopter's own until somebody decides. */
  readonly stands: Side;
  /**
   * `TAKEN`: it stands by the rules. `DECIDED`: somebody said so. `OPEN`: both changed it, somebody must decide. `OFFERED`: the
   * field is free and the new version has something else. `OVERRULED`: the field is locked and the adopter had something else.
   */
  readonly state: 'TAKEN' | 'DECIDED' | 'OPEN' | 'OFFERED' | 'OVERRULED';
}

/** A new version laid over what an adopter has made of the old one. */
export interface Merged {
  readonly content: JsonObject;
  /** Every difference there is, in the order of the content; nothing of either side is missing from it or from the content. */
  readonly differences: readonly Difference[];
}

/** What is merged. `lists` are the keyed lists of the kind, `policy` that of the new version. */
export interface MergeInput {
  /** The version that was adopted. */
  readonly base: JsonObject;
  /** What the adopter has. */
  readonly local: JsonObject;
  /** The new version. */
  readonly upstream: JsonObject;
  readonly lists: KeyedLists;
  readonly policy: FieldPolicy;
  readonly decisions?: Decisions;
}

type Maybe = Json | undefined;
interface Three {
  readonly base: Maybe;
  readonly local: Maybe;
  readonly upstream: Maybe;
}
interface Walk extends Pick<MergeInput, 'lists' | 'policy'> {
  readonly decisions: Decisions;
  readonly differences: Difference[];
}

/**
 * Three-way merge, field by field. What only one side changed is taken; what both changed alike is one change; what both changed
 * in two ways is decided by how the field is held, and where it is recommended by a person, see {@link Difference}. Elements of a
 * keyed list are compared with themselves wherever they stand. An element that one removed and the other changed is one question.
 */
export function mergeVersions(input: MergeInput): Merged {
  const walk: Walk = { ...input, decisions: input.decisions ?? {}, differences: [] };
  const content = mergeObjects(walk, [], input);
  return { content, differences: walk.differences };
}

/** The differences that somebody has to decide, in the order of the content. */
export function openConflicts({ differences }: Merged): readonly Difference[] {
  return differences.filter(({ state }) => state === 'OPEN');
}

/** The name of a difference in {@link Decisions}; an order has another than its list. */
export function placeText({ path, aspect }: Pick<Difference, 'path' | 'aspect'>): string {
  return aspect === 'ORDER' ? `${pathText(path)}#order` : pathText(path);
}

function mergeAt(walk: Walk, path: Path, three: Three): Maybe {
  const { base, local, upstream } = three;
  // Where the base has something of another form, both sides have put something in its place.
  if (isObject(local) && isObject(upstream)) return mergeObjects(walk, path, three);
  const names = keysOfList(walk.lists, path);
  if (names && isList(local) && isList(upstream)) {
    const [ours, theirs] = [keyedElements(names, local), keyedElements(names, upstream)];
    const before = keyedElements(names, isList(base) ? base : []);
    if (ours && theirs && before)
      return mergeLists(walk, path, { base: before, local: ours, upstream: theirs });
  }
  return choose(walk, path, three);
}

function mergeObjects(walk: Walk, path: Path, { base, local, upstream }: Three): JsonObject {
  const [before, ours, theirs] = [base, local, upstream].map((side) => (isObject(side) ? side : {}));
  const names = [before, ours, theirs].map((side) => Object.keys(side ?? {}));
  const inOrder = mergeOrder(names[0] ?? [], names[1] ?? [], names[2] ?? []);
  return Object.fromEntries(
    inOrder.flatMap((name) => {
      const merged = mergeAt(walk, [...path, name], {
        base: before && member(before, name),
        local: ours && member(ours, name),
        upstream: theirs && member(theirs, name),
      });
      return merged === undefined ? [] : [[name, merged] as const];
    }),
  );
}

interface ThreeLists {
  readonly base: readonly Keyed[];
  readonly local: readonly Keyed[];
  readonly upstream: readonly Keyed[];
}

function mergeLists(walk: Walk, path: Path, lists: ThreeLists): Json {
  const order = orderOf(walk, path, lists);
  const [before, ours, theirs] = [lists.base, lists.local, lists.upstream].map(
    (list) => new Map(list.map(({ key, element }) => [key, element])),
  );
  return order.flatMap((key): Json[] => {
    const merged = mergeAt(walk, [...path, key], {
      base: before?.get(key),
      local: ours?.get(key),
      upstream: theirs?.get(key),
    });
    return merged === undefined ? [] : [merged];
  });
}

/** The order of a list's elements; that somebody moved some of them is written down. */
function orderOf(walk: Walk, path: Path, lists: ThreeLists): readonly string[] {
  const keysOf = (list: readonly Keyed[]) => list.map(({ key }) => key);
  const [base, local, upstream] = [keysOf(lists.base), keysOf(lists.local), keysOf(lists.upstream)];
  const moved = judge(walk, path, 'ORDER', ordersToJudge(base, local, upstream));
  const hold = holdAt(walk.policy, path);
  const isNatural = !moved || moved.by === moved.stands || moved.by === 'BOTH_ALIKE';
  if (hold === 'RECOMMENDED' && isNatural) return mergeOrder(base, local, upstream);
  const stands = moved?.stands ?? (hold === 'LOCKED' ? 'UPSTREAM' : 'LOCAL');
  return stands === 'LOCAL' ? insertBehind(local, upstream) : insertBehind(upstream, local);
}

/**
 * The orders of what both have: of what they had from the base, or of everything when it is only there, or there as well, that they
 * contradict each other.
 */
function ordersToJudge(
  base: readonly string[],
  local: readonly string[],
  upstream: readonly string[],
): { base: readonly string[]; local: readonly string[]; upstream: readonly string[] } {
  const only = (keys: readonly string[], ...of: (readonly string[])[]) =>
    keys.filter((key) => of.every((each) => each.includes(key)));
  const before = only(base, local, upstream);
  const kept = { base: before, local: only(local, before), upstream: only(upstream, before) };
  const [ours, theirs] = [only(local, upstream), only(upstream, local)];
  const isOneMoved = sameKeys(kept.local, before) !== sameKeys(kept.upstream, before);
  return sameKeys(ours, theirs) || isOneMoved ? kept : { base: before, local: ours, upstream: theirs };
}

/** The value that stands. */
function choose(walk: Walk, path: Path, three: Three): Maybe {
  const found = judge(walk, path, 'VALUE', three);
  return found?.stands === 'UPSTREAM' ? three.upstream : three.local;
}

/** Writes down how the three differ, with whose value stands; `undefined` when they do not. */
function judge(
  walk: Walk,
  path: Path,
  aspect: Aspect,
  { base, local, upstream }: Three,
): Difference | undefined {
  const standing = threeWay(base, local, upstream, sameJson);
  if (standing === 'SAME' && sameJson(base, local)) return undefined;
  const hold = holdAt(walk.policy, path);
  const by = ({ SAME: 'BOTH_ALIKE', ONE: 'LOCAL', OTHER: 'UPSTREAM', BOTH: 'BOTH' } as const)[standing];
  const difference: Difference = {
    ...{ path, aspect, hold, by, ...verdict(by, hold, walk.decisions[placeText({ path, aspect })]) },
    ...(base !== undefined && { base }),
    ...(local !== undefined && { local }),
    ...(upstream !== undefined && { upstream }),
  };
  walk.differences.push(difference);
  return difference;
}

function verdict(
  by: Difference['by'],
  hold: Hold,
  decided: Side | undefined,
): Pick<Difference, 'stands' | 'state'> {
  if (by === 'BOTH_ALIKE') return { stands: 'LOCAL', state: 'TAKEN' };
  if (hold === 'LOCKED') return { stands: 'UPSTREAM', state: by === 'UPSTREAM' ? 'TAKEN' : 'OVERRULED' };
  if (decided) return { stands: decided, state: 'DECIDED' };
  if (by === 'LOCAL') return { stands: 'LOCAL', state: 'TAKEN' };
  if (hold === 'FREE') return { stands: 'LOCAL', state: 'OFFERED' };
  return by === 'UPSTREAM' ? { stands: 'UPSTREAM', state: 'TAKEN' } : { stands: 'LOCAL', state: 'OPEN' };
}
