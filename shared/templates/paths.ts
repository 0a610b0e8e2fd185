import { isObject, type Json, member } from './json.ts';

/**
 * Where something stands in a template: names of members, and keys of the elements of keyed lists. Never a place in a list, so
 * that a path means the same before and after somebody added an element above.
 */
export type Path = readonly string[];

/** A path as text, escaped as a JSON pointer is (RFC 6901): `/meetings/first-day/title/fi`. The whole is the empty text. */
export function pathText(path: Path): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The steps of a path or a pattern. */
export function stepsOf(text: string): Path {
  return text
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * How well a pattern fits a path or something above it; `undefined` when it does not. `*` stands for any one step. More steps fit
 * better, then more steps that are named.
 */
export function fitOf(pattern: Path, path: Path): number | undefined {
  if (pattern.length > path.length) return undefined;
  if (!pattern.every((step, index) => step === '*' || step === path[index])) return undefined;
  return pattern.length * 1000 + pattern.filter((step) => step !== '*').length;
}

/**
 * Lists whose elements are told from each other by members of their own: pattern of the list → names of those members. Elements
 * of any other list are one value together.
 */
export type KeyedLists = Readonly<Record<string, readonly string[]>>;

/** The members that tell the elements of the list at `path` apart; `undefined` for a list that is one value. */
export function keysOfList(lists: KeyedLists, path: Path): readonly string[] | undefined {
  return Object.entries(lists).find(([pattern]) => {
    const steps = stepsOf(pattern);
    return steps.length === path.length && fitOf(steps, path) !== undefined;
  })?.[1];
}

/** An element and the key that it is told by. */
export interface Keyed {
  readonly key: string;
  readonly element: Json;
}

/** The elements of a keyed list; `undefined` when one has no key or two have the same, and it can be compared as a whole only. */
export function keyedElements(names: readonly string[], list: readonly Json[]): Keyed[] | undefined {
  const keyed = list.flatMap((element): Keyed[] => {
    if (!isObject(element)) return [];
    const parts = names.map((name) => member(element, name));
    const key = parts.filter((part) => typeof part === 'string').join(' ');
    return parts.every((part) => typeof part === 'string') ? [{ key, element }] : [];
  });
  const isTold = keyed.length === list.length && new Set(keyed.map(({ key }) => key)).size === list.length;
  return isTold ? keyed : undefined;
}
