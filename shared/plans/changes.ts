import { type ActionState } from '../kernel/actionStates.ts';
import { mayBecome } from './actionState.ts';
import {
  type FieldPlace,
  itemFields,
  itemIds,
  type ItemKind,
  itemKinds,
  MOST_ITEMS,
  OWNER,
  pathOf,
  placeOf,
  type PlanFields,
  type Said,
  settled,
} from './fields.ts';
import { sameValues } from './merge.ts';

/** What one person changes at one time. */
export interface PlanChange {
  /** An empty value empties the field. */
  readonly set: readonly { readonly path: string; readonly value: string }[];
  readonly remove: readonly { readonly kind: ItemKind; readonly id: string }[];
}

/** Who changes the plan, when, and for which organisation. */
export interface Changer {
  readonly by?: string | undefined;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly organisation: string;
}

/** The plan as the changer wants it: what was seen, with the change on it. A value that stands keeps its mark. */
export function applyChange(seen: PlanFields, change: PlanChange, changer: Changer): PlanFields {
  const { by, at, organisation } = changer;
  const gone = change.remove.map(({ kind, id }) => `${kind}/${id}/`);
  const fields: Record<string, readonly Said[]> = Object.fromEntries(
    Object.entries(seen).filter(([path]) => !gone.some((item) => path.startsWith(item))),
  );
  const say = (value: string): Said => (by === undefined ? { value, at } : { value, by, at });
  for (const { path, value } of change.set) {
    if (value === '') {
      fields[path] = [];
      continue;
    }
    fields[path] = [fields[path]?.find((said) => said.value === value) ?? say(value)];
    const { kind, id } = placeOf(path);
    if (kind && id) fields[pathOf(kind, id, OWNER)] ??= [say(organisation)];
  }
  return Object.fromEntries(Object.entries(fields).filter(([, said]) => said.length > 0));
}

/** The fields in which two plans differ, as they were in `before`: what a version keeps, to go back to it. */
export function changedFields(before: PlanFields, after: PlanFields): PlanFields {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...paths]
      .filter((path) => !sameValues(before[path] ?? [], after[path] ?? []))
      .map((path) => [path, before[path] ?? []]),
  );
}

/** The plan before versions, the newest of them first, each given as {@link changedFields} kept it. */
export function stepBack(now: PlanFields, versions: readonly PlanFields[]): PlanFields {
  const fields: Record<string, readonly Said[]> = { ...now };
  for (const before of versions) Object.assign(fields, before);
  return Object.fromEntries(Object.entries(fields).filter(([, said]) => said.length > 0));
}

/** A value that cannot stand, by the place of the path in the request. */
export interface ChangeFault {
  readonly pointer: string;
  readonly code: 'required' | 'unknown' | 'in_the_past' | 'too_many' | 'wrong_order' | 'unknown_organisation';
}

/** What a change is checked against. */
export interface ChangePlace {
  /** Those that an action can name anew. */
  readonly organisations: readonly string[];
  readonly staff: readonly string[];
  /** Today in the tenant's zone. */
  readonly today: string;
}

/**
 * Checks a change against the plan that was seen. References must be to something there; a goal has words, an action says what
 * is done and who answers for it, a support person has a name; a review is not past; an action's state follows its steps.
 */
export function changeFaults(seen: PlanFields, change: PlanChange, place: ChangePlace): ChangeFault[] {
  const wanted = applyChange(seen, change, { at: '', organisation: '' });
  const each = change.set.flatMap(({ path, value }, index) => {
    const code = faultOf(placeOf(path), value, { seen, wanted, place });
    return code ? [{ pointer: `/body/set/${index}/value`, code }] : [];
  });
  const many = itemKinds.filter((kind) => itemIds(wanted, kind).length > MOST_ITEMS[kind]);
  const lacking = incomplete(wanted, change);
  return [
    ...each,
    ...(lacking ? [{ pointer: '/body/set', code: 'required' as const }] : []),
    ...many.map(() => ({ pointer: '/body/set', code: 'too_many' as const })),
  ];
}

interface Checked {
  readonly seen: PlanFields;
  readonly wanted: PlanFields;
  readonly place: ChangePlace;
}

function faultOf(
  { kind, id, name }: FieldPlace,
  value: string,
  { seen, wanted, place }: Checked,
): ChangeFault['code'] | undefined {
  if (value === '') return undefined;
  if (name === 'reviewOn' || name === 'externalReviewOn') {
    const before = seen[name]?.some((said) => said.value === value) ?? false;
    return value < place.today && !before ? 'in_the_past' : undefined;
  }
  if (kind !== 'actions' || !id) return undefined;
  if (name === 'goal') return itemIds(wanted, 'goals').includes(value) ? undefined : 'unknown';
  if (name === 'organisation') {
    const before =
      itemFields(seen, 'actions', id)['organisation']?.some((said) => said.value === value) ?? false;
    return before || place.organisations.includes(value) ? undefined : 'unknown_organisation';
  }
  if (name === 'who') return isKnownDoer(value, wanted, place) ? undefined : 'unknown';
  if (name !== 'state') return undefined;
  const from = (itemFields(seen, 'actions', id)['state'] ?? []).map((said) => said.value as ActionState);
  return mayBecome(from, value as ActionState) ? undefined : 'wrong_order';
}

function isKnownDoer(value: string, wanted: PlanFields, place: ChangePlace): boolean {
  const [kind, id = ''] = value.split('#');
  if (kind === 'STAFF') return place.staff.includes(id);
  if (kind === 'SUPPORTER') return itemIds(wanted, 'supporters').includes(id);
  return true;
}

/** What no item of a kind can be without. */
const needed = {
  goals: ['words'],
  actions: ['what', 'organisation', 'state'],
  supporters: ['name'],
} as const satisfies Record<ItemKind, readonly string[]>;

/** Whether an item that the change touches would be left without what it needs. */
function incomplete(wanted: PlanFields, change: PlanChange): boolean {
  return change.set.some(({ path }) => {
    const { kind, id } = placeOf(path);
    if (!kind || !id) return false;
    const fields = itemFields(wanted, kind, id);
    return needed[kind].some((name) => (fields[name]?.length ?? 0) === 0);
  });
}

/** Why a plan cannot be signed as it stands. */
export const signingFaults = ['NO_GOAL', 'NO_REVIEW', 'REVIEW_PAST', 'OPEN_FIELDS'] as const;
export type SigningFault = (typeof signingFaults)[number];

/** What stands between the plan and the young person's signing: every plan needs a goal, a coming review, and no open field. */
export function signingFaultsOf(fields: PlanFields, today: string): SigningFault[] {
  const reviewOn = settled(fields['reviewOn']);
  const faults: (SigningFault | false)[] = [
    itemIds(fields, 'goals').length === 0 && 'NO_GOAL',
    (fields['reviewOn']?.length ?? 0) === 0 && 'NO_REVIEW',
    reviewOn !== undefined && reviewOn < today && 'REVIEW_PAST',
    Object.values(fields).some((said) => said.length > 1) && 'OPEN_FIELDS',
  ];
  return faults.filter((fault) => fault !== false);
}
