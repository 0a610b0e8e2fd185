import * as z from 'zod';
import { code } from '../kernel/ids.ts';
import { lineWithoutIdentityCode, namesDiagnosis, textWithoutIdentityCode } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import { actionStates } from '../kernel/actionStates.ts';

/**
 * A value that somebody gave a field of the plan: who (id of the worker; absent for the young person on the own page) and when
 * (UTC, ISO 8601).
 */
export interface Said {
  readonly value: string;
  readonly by?: string | undefined;
  readonly at: string;
}

/**
 * A plan as flat fields by their paths (`needs`, `goals/…/words`), so that two people's edits can be laid over each other field
 * by field. A field that nobody filled in is absent; one with several values was changed in several ways at one time, and
 * waits for a person to decide.
 */
export type PlanFields = Readonly<Record<string, readonly Said[]>>;

/** The shared plan's parts that come in numbers, each with an id of its own. */
export const itemKinds = ['goals', 'actions', 'supporters'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** So many of each a plan holds at the most; together they keep its row far below 400 KB. */
export const MOST_ITEMS = { goals: 20, actions: 60, supporters: 20 } as const satisfies Record<
  ItemKind,
  number
>;

/** The longest texts, in characters. */
export const LONGEST = { words: 1000, what: 1000, long: 2000, name: 120, how: 200 } as const;

/** Who does an action: the young person, a worker by id, a support person by id, or somebody of the organisation. */
export const doer = z
  .string()
  .regex(/^(?:YOUNG_PERSON|ORGANISATION|STAFF#[0-9a-z]{10}|SUPPORTER#[0-9a-z]{20})$/u);

/** A field's schema for what is typed into it. An empty value empties the field. */
const scalars = {
  /** What the young person needs help with. */
  needs: textWithoutIdentityCode(LONGEST.long),
  /** When the plan is looked at together again: no plan is signed without ("suunnitelmassa on sovittava seurannasta"). */
  reviewOn: plainDate,
  /** How the goals were reached, in the words of each (703/2023 §42–43). */
  youngPersonView: textWithoutIdentityCode(LONGEST.long),
  workerView: textWithoutIdentityCode(LONGEST.long),
  /** The employment authority has a plan of its own; what is in it is not kept here (380/2023 §120). */
  externalPlan: z.literal('YES'),
  externalReviewOn: plainDate,
} as const;
export type ScalarName = keyof typeof scalars;
export const scalarNames = Object.keys(scalars) as ScalarName[];

const items = {
  goals: { words: textWithoutIdentityCode(LONGEST.words) },
  actions: {
    /** Id of the goal it serves. */
    goal: z.string().regex(/^[0-9a-z]{20}$/u),
    what: textWithoutIdentityCode(LONGEST.what),
    /** The organisation that answers for it. */
    organisation: code,
    who: doer,
    deadline: plainDate,
    state: z.enum(actionStates),
  },
  supporters: { name: lineWithoutIdentityCode(LONGEST.name), how: lineWithoutIdentityCode(LONGEST.how) },
} as const satisfies Record<ItemKind, Readonly<Record<string, z.ZodType<string>>>>;

/** The organisation that wrote an item down and when: set once, never edited. Items stand in the order of its time. */
export const OWNER = 'owner';

/** Where a field stands. */
export interface FieldPlace {
  readonly kind: ItemKind | undefined;
  readonly id: string | undefined;
  readonly name: string;
}

/** Reads a path; an unknown one gives a place without a schema, see {@link fieldSchema}. */
export function placeOf(path: string): FieldPlace {
  const [kind = '', id, name] = path.split('/');
  return id === undefined || name === undefined
    ? { kind: undefined, id: undefined, name: kind }
    : { kind: itemKinds.find((known) => known === kind), id, name };
}

/** The path of a field of an item. */
export function pathOf(kind: ItemKind, id: string, name: string): string {
  return `${kind}/${id}/${name}`;
}

/** What may be typed into a field; `undefined` for a path that is no field of a plan. */
export function fieldSchema(path: string): z.ZodType<string> | undefined {
  const { kind, id, name } = placeOf(path);
  const parts = path.split('/').length;
  if (!kind || !id) return parts === 1 ? named(scalars, name) : undefined;
  return parts === 3 && /^[0-9a-z]{20}$/u.test(id) ? named(items[kind], name) : undefined;
}

const texts: readonly string[] = ['needs', 'youngPersonView', 'workerView', 'words', 'what', 'name', 'how'];

/** Whether a field takes free text. */
export function isText(path: string): boolean {
  return texts.includes(placeOf(path).name);
}

/** Whether what is typed into a field seems to name a diagnosis, of which the writer can say that it does not. */
export function seemsDiagnosis(path: string, value: string): boolean {
  return isText(path) && namesDiagnosis(value);
}

function named(
  schemas: Readonly<Record<string, z.ZodType<string>>>,
  name: string,
): z.ZodType<string> | undefined {
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

/** The ids of the items of a kind, in the order they were written down. */
export function itemIds(fields: PlanFields, kind: ItemKind): string[] {
  const found = new Map<string, string>();
  for (const [path, [first]] of Object.entries(fields)) {
    const place = placeOf(path);
    if (place.kind !== kind || !place.id) continue;
    if (place.name === OWNER || !found.has(place.id)) found.set(place.id, first?.at ?? '');
  }
  return [...found]
    .sort(([oneId, one], [otherId, other]) => one.localeCompare(other) || oneId.localeCompare(otherId))
    .map(([id]) => id);
}

/** The fields of one item by their names. */
export function itemFields(
  fields: PlanFields,
  kind: ItemKind,
  id: string,
): Readonly<Record<string, readonly Said[]>> {
  const begin = `${kind}/${id}/`;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([path, said]) =>
      path.startsWith(begin) ? [[path.slice(begin.length), said] as const] : [],
    ),
  );
}

/** The one value of a field; `undefined` while it is empty, or open between several. */
export function settled(said: readonly Said[] | undefined): string | undefined {
  return said?.length === 1 ? said[0]?.value : undefined;
}

/** The paths of all fields with several values, in the order of the plan's rows. */
export function openFields(fields: PlanFields): string[] {
  return Object.keys(fields).filter((path) => (fields[path]?.length ?? 0) > 1);
}
