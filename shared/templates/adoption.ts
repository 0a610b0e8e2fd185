import { isList, isObject, type Json, type JsonObject } from './json.ts';
import { type Merged, mergeVersions } from './merge.ts';
import { keyedElements, type KeyedLists, keysOfList, type Path, pathText } from './paths.ts';
import type { FieldPolicy } from './policy.ts';

/**
 * A version without some of its elements: what is adopted of it in part, and what later versions are compared with, so that what was
 * left is not asked for again.
 *
 * @param left elements of keyed lists by their paths, such as `/services/KELA`; what is not there is not missed
 */
export function withoutElements(content: JsonObject, lists: KeyedLists, left: readonly string[]): JsonObject {
  const gone = new Set(left);
  const walk = (path: Path, value: Json): Json => {
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, walk([...path, name], each)] as const),
      );
    }
    const names = keysOfList(lists, path);
    const elements = names && isList(value) ? keyedElements(names, value) : undefined;
    if (!elements) return value;
    return elements.flatMap(({ key, element }) =>
      gone.has(pathText([...path, key])) ? [] : [walk([...path, key], element)],
    );
  };
  return walk([], content) as JsonObject;
}

/**
 * Takes a merge back. What the adopter has changed since then stays, unless it is what the merge itself brought: there somebody decides.
 * With nothing changed since, the outcome is what was there before, to the letter.
 */
export function undoMerge(of: {
  readonly before: JsonObject;
  readonly merged: JsonObject;
  readonly now: JsonObject;
  readonly lists: KeyedLists;
}): Merged {
  const { before, merged, now, lists } = of;
  return mergeVersions({ base: merged, local: now, upstream: before, lists, policy: [] });
}

/**
 * What an adopter offers back to the network of its own practice: everything that it changed but the free fields, which are its
 * own and stay as the template has them.
 */
export function offeredBack(of: {
  readonly base: JsonObject;
  readonly local: JsonObject;
  readonly lists: KeyedLists;
  readonly policy: FieldPolicy;
}): JsonObject {
  const { base, local, lists, policy } = of;
  return mergeVersions({ base, local: base, upstream: local, lists, policy }).content;
}
