import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { isOvertaken } from '../settings/settingForm.ts';
import { faultsOf, type FieldFault, textOf } from './form.ts';

/** How a form of the retention page ended: done, to be mended with what was typed, or a refusal of the whole page. */
export interface RetentionChange {
  readonly done?: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
  /** Set when the terms were changed since the form was opened: what was typed is kept, to be sent over what stands now. */
  readonly stale?: true;
}

export const retentionOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  held: { kind: 'good', text: 'retention.saved.held' },
  released: { kind: 'good', text: 'retention.saved.released' },
  erased: { kind: 'good', text: 'retention.saved.erased' },
  rules: { kind: 'good', text: 'retention.saved.rules' },
  withdrawn: { kind: 'good', text: 'settings.withdrawn' },
  begun: { kind: 'caution', text: 'settings.begun' },
  changed: { kind: 'caution', text: 'retention.rules.changed' },
};

/** What an administrator can decide about one client. */
export const retentionActs = ['HOLD', 'RELEASE', 'ERASE'] as const;

/** Does what a form of the retention page asks for. */
export async function changeRetention(api: Api, form: FormData): Promise<RetentionChange> {
  const typed = Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]));
  if (typed['do'] === 'withdraw') return withdraw(api, typed);
  return typed['do'] === 'rules' ? changeRules(api, typed) : decide(api, typed);
}

async function changeRules(api: Api, typed: RetentionChange['typed']): Promise<RetentionChange> {
  const number = (name: string) => Number(typed[name] === '' ? Number.NaN : typed[name]);
  const names = ['INACTIVE_EPISODE', 'CLOSED_CLIENT', 'BOOKED_TIME', 'LOG_OF_USE'] as const;
  const body = routes.changeRetention.body.safeParse({
    ...{ id: typed['id'], version: number('version'), from: typed['from'] },
    rules: {
      upperAge: number('upperAge'),
      months: Object.fromEntries(names.map((name) => [name, number(name)])),
    },
  });
  if (!body.success) {
    const wrong = body.error.issues.map(({ path }) => String(path.at(-1)));
    const texts = Object.fromEntries(
      ['upperAge', ...names].map((name) => [name, 'retention.rules.wrong' as const]),
    );
    return { typed, faults: faultsOf(wrong, { ...texts, from: 'settings.error.from' }) };
  }
  const answer = await api.call('changeRetention', { body: body.data });
  if (answer.ok) return { done: 'rules', typed, faults: [] };
  if (answer.error.conflicts?.some(({ reason }) => reason === 'IN_THE_PAST')) {
    return { typed, faults: [{ field: 'from', text: 'settings.error.past' }] };
  }
  if (isOvertaken(answer)) {
    return { typed, faults: [{ field: 'from', text: 'settings.overtaken' }], stale: true };
  }
  return { typed, faults: [], refusal: answer.error };
}

async function withdraw(api: Api, typed: RetentionChange['typed']): Promise<RetentionChange> {
  const parameters = { decision: typed['decision'] ?? '' };
  const answer = await api.call('withdrawRetention', {
    parameters,
    body: { version: Number(typed['version']) },
  });
  if (answer.ok) return { done: 'withdrawn', typed, faults: [] };
  if (answer.error.type === 'stale-version') return { done: 'changed', typed, faults: [] };
  if (answer.error.type === 'state-conflict') return { done: 'begun', typed, faults: [] };
  return { typed, faults: [], refusal: answer.error };
}

async function decide(api: Api, typed: RetentionChange['typed']): Promise<RetentionChange> {
  const { client: clientId, act, reason, ground } = typed;
  const parameters = routes.holdClient.parameters.safeParse({ clientId });
  if (!parameters.success) {
    return { typed, faults: [{ field: 'client', text: 'retention.decide.clientMissing' }] };
  }
  const at = { parameters: parameters.data };
  if (act === 'ERASE') {
    const body = routes.eraseClient.body.safeParse({ ground });
    if (!body.success)
      return { typed, faults: [{ field: 'ground', text: 'retention.decide.groundMissing' }] };
    const answer = await api.call('eraseClient', { ...at, body: body.data });
    return answer.ok ? { done: 'erased', typed, faults: [] } : refused(typed, answer.error);
  }
  if (act !== 'HOLD' && act !== 'RELEASE') {
    return { typed, faults: [{ field: 'act', text: 'retention.decide.actMissing' }] };
  }
  const body = routes.holdClient.body.safeParse({ held: act === 'HOLD', reason });
  if (!body.success) return { typed, faults: [{ field: 'reason', text: 'retention.decide.reasonMissing' }] };
  const answer = await api.call('holdClient', { ...at, body: body.data });
  if (!answer.ok) return refused(typed, answer.error);
  return { done: act === 'HOLD' ? 'held' : 'released', typed, faults: [] };
}

function refused(typed: RetentionChange['typed'], error: ApiProblem): RetentionChange {
  if (error.type === 'not-found') {
    return { typed, faults: [{ field: 'client', text: 'retention.decide.notFound' }] };
  }
  return error.type === 'state-conflict'
    ? { typed, faults: [{ field: 'act', text: 'retention.decide.conflict' }] }
    : { typed, faults: [], refusal: error };
}
