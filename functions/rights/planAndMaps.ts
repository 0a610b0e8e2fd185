import { actionStates } from '@ohjaamo/shared/kernel/actionStates.ts';
import { itemFields, itemIds, type PlanFields, type Said } from '@ohjaamo/shared/plans/fields.ts';
import type { OwnAction, OwnMapView, OwnPlanView } from '@ohjaamo/shared/rights/contract.ts';
import type { mapsOf } from '../maps/index.ts';
import type { planOf } from '../plans/index.ts';
import { organisationName, type Place, workerOf } from './place.ts';

type Plan = Awaited<ReturnType<typeof planOf>>;

/** The plan in the words the person reads it in; a field that was changed in two ways at once shows both. */
export function viewOwnPlan(plan: Plan, place: Place): OwnPlanView | undefined {
  if (!plan) return undefined;
  const { fields, version } = plan;
  const goals = itemIds(fields, 'goals');
  const actions = itemIds(fields, 'actions').map((id) => {
    const action = itemFields(fields, 'actions', id);
    return { goal: said(action['goal']), view: actionOf(action, fields, place) };
  });
  const serving = (goal: string) => actions.filter((each) => each.goal === goal).map(({ view }) => view);
  const needs = said(fields['needs']);
  const reviewOn = said(fields['reviewOn']);
  const signature = plan.signatures.at(-1);
  return {
    ...(needs && { needs }),
    goals: goals.map((id) => ({
      words: said(itemFields(fields, 'goals', id)['words']) ?? '',
      actions: serving(id),
    })),
    others: actions.filter(({ goal }) => goal === undefined || !goals.includes(goal)).map(({ view }) => view),
    supporters: itemIds(fields, 'supporters').map((id) => {
      const { name, how } = itemFields(fields, 'supporters', id);
      return { name: said(name) ?? '', how: said(how) ?? '' };
    }),
    ...(reviewOn && { reviewOn }),
    ...(signature && { signed: { at: signature.at, current: signature.version === version } }),
  };
}

function actionOf(
  { what, organisation, who, deadline, state }: PlanFields,
  fields: PlanFields,
  place: Place,
): OwnAction {
  const [answering, does, until] = [said(organisation), doerOf(said(who), fields, place), said(deadline)];
  const stands = actionStates.find((each) => each === said(state));
  return {
    what: said(what) ?? '',
    ...(answering && { organisation: organisationName(place, answering) }),
    ...(does && { who: does }),
    ...(until && { deadline: until }),
    ...(stands && { state: stands }),
  };
}

function doerOf(who: string | undefined, fields: PlanFields, place: Place): string | undefined {
  if (who === 'YOUNG_PERSON') return 'YOU';
  const [kind, id = ''] = (who ?? '').split('#');
  if (kind === 'SUPPORTER') return said(itemFields(fields, 'supporters', id)['name']);
  const worker = kind === 'STAFF' ? workerOf(place, id) : undefined;
  return worker?.name ?? worker?.title;
}

function said(values: readonly Said[] = []): string | undefined {
  return values.length > 0 ? values.map(({ value }) => value).join(' / ') : undefined;
}

/** The finished maps, newest first. */
export function viewOwnMaps(maps: Awaited<ReturnType<typeof mapsOf>>): OwnMapView[] {
  return maps.flatMap(({ id, finishedAt, instrument: { name }, areas }) =>
    finishedAt === undefined
      ? []
      : [
          {
            ...{ id, name, madeAt: finishedAt },
            areas: areas.map(({ name: area, value, strength, help, words }) => ({
              ...{ name: area, strength, help },
              ...(value !== undefined && { value }),
              ...(words !== undefined && { words }),
            })),
          },
        ],
  );
}
