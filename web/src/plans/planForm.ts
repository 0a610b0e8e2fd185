import { type ClientId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { fieldSchema, placeOf } from '@ohjaamo/shared/plans/fields.ts';
import type { PlanView } from '@ohjaamo/shared/plans/contract.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, refusalText, textOf } from '../work/form.ts';

/** What a form of the plan led to; the name stands in the address that the browser is sent on to. */
export const planOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  changed: { kind: 'good', text: 'plans.done.changed' },
  open: { kind: 'caution', text: 'plans.done.open' },
  signed: { kind: 'good', text: 'plans.done.signed' },
  copied: { kind: 'good', text: 'plans.done.copied' },
};

/** How a form of the plan ended: done, to be mended with all that was typed, or a refusal of the whole page. */
export interface PlanAct {
  readonly done?: keyof typeof planOutcomes;
  readonly typed: ReadonlyMap<string, string>;
  readonly faults: readonly FieldFault[];
  /** The writer's word that no text names a diagnosis. */
  readonly notADiagnosis?: boolean;
  readonly refusal?: ApiProblem;
}

/** What to say of a field by its name. */
const texts: Readonly<Record<string, MessageKey | undefined>> = {
  words: 'plans.fault.words',
  what: 'plans.fault.what',
  name: 'plans.fault.name',
  reviewOn: 'plans.fault.date',
  externalReviewOn: 'plans.fault.date',
  deadline: 'plans.fault.date',
};
const ofCode: Readonly<Record<string, MessageKey | undefined>> = {
  identity_code: 'plans.fault.identityCode',
  diagnosis_code: 'plans.fault.diagnosis',
  in_the_past: 'plans.fault.past',
  wrong_order: 'plans.fault.order',
  too_many: 'plans.fault.many',
};
const refusals = {
  'stale-version': 'plans.fault.stale',
  'access-refused': 'plans.fault.refused',
  'id-already-used': 'plans.fault.twice',
  'state-conflict': 'plans.fault.unsignable',
} as const;

/** Changes, signs or copies the plan, as the form asks. A field of a form has the path of the plan's field as its name. */
export async function actOnPlan(api: Api, clientId: ClientId, form: FormData): Promise<PlanAct> {
  const act = textOf(form, 'do');
  if (act === 'sign') return sign(api, clientId, form);
  if (act === 'copy') return copy(api, clientId, form);
  const typed = typedFields(form);
  const notADiagnosis = textOf(form, 'notADiagnosis') !== '';
  const remove = textOf(form, 'remove').split('/');
  const asked = {
    changeId: textOf(form, 'changeId'),
    base: Number(textOf(form, 'base')),
    set: act === 'remove' ? [] : [...typed].map(([path, value]) => ({ path, value })),
    remove: act === 'remove' ? [{ kind: remove[0], id: remove[1] }] : [],
    notADiagnosis,
  };
  const body = routes.changePlan.body.safeParse(asked);
  if (!body.success) {
    const wrong = body.error.issues.map(({ path, message }) => ({ at: path[1], code: message }));
    return { typed, notADiagnosis, faults: faultsAt(typed, wrong) };
  }
  const answer = await api.call('changePlan', { parameters: { clientId }, body: body.data });
  if (answer.ok) return { done: hasOpen(answer.value) ? 'open' : 'changed', typed, faults: [] };
  if (answer.error.type === 'invalid-request') {
    const wrong = (answer.error.errors ?? []).map(({ pointer, code }) => ({
      at: Number(pointer.split('/')[3]),
      code,
    }));
    return { typed, notADiagnosis, faults: faultsAt(typed, wrong) };
  }
  if (answer.error.type === 'access-refused') {
    return { typed, faults: [{ field: 'refused', text: 'plans.fault.refused' }] };
  }
  return refused(answer.error, typed, [...typed.keys()][0] ?? 'goals');
}

async function sign(api: Api, clientId: ClientId, form: FormData): Promise<PlanAct> {
  const body = routes.signPlan.body.safeParse({ version: Number(textOf(form, 'version')) });
  if (!body.success) return { typed: new Map(), faults: [{ field: 'sign', text: 'plans.fault.unsignable' }] };
  const answer = await api.call('signPlan', { parameters: { clientId }, body: body.data });
  return answer.ok
    ? { done: 'signed', typed: new Map(), faults: [] }
    : refused(answer.error, new Map(), 'sign');
}

async function copy(api: Api, clientId: ClientId, form: FormData): Promise<PlanAct> {
  const asked = { copyId: textOf(form, 'copyId'), version: Number(textOf(form, 'version')) };
  const body = routes.freezePlan.body.safeParse(asked);
  if (!body.success) return { typed: new Map(), faults: [{ field: 'copy', text: 'plans.fault.stale' }] };
  const answer = await api.call('freezePlan', { parameters: { clientId }, body: body.data });
  return answer.ok
    ? { done: 'copied', typed: new Map(), faults: [] }
    : refused(answer.error, new Map(), 'copy');
}

function refused(error: ApiProblem, typed: PlanAct['typed'], field: string): PlanAct {
  const own = Object.hasOwn(refusals, error.type);
  return own
    ? { typed, faults: [{ field, text: refusalText(error, refusals) }] }
    : { typed, faults: [], refusal: error };
}

/** The fields of the form that are fields of a plan, by their paths. */
function typedFields(form: FormData): Map<string, string> {
  return new Map(
    [...form.entries()].flatMap(([name, value]) =>
      typeof value === 'string' && fieldSchema(name) ? [[name, value.trim()] as const] : [],
    ),
  );
}

/** Faults by the place of the path in the request; one that has no place belongs to the form's first field. */
function faultsAt(
  typed: ReadonlyMap<string, string>,
  wrong: readonly { readonly at: unknown; readonly code: string }[],
): FieldFault[] {
  const paths = [...typed.keys()];
  const found = wrong.map(({ at, code }) => {
    const needed =
      code === 'required' ? paths.find((path) => typed.get(path) === '' && isNeeded(path)) : undefined;
    const field = needed ?? (typeof at === 'number' ? paths[at] : undefined) ?? paths[0] ?? 'goals';
    return { field, text: ofCode[code] ?? texts[placeOf(field).name] ?? ('work.checkFields' as const) };
  });
  return found.filter(({ field }, index) => found.findIndex((each) => each.field === field) === index);
}

function isNeeded(path: string): boolean {
  return ['words', 'what', 'name'].includes(placeOf(path).name);
}

/** Whether a field of the plan waits for a decision. */
export function hasOpen(plan: PlanView): boolean {
  const fields = [
    ...[plan.needs, plan.reviewOn, plan.youngPersonView, plan.workerView, plan.externalReviewOn],
    ...plan.goals.map(({ words }) => words),
    ...plan.supporters.flatMap(({ name, how }) => [name, how]),
    ...plan.actions.flatMap((each) => [
      each.goal,
      each.what,
      each.organisation,
      each.who,
      each.deadline,
      each.state,
    ]),
  ];
  return fields.some((field) => field.length > 1);
}

/** The id of an item that a form begins: the one that was typed for already, else a new one. */
export function newItemId(
  typed: ReadonlyMap<string, string>,
  kind: string,
  known: readonly string[],
): string {
  const begun = [...typed.keys()]
    .map((path) => path.split('/'))
    .find(([of, id]) => of === kind && !known.includes(id ?? ''));
  return begun?.[1] ?? randomIds.id(20);
}
