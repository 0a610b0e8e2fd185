import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { signingFaultsOf } from '@ohjaamo/shared/plans/changes.ts';
import type { CopyView, FieldView, PlanView } from '@ohjaamo/shared/plans/contract.ts';
import {
  itemFields,
  itemIds,
  type ItemKind,
  OWNER,
  pathOf,
  type PlanFields,
  type Said,
  scalarNames,
} from '@ohjaamo/shared/plans/fields.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { nameOf, type PlanPlace } from './place.ts';
import type { LivingPlan } from './repository.ts';
import { planRights } from './rights.ts';

/** The parts of a plan that whoever asks may see. */
export function seenFields(fields: PlanFields, sees: (path: string) => boolean): PlanFields {
  return Object.fromEntries(Object.entries(fields).filter(([path]) => sees(path)));
}

/** The plan as far as the policies open it, with what whoever asks may do. */
export function viewPlan(
  living: LivingPlan,
  copies: readonly CopyView[],
  place: PlanPlace,
  access: CaseAccess,
): PlanView {
  const rights = planRights(access, living.fields);
  const fields = seenFields(living.fields, (path) => rights.sees(path));
  const show = (said: readonly Said[] = []): FieldView =>
    said.map(({ value, by, at }) => ({ value, by: author(place, by), at }));
  const items = (kind: ItemKind) =>
    itemIds(fields, kind).map((id) => {
      const given = itemFields(fields, kind, id);
      const shown = (name: string) => show(given[name]);
      const mayChange = rights.changes(kind, id);
      return { id: id as CopyView['id'], owner: given[OWNER]?.[0]?.value ?? 'UNKNOWN', mayChange, shown };
    });
  const scalars = Object.fromEntries(scalarNames.map((name) => [name, show(fields[name])]));
  const signed = living.row?.signatures.at(-1);
  return {
    clientId: living.client,
    version: living.version,
    ...(living.row && { changed: { at: living.row.at, by: author(place, living.row.by) } }),
    ...(scalars as Pick<PlanView, (typeof scalarNames)[number]>),
    goals: items('goals').map(({ shown, ...item }) => ({ ...item, words: shown('words') })),
    actions: items('actions').map(({ shown, ...item }) => ({
      ...item,
      goal: shown('goal'),
      what: shown('what'),
      organisation: shown('organisation'),
      who: shown('who'),
      deadline: shown('deadline'),
      state: shown('state'),
    })),
    supporters: items('supporters').map(({ shown, ...item }) => ({
      ...item,
      name: shown('name'),
      how: shown('how'),
    })),
    ...(signed && { signed: { version: signed.version, at: signed.at, by: author(place, signed.by) } }),
    unsignable: signingFaultsOf(living.fields, place.today),
    copies: [...copies],
    may: {
      change: rights.changeCommon,
      addAction: rights.addAction,
      sign: rights.changeCommon,
      copy: Object.keys(fields).some((path) => rights.copies(path)),
    },
    withheld: Object.keys(fields).length < Object.keys(living.fields).length,
    ...namesOf(fields, place, access),
  };
}

/** What a page needs to show and to offer: organisations, and the workers whom actions name. */
function namesOf(
  fields: PlanFields,
  { tenant, today }: PlanPlace,
  { organisation }: CaseAccess,
): Pick<PlanView, 'organisation' | 'organisations' | 'workers' | 'today'> {
  const named = itemIds(fields, 'actions').flatMap((id) =>
    (fields[pathOf('actions', id, 'who')] ?? []).map(({ value }) => value.split('#')[1] ?? ''),
  );
  return {
    organisation,
    organisations: tenant.organisations.map(({ code, name, closedFrom }) => ({
      ...{ code, name },
      ...(closedFrom !== undefined && { closed: true }),
    })),
    workers: tenant.staff.filter(({ id }) => named.includes(id)).map(({ id, name }) => ({ id, name })),
    today,
  };
}

function author(place: PlanPlace, by: string | undefined): PlanView['goals'][number]['words'][number]['by'] {
  const id = staffId.safeParse(by).data;
  return id ? { id, name: nameOf(place, id) } : { name: '' };
}
