import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { faultsOf, type FieldFault, textOf, wrongFields } from '../work/form.ts';

/** The form that opens times to another municipality, as it was typed. */
export interface TypedOpening {
  readonly openingId: string;
  readonly to: string;
  readonly site: string;
  readonly service: string;
  readonly staff: string;
  readonly from: string;
  readonly until: string;
  readonly perWeek: string;
}

/** The form that opens a group. */
export interface TypedGroupOpening {
  readonly openingId: string;
  readonly to: string;
  /** Ids of site and group. */
  readonly group: string;
  readonly from: string;
  readonly until: string;
  readonly places: string;
}

/** What became of a form of the page. */
export type RegionalChange =
  | { readonly done: string }
  | { readonly of: 'TIMES'; readonly typed: TypedOpening; readonly faults: readonly FieldFault[] }
  | { readonly of: 'GROUP'; readonly typed: TypedGroupOpening; readonly faults: readonly FieldFault[] }
  | { readonly refusal: ApiProblem };

/** What the page says when a form was taken, by the outcome in its address. */
export const regionalOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  OFFERED: { kind: 'good', text: 'regional.done.OFFERED' },
  ACCEPT: { kind: 'good', text: 'regional.done.ACCEPT' },
  DECLINE: { kind: 'good', text: 'regional.done.DECLINE' },
  WITHDRAW: { kind: 'good', text: 'regional.done.WITHDRAW' },
  END: { kind: 'good', text: 'regional.done.END' },
  changed: { kind: 'caution', text: 'regional.done.changed' },
  TOO_MANY: { kind: 'caution', text: 'regional.done.TOO_MANY' },
};

const faultTexts = {
  to: 'regional.error.to',
  site: 'regional.error.site',
  service: 'regional.error.service',
  from: 'regional.error.from',
  until: 'regional.error.until',
  perWeek: 'regional.error.perWeek',
  group: 'regional.error.group',
  places: 'regional.error.places',
} as const satisfies Record<string, MessageKey>;

type Dates = Pick<TypedOpening, 'from' | 'until'>;

/** Times as the form first asks for them. */
export function emptyOpening(known: Dates & Pick<TypedOpening, 'site'>): TypedOpening {
  return { openingId: randomIds.id(20), to: '', service: '', staff: '', perWeek: '2', ...known };
}

/** A group as the form first asks for it. */
export function emptyGroupOpening(known: Dates): TypedGroupOpening {
  return { openingId: randomIds.id(20), to: '', group: '', places: '2', ...known };
}

/** Takes a form of the page: times or a group opened, an offer answered, or an opening ended by either side. */
export async function changeRegional(api: Api, form: FormData): Promise<RegionalChange> {
  const act = textOf(form, 'do');
  const parameters = { openingId: textOf(form, 'openingId') };
  if (act === 'WITHDRAW') return endOf(await api.call('withdrawOpening', { parameters, body: {} }), act);
  if (act === 'ACCEPT' || act === 'DECLINE' || act === 'END') {
    return endOf(await api.call('answerOpening', { parameters, body: { act } }), act);
  }
  return act === 'GROUP' ? openGroup(api, form) : openTimes(api, form);
}

async function openTimes(api: Api, form: FormData): Promise<RegionalChange> {
  const typed = typedIn(form, emptyOpening({ site: '', from: '', until: '' }));
  const of = 'TIMES';
  const { staff, perWeek, ...rest } = typed;
  const asked = { ...rest, perWeek: Number(perWeek), ...(staff && { staff }) };
  const body = routes.openToMunicipality.body.safeParse(asked);
  if (!body.success) return { of, typed, faults: faultsIn(fieldsOf(body.error)) };
  const answer = await api.call('openToMunicipality', { body: body.data });
  if (answer.ok) return { done: 'OFFERED' };
  const faults = faultsOfAnswer(answer.error, 'service');
  return faults ? { of, typed, faults } : { refusal: answer.error };
}

async function openGroup(api: Api, form: FormData): Promise<RegionalChange> {
  const typed = typedIn(form, emptyGroupOpening({ from: '', until: '' }));
  const of = 'GROUP';
  const [site, group] = typed.group.split(' ');
  const asked = { ...typed, site, group, places: Number(typed.places) };
  const body = routes.openGroupToMunicipality.body.safeParse(asked);
  if (!body.success) {
    const fields = fieldsOf(body.error).map((field) => (field === 'site' ? 'group' : field));
    return { of, typed, faults: faultsIn([...new Set(fields)]) };
  }
  const answer = await api.call('openGroupToMunicipality', { body: body.data });
  if (answer.ok) return { done: 'OFFERED' };
  const faults = faultsOfAnswer(answer.error, 'group');
  return faults ? { of, typed, faults } : { refusal: answer.error };
}

/** What was typed, field by field. */
function typedIn<T extends Readonly<Record<keyof T, string>>>(form: FormData, empty: T): T {
  return Object.fromEntries(Object.keys(empty).map((name) => [name, textOf(form, name)])) as unknown as T;
}

function fieldsOf({ issues }: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }) {
  return issues.map(({ path }) => String(path[0]));
}

/** The faults that an answer tells; `undefined` when it is about no field. `chosen` is what is not found any more. */
function faultsOfAnswer(problem: ApiProblem, chosen: string): FieldFault[] | undefined {
  const { type, conflicts } = problem;
  if (type === 'invalid-request') return faultsIn(wrongFields(problem));
  if (type === 'not-found') return faultsIn([chosen]);
  if (type !== 'state-conflict') return undefined;
  const many = conflicts?.some(({ reason }) => reason === 'TOO_MANY');
  return [{ field: 'to', text: many ? 'regional.error.many' : 'regional.error.closed' }];
}

function faultsIn(wrong: readonly string[]): FieldFault[] {
  const faults = faultsOf(wrong, faultTexts);
  return faults.length > 0 ? faults : [{ field: 'to', text: 'work.checkFields' }];
}

function endOf(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: string,
): RegionalChange {
  if (answer.ok) return { done };
  const { type, conflicts } = answer.error;
  if (conflicts?.some(({ reason }) => reason === 'TOO_MANY')) return { done: 'TOO_MANY' };
  return type === 'state-conflict' || type === 'not-found' ? { done: 'changed' } : { refusal: answer.error };
}
