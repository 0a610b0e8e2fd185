import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf, wrongFields } from './form.ts';

/** Every field of the form is a text on the screen. */
export interface LendValues {
  readonly ruleId: string;
  readonly site: string;
  readonly service: string;
  readonly from: string;
  readonly start: string;
  readonly end: string;
  readonly recurrence: string;
  readonly to: string;
}

/** How a request of the page ended. */
export interface LendChange {
  readonly done?: 'lent' | 'withdrawn';
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

const texts: Readonly<Partial<Record<keyof LendValues, MessageKey>>> = {
  service: 'calendars.lend.errorService',
  from: 'calendars.lend.errorFrom',
  start: 'calendars.lend.errorStart',
  end: 'calendars.lend.errorEnd',
  to: 'calendars.lend.errorTo',
};

/** What a time contradicts, told at the field that mends it. */
const conflicts: Readonly<Record<string, FieldFault | undefined>> = {
  OUTSIDE_OPENING_HOURS: { field: 'start', text: 'calendars.lend.outside' },
  OVERLAP: { field: 'start', text: 'calendars.lend.overlap' },
  ENDS_BEFORE_START: { field: 'end', text: 'calendars.lend.backwards' },
  TOO_SHORT: { field: 'end', text: 'calendars.lend.tooShort' },
  IN_THE_PAST: { field: 'from', text: 'calendars.lend.past' },
};

/** A new form: on the first day that can be meant, with an id of its own. */
export function emptyLending(site: string, service: string, today: string): LendValues {
  return {
    ruleId: randomIds.id(10),
    site,
    service,
    from: today,
    start: '12:00',
    end: '14:00',
    recurrence: 'EVERY_WEEK',
    to: '',
  };
}

/** Reads what was sent, so that nothing typed is lost when it has to be shown again. */
export function lendValues(form: FormData): LendValues {
  return {
    ruleId: textOf(form, 'ruleId'),
    site: textOf(form, 'site'),
    service: textOf(form, 'service'),
    from: textOf(form, 'from'),
    start: textOf(form, 'start'),
    end: textOf(form, 'end'),
    recurrence: textOf(form, 'recurrence'),
    to: textOf(form, 'to'),
  };
}

/** Publishes the time of the form. */
export async function publish(api: Api, values: LendValues): Promise<LendChange> {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const body = routes.lendTime.body.safeParse(given);
  if (!body.success) {
    const faults = faultsOf(
      body.error.issues.map(({ path }) => String(path[0])),
      texts,
    );
    return { faults: faults.length > 0 ? faults : [{ field: 'save', text: 'work.checkFields' }] };
  }
  const answer = await api.call('lendTime', { body: body.data });
  if (answer.ok) return { done: 'lent', faults: [] };
  const { type, conflicts: found = [] } = answer.error;
  const faults =
    type === 'plan-conflict'
      ? found.flatMap(({ reason }) => conflicts[reason] ?? [])
      : faultsOf(wrongFields(answer.error), texts);
  if (faults.length > 0) return { faults };
  if (type === 'id-already-used' || type === 'state-conflict') {
    return { faults: [{ field: 'save', text: 'calendars.lend.again' }] };
  }
  return { faults, refusal: answer.error };
}

/** Takes a published time back, or the one date of it that the form names. */
export async function withdraw(api: Api, form: FormData): Promise<LendChange> {
  const date = textOf(form, 'date');
  const parameters = routes.withdrawLentTime.parameters.safeParse({ ruleId: textOf(form, 'ruleId') });
  const body = routes.withdrawLentTime.body.safeParse({
    site: textOf(form, 'site'),
    ...(date && { only: { date, afterId: textOf(form, 'afterId') } }),
  });
  if (!parameters.success || !body.success) return { faults: [] };
  const answer = await api.call('withdrawLentTime', { parameters: parameters.data, body: body.data });
  return answer.ok ? { done: 'withdrawn', faults: [] } : { faults: [], refusal: answer.error };
}
