import { language } from '../kernel/i18n.ts';
import { isList, isObject, type Json, type JsonObject, member, sha256Of } from '../templates/json.ts';
import { keyedElements, type KeyedLists, keysOfList, type Path } from '../templates/paths.ts';

/** The value at a path; elements of keyed lists are found by their keys. `undefined` when nothing is there. */
export function valueAt(content: JsonObject, lists: KeyedLists, path: Path): Json | undefined {
  let value: Json | undefined = content;
  for (const [depth, step] of path.entries()) {
    if (isObject(value)) value = member(value, step);
    else if (isList(value)) value = elementOf(lists, path.slice(0, depth), value, step);
    else return undefined;
  }
  return value;
}

function elementOf(lists: KeyedLists, at: Path, list: readonly Json[], key: string): Json | undefined {
  const elements = keyedElements(keysOfList(lists, at) ?? [], list);
  return elements?.find((each) => each.key === key)?.element;
}

/**
 * The content with another value at a path, or with nothing there. A new element of a keyed list comes last. A path that leads nowhere
 * changes nothing.
 *
 * @param value `undefined` takes away what is there
 */
export function withValueAt(
  content: JsonObject,
  lists: KeyedLists,
  path: Path,
  value: Json | undefined,
): JsonObject {
  const changed = change(content, 0);
  return isObject(changed) ? changed : content;

  function change(here: Json | undefined, depth: number): Json | undefined {
    const step = path[depth];
    if (step === undefined) return value;
    if (isObject(here)) return withMember(here, step, change(member(here, step), depth + 1));
    const names = keysOfList(lists, path.slice(0, depth));
    const elements = names && isList(here) ? keyedElements(names, here) : undefined;
    if (!elements) return here;
    const found = elements.find(({ key }) => key === step);
    const next = change(found?.element, depth + 1);
    if (!found) return next === undefined ? here : [...elements.map(({ element }) => element), next];
    return elements.flatMap(({ key, element }) =>
      key === step ? (next === undefined ? [] : [next]) : [element],
    );
  }
}

function withMember(of: JsonObject, name: string, value: Json | undefined): JsonObject | undefined {
  if (value !== undefined) return { ...of, [name]: value };
  const left = Object.entries(of).filter(([each]) => each !== name);
  // A text that is left in no language is no text.
  return left.length === 0 && language.safeParse(name).success ? undefined : Object.fromEntries(left);
}

/**
 * The same content with the elements of a keyed list in another order. Keys that are not there are passed over, and what is not named
 * comes behind.
 */
export function withOrder(
  content: JsonObject,
  lists: KeyedLists,
  path: Path,
  keys: readonly string[],
): JsonObject {
  const list = valueAt(content, lists, path);
  const names = keysOfList(lists, path);
  const elements = names && isList(list) ? keyedElements(names, list) : undefined;
  if (!elements) return content;
  const first = keys.flatMap((key) => elements.filter((each) => each.key === key));
  const rest = elements.filter((each) => !first.includes(each));
  return withValueAt(
    content,
    lists,
    path,
    [...first, ...rest].map(({ element }) => element),
  );
}

/** The path by names and keys of a place that is said by numbers in lists (RFC 6901), as schemas say it. */
export function pathOfPointer(content: JsonObject, lists: KeyedLists, pointer: string): Path {
  const path: string[] = [];
  let value: Json | undefined = content;
  for (const text of pointer.split('/').slice(1)) {
    const step = text.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isList(value)) {
      const elements = keyedElements(keysOfList(lists, path) ?? [], value);
      value = value[Number(step)];
      path.push(elements?.[Number(step)]?.key ?? step);
    } else {
      value = isObject(value) ? member(value, step) : undefined;
      path.push(step);
    }
  }
  return path;
}

/** So many characters of a hash tell two values of one place apart. */
const MARK_LETTERS = 20;
/** The mark of a place at which nothing stands. */
export const NOTHING = '-';

/** What tells one value from another: somebody who saves says by it what was on the screen. */
export async function markOf(value: Json | undefined): Promise<string> {
  return value === undefined ? NOTHING : (await sha256Of(value)).slice(0, MARK_LETTERS);
}
