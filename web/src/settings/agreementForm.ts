import { workAreas } from '@ohjaamo/shared/kernel/workAreas.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { DecisionView } from '@ohjaamo/shared/settings/contract.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { faultsOf, type FieldFault, textOf, textsOf, wrongFields } from '../work/form.ts';
import { isOvertaken } from './settingForm.ts';

/** The form of one organisation's part, as it was typed. */
export interface TypedPart {
  readonly id: string;
  readonly version: string;
  readonly from: string;
  /** Hours in a week, by area. */
  readonly hours: Readonly<Record<string, string>>;
  readonly tasks: string;
  readonly administrativeManager: string;
  readonly reviews: readonly string[];
}

/** What became of a form of the page: done, to be mended with what was typed, or a refusal of the whole page. */
export type AgreementChange =
  | { readonly done: string }
  | {
      readonly organisation: string;
      readonly typed: TypedPart;
      readonly faults: readonly FieldFault[];
      /** Set when the part was changed since the form was opened: what was typed is kept, to be sent over what stands now. */
      readonly stale?: true;
    }
  | { readonly refusal: ApiProblem };

/** What the page says when a form was taken, by the outcome in its address. */
export const agreementOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  saved: { kind: 'good', text: 'settings.agreement.saved' },
  withdrawn: { kind: 'good', text: 'settings.withdrawn' },
  held: { kind: 'good', text: 'settings.agreement.held' },
  changed: { kind: 'caution', text: 'settings.changed' },
  begun: { kind: 'caution', text: 'settings.begun' },
};

const faultTexts = {
  from: 'settings.error.from',
  hours: 'settings.agreement.error.hours',
  tasks: 'settings.agreement.error.tasks',
  administrativeManager: 'settings.agreement.error.manager',
  reviews: 'settings.agreement.error.reviews',
} as const satisfies Record<string, MessageKey>;

/** What a form begins with: what stands last or is proposed, to hold from `from` on. */
export function beginningPart(
  id: string,
  version: number,
  from: string,
  last: Pick<DecisionView, 'share'> | undefined,
  hourText: (minutes: number) => string,
): TypedPart {
  const promised = last?.share.promised ?? [];
  return {
    id,
    version: String(version),
    from,
    hours: Object.fromEntries(promised.map(({ area, minutesPerWeek }) => [area, hourText(minutesPerWeek)])),
    tasks: last?.share.tasks ?? '',
    administrativeManager: last?.share.administrativeManager ?? '',
    reviews: last?.share.reviews.filter((day) => day >= from) ?? [],
  };
}

/** Takes a form of the page: a change from a date on, a change taken back, or a review that was held. */
export async function changeAgreement(api: Api, form: FormData): Promise<AgreementChange> {
  const organisation = textOf(form, 'organisation');
  const version = Number(textOf(form, 'version'));
  const act = textOf(form, 'do');
  if (act === 'withdraw') {
    const parameters = { organisation, decision: textOf(form, 'decision') };
    return endOf(await api.call('withdrawAgreement', { parameters, body: { version } }), 'withdrawn');
  }
  if (act === 'review') {
    const body = { version, on: textOf(form, 'on') };
    return endOf(await api.call('holdReview', { parameters: { organisation }, body }), 'held');
  }
  return decide(api, organisation, typedPart(form));
}

function typedPart(form: FormData): TypedPart {
  return {
    id: textOf(form, 'id'),
    version: textOf(form, 'version'),
    from: textOf(form, 'from'),
    hours: Object.fromEntries(workAreas.map((area) => [area, textOf(form, `hours-${area}`)])),
    tasks: textOf(form, 'tasks'),
    administrativeManager: textOf(form, 'administrativeManager'),
    reviews: textsOf(form, 'reviews').filter((day) => day !== ''),
  };
}

async function decide(api: Api, organisation: string, typed: TypedPart): Promise<AgreementChange> {
  const { id, version, from, hours, tasks, administrativeManager, reviews } = typed;
  const promised = workAreas
    .map((area) => ({ area, minutesPerWeek: minutesOf(hours[area] ?? '') }))
    .filter(({ minutesPerWeek }) => minutesPerWeek !== 0);
  const share = {
    promised,
    reviews: [...new Set(reviews)].sort(),
    ...(tasks && { tasks }),
    ...(administrativeManager && { administrativeManager }),
  };
  const body = routes.decideAgreement.body.safeParse({ id, version: Number(version), from, share });
  if (!body.success) {
    const wrong = body.error.issues.map(({ path }) => String(path[0] === 'share' ? path[1] : path[0]));
    return { organisation, typed, faults: faultsIn(wrong) };
  }
  const answer = await api.call('decideAgreement', { parameters: { organisation }, body: body.data });
  if (answer.ok) return { done: 'saved' };
  if (answer.error.conflicts?.some(({ reason }) => reason === 'IN_THE_PAST')) {
    return { organisation, typed, faults: [{ field: 'from', text: 'settings.error.past' }] };
  }
  if (answer.error.type === 'invalid-request') {
    return { organisation, typed, faults: faultsIn(wrongFields(answer.error)) };
  }
  if (isOvertaken(answer)) {
    return { organisation, typed, faults: [{ field: 'from', text: 'settings.overtaken' }], stale: true };
  }
  return endOf(answer, 'saved');
}

function faultsIn(wrong: readonly string[]): FieldFault[] {
  const faults = faultsOf(
    wrong.map((field) => (field === 'promised' ? 'hours' : field)),
    faultTexts,
  );
  return faults.length > 0 ? faults : [{ field: 'from', text: 'work.checkFields' }];
}

/** `7,5` → 450; nothing is nought, and what is no number is none. */
function minutesOf(hours: string): number {
  if (hours === '') return 0;
  return /^\d{1,3}(?:[.,]\d{1,2})?$/u.test(hours)
    ? Math.round(Number(hours.replace(',', '.')) * 60)
    : Number.NaN;
}

function endOf(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: string,
): AgreementChange {
  if (answer.ok) return { done };
  const { type } = answer.error;
  if (type === 'stale-version') return { done: 'changed' };
  if (type === 'state-conflict') return { done: 'begun' };
  return { refusal: answer.error };
}
