import { isList, isObject, type Json, type JsonObject, member, sameJson } from './json.ts';
import { mergeOrder } from './order.ts';
import { keyedElements, type KeyedLists, keysOfList, type Path } from './paths.ts';

/** One thing that is not the same in two versions. `MOVED` is of a keyed list, with the keys of its elements. */
export type DiffLine =
  | { readonly path: Path; readonly kind: 'ADDED'; readonly after: Json }
  | { readonly path: Path; readonly kind: 'REMOVED'; readonly before: Json }
  | { readonly path: Path; readonly kind: 'CHANGED'; readonly before: Json; readonly after: Json }
  | {
      readonly path: Path;
      readonly kind: 'MOVED';
      readonly before: readonly string[];
      readonly after: readonly string[];
    };

/**
 * What is not the same, in the order in which the later version is read; what was removed stands where it stood. Texts and numbers
 * are compared whole, objects member by member, elements of keyed lists with themselves.
 */
export function diffVersions(before: JsonObject, after: JsonObject, lists: KeyedLists): DiffLine[] {
  return diffObjects(lists, [], before, after);
}

function diffAt(
  lists: KeyedLists,
  path: Path,
  before: Json | undefined,
  after: Json | undefined,
): DiffLine[] {
  if (before === undefined) return after === undefined ? [] : [{ path, kind: 'ADDED', after }];
  if (after === undefined) return [{ path, kind: 'REMOVED', before }];
  if (isObject(before) && isObject(after)) return diffObjects(lists, path, before, after);
  const names = keysOfList(lists, path);
  const keyed =
    names && isList(before) && isList(after) ? diffLists(lists, path, names, before, after) : undefined;
  return keyed ?? (sameJson(before, after) ? [] : [{ path, kind: 'CHANGED', before, after }]);
}

function diffObjects(lists: KeyedLists, path: Path, before: JsonObject, after: JsonObject): DiffLine[] {
  return inReadingOrder(Object.keys(before), Object.keys(after)).flatMap((name) =>
    diffAt(lists, [...path, name], member(before, name), member(after, name)),
  );
}

/** `undefined` when elements of either list cannot be told apart. */
function diffLists(
  lists: KeyedLists,
  path: Path,
  names: readonly string[],
  before: readonly Json[],
  after: readonly Json[],
): DiffLine[] | undefined {
  const [was, is] = [keyedElements(names, before), keyedElements(names, after)];
  if (!was || !is) return undefined;
  const [old, now] = [was, is].map((list) => new Map(list.map(({ key, element }) => [key, element])));
  const stayed = (keys: Iterable<string>) => [...keys].filter((key) => old?.has(key) && now?.has(key));
  const [order, orderNow] = [stayed(old?.keys() ?? []), stayed(now?.keys() ?? [])];
  const lines = inReadingOrder([...(old?.keys() ?? [])], [...(now?.keys() ?? [])]).flatMap((key) =>
    diffAt(lists, [...path, key], old?.get(key), now?.get(key)),
  );
  const moved: DiffLine[] = sameJson(order, orderNow)
    ? []
    : [{ path, kind: 'MOVED', before: order, after: orderNow }];
  return [...moved, ...lines];
}

/** The later order, with what is no more at its old place. */
function inReadingOrder(before: readonly string[], after: readonly string[]): readonly string[] {
  return mergeOrder(before, after, before);
}
