import * as z from 'zod';
import { language } from '../kernel/i18n.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import { isList, isObject, type Json, type JsonObject, member } from './json.ts';
import type { Kind } from './kind.ts';
import { fitOf, keyedElements, keysOfList, type Path, pathText, stepsOf } from './paths.ts';

/** How one field of a template is given: typed in, or chosen from what the kind's schema knows. */
export type FieldForm =
  | { readonly is: 'LINE' | 'LINES' | 'NUMBER' | 'YES_NO' | 'TIME' | 'DATE' }
  /** A text of several lines; so many characters fit. */
  | { readonly is: 'PARAGRAPH'; readonly longest: number }
  /** One of codes, or of several keys of elements that stand in the list `from`. */
  | { readonly is: 'CHOICE' | 'CHOICES'; readonly of: readonly string[]; readonly from?: Path };

/** A field of a template's content: a value, or one language of a text. */
export interface ContentField {
  readonly path: Path;
  readonly form: FieldForm;
  /** Absent where nothing stands yet. */
  readonly value?: Json;
  /** Nothing may stand here. */
  readonly isOptional: boolean;
  /** It is asked only while another field, by its place, holds a value. */
  readonly onlyWith?: { readonly place: string; readonly value: string };
}

/** What elements are told by is theirs for good: it is chosen when they are made. */
const told = ['key', 'code', 'id', 'version', 'template'];
/** A text that may be longer than this is written in a field of several lines. */
const SHORT = 200;

/** A schema without what only says that nothing need be there, or that it is described later. */
function plain(schema: z.ZodType): z.ZodType {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional || schema instanceof z.ZodLazy;
  return isWrapped ? plain(schema.unwrap() as z.ZodType) : schema;
}

function isOptional(schema: z.ZodType): boolean {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional;
}

/** The schema of what stands at a path; `undefined` where nothing can stand. */
function schemaAt({ schema }: Pick<Kind, 'schema'>, path: Path): z.ZodType | undefined {
  let at: z.ZodType | undefined = plain(schema);
  for (const step of path) {
    if (at instanceof z.ZodObject) at = at.shape[step] as z.ZodType | undefined;
    else if (at instanceof z.ZodArray) at = at.element as z.ZodType;
    else return undefined;
    at = at && plain(at);
  }
  return at;
}

/** Where fields are looked for: keys that a field may hold stand in the same content. */
interface Search {
  readonly kind: Kind;
  readonly content: JsonObject;
}

/** A place with its schema and with what stands there. */
interface Spot {
  readonly schema: z.ZodType;
  readonly path: Path;
  readonly value: Json | undefined;
}

/**
 * The fields at a place and below it, in the order of the kind's schema, with those in which nothing stands yet.
 *
 * @param value what stands at the place; `undefined` for an element that is to be made
 */
export function fieldsIn(
  kind: Kind,
  content: JsonObject,
  path: Path,
  value: Json | undefined,
): readonly ContentField[] {
  const schema = schemaAt(kind, path);
  return schema ? fieldsOf({ kind, content }, { schema, path, value }) : [];
}

function fieldsOf(search: Search, spot: Spot): readonly ContentField[] {
  const bare = plain(spot.schema);
  const keys = choiceOfKeys(search, spot.path);
  if (keys) return [field(spot, { is: bare instanceof z.ZodArray ? 'CHOICES' : 'CHOICE', ...keys })];
  if (bare instanceof z.ZodDiscriminatedUnion) return ofUnion(search, bare, spot);
  if (bare instanceof z.ZodObject) return ofObject(search, bare, spot);
  if (bare instanceof z.ZodArray) return ofList(search, bare, spot);
  const form = formOf(bare);
  return form ? [field(spot, isName(spot.path) ? { is: 'LINE' } : form)] : [];
}

/** Names are short, whatever the schema would take. */
function isName(path: Path): boolean {
  return ['name', 'title', 'heading'].includes(path.at(-2) ?? '');
}

function ofObject(search: Search, { shape }: z.ZodObject, { schema, path, value }: Spot) {
  const inside = Object.entries(shape).flatMap(([name, below]) =>
    told.includes(name)
      ? []
      : fieldsOf(search, { schema: below as z.ZodType, path: [...path, name], value: inObject(value, name) }),
  );
  return isOptional(schema) ? inside.map((each) => ({ ...each, isOptional: true })) : inside;
}

function ofList(search: Search, { element }: z.ZodArray, spot: Spot): readonly ContentField[] {
  const { path, value } = spot;
  const schema = element as z.ZodType;
  const names = keysOfList(search.kind.lists, path);
  const keyed = names && isList(value) ? keyedElements(names, value) : undefined;
  if (keyed)
    return keyed.flatMap((each) =>
      fieldsOf(search, { schema, path: [...path, each.key], value: each.element }),
    );
  const bare = plain(schema);
  if (bare instanceof z.ZodEnum) return [field(spot, { is: 'CHOICES', of: bare.options.map(String) })];
  return bare instanceof z.ZodString ? [field(spot, { is: 'LINES' })] : [];
}

/** The choice that decides what else is asked, and all that may be asked. */
function ofUnion(search: Search, of: z.ZodDiscriminatedUnion, spot: Spot): readonly ContentField[] {
  const name = of.def.discriminator;
  const at = [...spot.path, name];
  const options = (of.options as z.ZodObject[]).map(({ shape }) => ({
    value: String([...(shape[name] as z.ZodLiteral).values][0]),
    below: Object.entries(shape).filter(([member]) => member !== name),
  }));
  const chosen = { schema: of, path: at, value: inObject(spot.value, name) };
  const asked = options.flatMap(({ value, below }) =>
    below.flatMap(([member, schema]) => {
      const path = [...spot.path, member];
      const inside = fieldsOf(search, {
        schema: schema as z.ZodType,
        path,
        value: inObject(spot.value, member),
      });
      const onlyWith = { place: pathText(at), value };
      return inside.map((each) => ({ ...each, isOptional: true, onlyWith }));
    }),
  );
  return [field(chosen, { is: 'CHOICE', of: options.map(({ value }) => value) }), ...asked];
}

function inObject(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? member(value, name) : undefined;
}

function field({ path, value, schema }: Spot, form: FieldForm): ContentField {
  return { path, form, isOptional: isOptional(schema), ...(value !== undefined && { value }) };
}

function formOf(schema: z.ZodType): FieldForm | undefined {
  if (schema instanceof z.ZodEnum) return { is: 'CHOICE', of: schema.options.map(String) };
  if (schema instanceof z.ZodNumber) return { is: 'NUMBER' };
  if (schema instanceof z.ZodBoolean) return { is: 'YES_NO' };
  if (schema === plainTime) return { is: 'TIME' };
  if (schema === plainDate) return { is: 'DATE' };
  if (!(schema instanceof z.ZodString)) return undefined;
  const longest = schema.maxLength ?? 0;
  return longest > SHORT ? { is: 'PARAGRAPH', longest } : { is: 'LINE' };
}

/** The keys that a field may hold, when it holds keys of a list. */
function choiceOfKeys(
  { kind, content }: Search,
  path: Path,
): { readonly of: readonly string[]; readonly from: Path } | undefined {
  const [, list] = Object.entries(kind.keysFrom).find(([pattern]) => {
    const steps = stepsOf(pattern);
    return steps.length === path.length && fitOf(steps, path) !== undefined;
  }) ?? [undefined, undefined];
  if (list === undefined) return undefined;
  const from = stepsOf(list);
  const elements = inObject(content, from[0] ?? '');
  const keyed = isList(elements) ? keyedElements(keysOfList(kind.lists, from) ?? [], elements) : undefined;
  return { from, of: (keyed ?? []).map(({ key }) => key) };
}

/** The members of what stands at a path, in the order in which the kind describes them. */
export function membersAt(kind: Kind, path: Path): readonly string[] {
  const schema = schemaAt(kind, path);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The keyed lists inside of what stands at a path: those to which an element can be added there. */
export function listsBelow(kind: Kind, path: Path): readonly Path[] {
  return membersAt(kind, path)
    .map((name) => [...path, name])
    .filter((each) => keysOfList(kind.lists, each) !== undefined);
}

/**
 * An element as its fields say it. Lists that hold nothing yet are there, and empty; of a choice that decides what else is asked, only
 * what goes with it is taken.
 *
 * @param path of the element
 * @param values what was typed, by place
 */
export function madeOf(
  kind: Kind,
  path: Path,
  fields: readonly ContentField[],
  values: ReadonlyMap<string, Json>,
): JsonObject {
  const made: Record<string, Json> = blank(schemaAt(kind, path));
  for (const { path: at, onlyWith } of fields) {
    const value = values.get(pathText(at));
    const isAsked = !onlyWith || onlyWith.value === values.get(onlyWith.place);
    if (value !== undefined && value !== null && isAsked) put(made, at.slice(path.length), value);
  }
  return made;
}

/** The content of a kind before anything of it is written: its lists are there, and empty. */
export function blankContent({ schema }: Pick<Kind, 'schema'>): JsonObject {
  return blank(plain(schema));
}

function blank(schema: z.ZodType | undefined): Record<string, Json> {
  if (!(schema instanceof z.ZodObject)) return {};
  return Object.fromEntries(
    Object.entries(schema.shape).flatMap(([name, of]): [string, Json][] => {
      if (isOptional(of as z.ZodType)) return [];
      const bare = plain(of as z.ZodType);
      if (bare instanceof z.ZodArray) return [[name, []]];
      // A text without a language is none: that it is missing is said of it.
      return bare instanceof z.ZodObject && !isText(bare) ? [[name, blank(bare)]] : [];
    }),
  );
}

function isText({ shape }: z.ZodObject): boolean {
  return Object.keys(shape).every((name) => language.safeParse(name).success);
}

function put(into: Record<string, Json>, path: Path, value: Json): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) into[step] = value;
  else {
    const inside: Record<string, Json> = { ...(isObject(into[step]) ? into[step] : {}) };
    put(inside, rest, value);
    into[step] = inside;
  }
}
