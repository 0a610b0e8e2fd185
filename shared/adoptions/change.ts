import { fail, type Result, succeed } from '../kernel/result.ts';
import { diffVersions } from '../templates/diff.ts';
import { isList, type Json, type JsonObject } from '../templates/json.ts';
import {
  keyedElements,
  type KeyedLists,
  keysOfList,
  type Path,
  pathText,
  stepsOf,
} from '../templates/paths.ts';
import { type FieldPolicy, holdAt } from '../templates/policy.ts';
import type { TemplateFault } from '../templates/version.ts';
import { markOf, valueAt, withOrder, withValueAt } from './places.ts';

/** One field that somebody changes in the municipality's own copy. */
export interface FieldChange {
  /** Where, by names and keys: `/meetings/first-day/title/fi`. With `#order` behind it, the order of a list. */
  readonly place: string;
  /** The mark of what stood on the screen. */
  readonly seen: string;
  /** What is to stand there; `null` takes away what is there. Of an order: the keys. */
  readonly value: Json;
}

const ORDER = '#order';

/** The place of a field, and whether it is about the order of a list. */
export function placeOf(text: string): { readonly path: Path; readonly isOrder: boolean } {
  const isOrder = text.endsWith(ORDER);
  return { path: stepsOf(isOrder ? text.slice(0, -ORDER.length) : text), isOrder };
}

/** What stands at a place: a value, or the keys of a list in their order. */
export function standing(content: JsonObject, lists: KeyedLists, place: string): Json | undefined {
  const { path, isOrder } = placeOf(place);
  const value = valueAt(content, lists, path);
  if (!isOrder) return value;
  const names = keysOfList(lists, path);
  const elements = names && isList(value) ? keyedElements(names, value) : undefined;
  return elements?.map(({ key }) => key);
}

/**
 * The content with the changes in it, or the places at which somebody else has changed something since: of those nothing is said but
 * where. What stands already is no change, whoever wrote it.
 */
export async function applyChanges(
  content: JsonObject,
  lists: KeyedLists,
  changes: readonly FieldChange[],
): Promise<Result<JsonObject, { readonly stale: readonly string[] }>> {
  const stale: string[] = [];
  let after = content;
  for (const { place, seen, value } of changes) {
    const { path, isOrder } = placeOf(place);
    const now = await markOf(standing(content, lists, place));
    const wanted = await markOf(value ?? undefined);
    if (now === wanted) continue;
    if (now !== seen) stale.push(place);
    else if (isOrder) after = withOrder(after, lists, path, isList(value) ? value.map(String) : []);
    else after = withValueAt(after, lists, path, value ?? undefined);
  }
  return stale.length > 0 ? fail({ stale }) : succeed(after);
}

/**
 * The content with elements that were left at adoption and are there again where the template has them: behind the nearest of those
 * before them that the list has, or first.
 */
export function whereTemplateHas(
  content: JsonObject,
  template: JsonObject,
  lists: KeyedLists,
  places: readonly string[],
): JsonObject {
  const keysAt = (of: JsonObject, list: Path) => {
    const value = valueAt(of, lists, list);
    const names = keysOfList(lists, list);
    const elements = names && isList(value) ? keyedElements(names, value) : undefined;
    return elements?.map(({ key }) => key) ?? [];
  };
  return places.reduce((after, place) => {
    const path = stepsOf(place);
    const [list, key] = [path.slice(0, -1), path.at(-1) ?? ''];
    const meant = keysAt(template, list);
    const keys = keysAt(after, list).filter((each) => each !== key);
    const ahead = meant.slice(0, meant.indexOf(key)).findLast((each) => keys.includes(each));
    const at = ahead === undefined ? 0 : keys.indexOf(ahead) + 1;
    return withOrder(after, lists, list, [...keys.slice(0, at), key, ...keys.slice(at)]);
  }, content);
}

/** What a change would do to fields that follow the template. An element that is added or removed as a whole is not locked by its parts. */
export function lockedFaults(
  before: JsonObject,
  after: JsonObject,
  lists: KeyedLists,
  policy: FieldPolicy,
): TemplateFault[] {
  return diffVersions(before, after, lists)
    .filter(({ path }) => holdAt(policy, path) === 'LOCKED')
    .map(({ path }) => ({ pointer: pathText(path), code: 'locked' }));
}
