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

/** What became of a form of the page. */
export type RegionalChange =
  | { readonly done: string }
  | { readonly typed: TypedOpening; readonly faults: readonly FieldFault[] }
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
};

const faultTexts = {
  to: 'regional.error.to',
  site: 'regional.error.site',
  service: 'regional.error.service',
  from: 'regional.error.from',
  until: 'regional.error.until',
  perWeek: 'regional.error.perWeek',
} as const satisfies Record<string, MessageKey>;

const names = ['openingId', 'to', 'site', 'service', 'staff', 'from', 'until', 'perWeek'] as const;

/** Takes a form of the page: times opened, an offer answered, or an opening ended by either side. */
export async function changeRegional(api: Api, form: FormData): Promise<RegionalChange> {
  const act = textOf(form, 'do');
  const parameters = { openingId: textOf(form, 'openingId') };
  if (act === 'WITHDRAW') return endOf(await api.call('withdrawOpening', { parameters, body: {} }), act);
  if (act === 'ACCEPT' || act === 'DECLINE' || act === 'END') {
    return endOf(await api.call('answerOpening', { parameters, body: { act } }), act);
  }
  return open(api, Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as never);
}

async function open(api: Api, typed: TypedOpening): Promise<RegionalChange> {
  const { staff, perWeek, ...rest } = typed;
  const asked = { ...rest, perWeek: Number(perWeek), ...(staff && { staff }) };
  const body = routes.openToMunicipality.body.safeParse(asked);
  if (!body.success) {
    return { typed, faults: faultsIn(body.error.issues.map(({ path }) => String(path[0]))) };
  }
  const answer = await api.call('openToMunicipality', { body: body.data });
  if (answer.ok) return { done: 'OFFERED' };
  const { type, conflicts } = answer.error;
  if (type === 'invalid-request') return { typed, faults: faultsIn(wrongFields(answer.error)) };
  if (type === 'not-found') return { typed, faults: faultsIn(['service']) };
  if (type === 'state-conflict') {
    const many = conflicts?.some(({ reason }) => reason === 'TOO_MANY');
    return { typed, faults: [{ field: 'to', text: many ? 'regional.error.many' : 'regional.error.closed' }] };
  }
  return { refusal: answer.error };
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
  const { type } = answer.error;
  return type === 'state-conflict' || type === 'not-found' ? { done: 'changed' } : { refusal: answer.error };
}
