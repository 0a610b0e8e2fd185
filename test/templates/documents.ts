import { isList, isObject, type Json, type JsonObject } from '@ohjaamo/shared/templates/json.ts';
import {
  keyedElements,
  type KeyedLists,
  keysOfList,
  type Path,
  pathText,
} from '@ohjaamo/shared/templates/paths.ts';
import type { FieldPolicy } from '@ohjaamo/shared/templates/policy.ts';
import * as fc from 'fast-check';

/** Lists of the made-up kind that the properties are about: a list of keyed elements, each with a list of its own. */
export const lists: KeyedLists = { '/items': ['key'], '/items/*/parts': ['key'] };

/** Few words and few keys, so that edits often meet; names of members that objects have by nature are among them. */
const word = fc.constantFrom('one', 'two', 'čáppa 🏠');
const text = fc.record({ fi: word, sv: word, en: word }, { requiredKeys: ['fi'] });
const part = fc.record({ key: fc.constantFrom('p', 'q', 'r'), says: text });
const item = fc.record(
  {
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    name: text,
    minutes: fc.integer({ min: 1, max: 3 }),
    channels: fc.array(word, { maxLength: 2 }),
    parts: fc.uniqueArray(part, { selector: ({ key }) => key, maxLength: 3 }),
  },
  { requiredKeys: ['key', 'name'] },
);

/** A document of the made-up kind. */
export const document = fc
  .record(
    {
      title: text,
      constructor: word,
      ['__proto__']: word,
      items: fc.uniqueArray(item, { selector: ({ key }) => key, maxLength: 5 }),
    },
    { requiredKeys: ['title'] },
  )
  .map((made) => made as unknown as JsonObject);

/** A document, what a municipality made of it, and what the network made of it. */
export const three = fc.record({ base: document, local: document, upstream: document });

const places = [
  '',
  '/title',
  '/title/sv',
  '/items',
  '/items/*',
  '/items/*/name',
  '/items/a',
  '/items/*/parts',
];
/** Any of a few places held in any way. */
export const anyPolicy = fc.array(
  fc.record({
    path: fc.constantFrom(...places),
    hold: fc.constantFrom('LOCKED', 'RECOMMENDED', 'FREE'),
  }),
  { maxLength: 4 },
) as fc.Arbitrary<FieldPolicy>;

/** Every value of a document by the path that it has, lists and objects without anything left out; elements of keyed lists by their keys. */
export function leavesOf(value: Json, path: Path = []): Map<string, Json> {
  const names = keysOfList(lists, path);
  const elements = names && isList(value) ? keyedElements(names, value) : undefined;
  const below = elements
    ? elements.map(({ key, element }) => [key, element] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  if (below.length === 0)
    return isObject(value) || names ? new Map<string, Json>() : new Map([[pathText(path), value]]);
  return new Map(below.flatMap(([step, each]) => [...leavesOf(each, [...path, step])]));
}

/** Whether one path is the other, or stands above it. */
export function covers(above: string, below: string): boolean {
  return below === above || below.startsWith(`${above}/`);
}

/** The same value with the members of every object the other way round. */
export function reversed(value: Json): Json {
  if (isList(value)) return value.map(reversed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, reversed(each)] as const),
  );
}
