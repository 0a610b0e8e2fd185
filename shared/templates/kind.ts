import type * as z from 'zod';
import { fail, type Result, succeed } from '../kernel/result.ts';
import { canonicalJson, isList, isObject, type Json, type JsonObject, member } from './json.ts';
import { keyedElements, type KeyedLists, stepsOf } from './paths.ts';
import { completenessOf } from './texts.ts';
import {
  nationalLanguageFaults,
  type TemplateFault,
  type TemplateKind,
  type TemplateReference,
  templateVersion,
  type TemplateVersion,
  textsOf,
} from './version.ts';

/** A kind of template: what its content is, which of its lists are keyed, what it refers to. */
export interface Kind {
  /** The schema of the content, for whoever asks which form a field has. */
  readonly schema: z.ZodType;
  readonly lists: KeyedLists;
  /** Fields that hold keys of elements of a list: pattern of the field → the list. */
  readonly keysFrom: Readonly<Record<string, string>>;
  /** The content in the form of the schema, or what is wrong with it. */
  check(content: Json): Result<JsonObject, TemplateFault[]>;
  /** The other templates that the content names, each with its place. The content has passed {@link Kind.check}. */
  referencesOf(content: JsonObject): readonly (TemplateReference & { readonly pointer: string })[];
}

/** Every kind of template there is, put together where the schemas of all modules are known. */
export type Kinds = Readonly<Record<TemplateKind, Kind>>;

/** Makes a kind of a schema and of what the schema cannot say. */
export function defineKind<S extends z.ZodType>(of: {
  readonly schema: S;
  readonly lists: KeyedLists;
  readonly keysFrom?: Readonly<Record<string, string>>;
  readonly faults?: (content: z.output<S>) => readonly TemplateFault[];
  readonly references?: (
    content: z.output<S>,
  ) => readonly (TemplateReference & { readonly pointer: string })[];
}): Kind {
  return {
    schema: of.schema,
    lists: of.lists,
    keysFrom: of.keysFrom ?? {},
    check(content) {
      const parsed = of.schema.safeParse(content);
      if (!parsed.success) return fail(schemaFaults(parsed.error));
      const value = parsed.data as JsonObject;
      const faults = [...repeatedElements(value, of.lists), ...(of.faults?.(parsed.data) ?? [])];
      return faults.length > 0 ? fail(faults) : succeed(value);
    },
    referencesOf: (content) => of.references?.(of.schema.parse(content)) ?? [],
  };
}

/** So large may one version be, in bytes of its canonical JSON: a row of the table holds 400 KB. */
const MOST_VERSION_BYTES = 300_000;

/** A version whose content is of its kind, or every fault of it by its place in the version. */
export function checkVersion(kinds: Kinds, candidate: unknown): Result<TemplateVersion, TemplateFault[]> {
  const parsed = templateVersion.safeParse(candidate);
  if (!parsed.success) return fail(schemaFaults(parsed.error));
  const content = kinds[parsed.data.kind].check(parsed.data.content);
  if (!content.ok) {
    return fail(content.error.map(({ pointer, code }) => ({ pointer: `/content${pointer}`, code })));
  }
  const template = { ...parsed.data, content: content.value as TemplateVersion['content'] };
  const bytes = new TextEncoder().encode(canonicalJson(template)).length;
  const faults = [
    ...(bytes > MOST_VERSION_BYTES ? [{ pointer: '', code: 'too_big' }] : []),
    ...nationalLanguageFaults(completenessOf(textsOf(template)).missing),
  ];
  return faults.length > 0 ? fail(faults) : succeed(template);
}

/** The templates that a version names and that are nowhere, each with its place in the version. */
export function missingReferences(
  kinds: Kinds,
  { kind, content }: TemplateVersion,
  isThere: (reference: TemplateReference) => boolean,
): TemplateFault[] {
  return kinds[kind]
    .referencesOf(content)
    .filter((reference) => !isThere(reference))
    .map(({ pointer }) => ({ pointer: `/content${pointer}`, code: 'template_missing' }));
}

function schemaFaults(error: z.ZodError): TemplateFault[] {
  return error.issues.map(({ path, code }) => ({
    pointer: path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code,
  }));
}

/** Keyed lists in which two elements cannot be told apart. */
function repeatedElements(content: JsonObject, lists: KeyedLists): TemplateFault[] {
  return Object.entries(lists).flatMap(([pattern, names]) =>
    listsAt(content, stepsOf(pattern), '').flatMap(({ pointer, list }) =>
      keyedElements(names, list) ? [] : [{ pointer, code: 'repeated' }],
    ),
  );
}

/** The lists that a pattern leads to; `*` is every element of a list. */
function listsAt(
  value: Json,
  steps: readonly string[],
  pointer: string,
): { readonly pointer: string; readonly list: readonly Json[] }[] {
  const [step, ...rest] = steps;
  if (step === undefined) return isList(value) ? [{ pointer, list: value }] : [];
  if (isList(value)) return value.flatMap((each, index) => listsAt(each, rest, `${pointer}/${index}`));
  const below = isObject(value) ? member(value, step) : undefined;
  return below === undefined ? [] : listsAt(below, rest, `${pointer}/${step}`);
}
