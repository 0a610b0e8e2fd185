import { routes } from '@ohjaamo/shared/routes.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf, textsOf } from '../work/form.ts';

/** What a form of the duty pages led to; the name stands in the address that the browser is sent on to. */
export const dutyOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  filled: { kind: 'good', text: 'duty.done.filled' },
  published: { kind: 'good', text: 'duty.done.published' },
  discarded: { kind: 'good', text: 'duty.done.discarded' },
  assigned: { kind: 'good', text: 'duty.done.assigned' },
  undone: { kind: 'good', text: 'duty.done.undone' },
  proposed: { kind: 'good', text: 'duty.done.proposed' },
  answered: { kind: 'good', text: 'duty.done.answered' },
  saved: { kind: 'good', text: 'duty.done.saved' },
  removed: { kind: 'good', text: 'duty.done.removed' },
  stale: { kind: 'caution', text: 'duty.done.stale' },
  conflict: { kind: 'caution', text: 'duty.done.conflict' },
  over: { kind: 'caution', text: 'duty.done.over' },
  wrong: { kind: 'caution', text: 'duty.done.wrong' },
};

/** How a form ended: the outcome's name, or a refusal of the whole page. */
export type DutyChange = { readonly done: string } | { readonly refusal: ApiProblem };

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem };

const expected: Partial<Record<ApiProblem['type'], string>> = {
  'stale-version': 'stale',
  'plan-conflict': 'conflict',
  'state-conflict': 'over',
  'id-already-used': 'over',
  'invalid-request': 'wrong',
};

/** The outcome of an answer: `done`, an expected refusal by its name, or a refusal of the whole page. */
export function ended(answer: Answer, done: string): DutyChange {
  if (answer.ok) return { done };
  const outcome = expected[answer.error.type];
  return outcome === undefined ? { refusal: answer.error } : { done: outcome };
}

/** What the form does not let through its schema is wrong. */
export const wrongForm: DutyChange = { done: 'wrong' };

/** Does what a button of the rota asks for. */
export async function changeRota(api: Api, siteId: SiteId, form: FormData): Promise<DutyChange> {
  const parameters = { siteId };
  const seen = { week: textOf(form, 'week'), version: Number(textOf(form, 'version') || Number.NaN) };
  switch (textOf(form, 'do')) {
    case 'fill': {
      const body = routes.fillRota.body.safeParse({ week: seen.week });
      return body.success
        ? ended(await api.call('fillRota', { parameters, body: body.data }), 'filled')
        : wrongForm;
    }
    case 'publish':
      return publishAll(api, siteId, textsOf(form, 'draft'));
    case 'discard': {
      const body = routes.discardRota.body.safeParse(seen);
      return body.success
        ? ended(await api.call('discardRota', { parameters, body: body.data }), 'discarded')
        : wrongForm;
    }
    case 'undo': {
      const body = routes.undoDuty.body.safeParse(seen);
      return body.success
        ? ended(await api.call('undoDuty', { parameters, body: body.data }), 'undone')
        : wrongForm;
    }
    case 'assign': {
      const staffId = textOf(form, 'staff');
      const place = textOf(form, 'place');
      const body = routes.assignDuty.body.safeParse({ ...seen, place, ...(staffId && { staffId }) });
      return body.success
        ? ended(await api.call('assignDuty', { parameters, body: body.data }), 'assigned')
        : wrongForm;
    }
    case 'swap':
      return proposeSwap(api, siteId, form);
    default:
      return answerSwap(api, siteId, form);
  }
}

/** Publishes week by week, `2027-W05:3` each; the first that is refused says why, the earlier ones stay published. */
async function publishAll(api: Api, siteId: SiteId, drafts: readonly string[]): Promise<DutyChange> {
  for (const draft of drafts) {
    const [week, version] = draft.split(':');
    const body = routes.publishRota.body.safeParse({ week, version: Number(version) });
    if (!body.success) return wrongForm;
    const answer = await api.call('publishRota', { parameters: { siteId }, body: body.data });
    if (!answer.ok) return ended(answer, '');
  }
  return { done: 'published' };
}

/** `colleague|place` or `colleague|` for a place that is given away. */
async function proposeSwap(api: Api, siteId: SiteId, form: FormData): Promise<DutyChange> {
  const [to, take] = textOf(form, 'with').split('|');
  const body = routes.proposeSwap.body.safeParse({
    swapId: textOf(form, 'swap'),
    to,
    give: textOf(form, 'place'),
    ...(take && { take }),
  });
  if (!body.success) return wrongForm;
  return ended(await api.call('proposeSwap', { parameters: { siteId }, body: body.data }), 'proposed');
}

async function answerSwap(api: Api, siteId: SiteId, form: FormData): Promise<DutyChange> {
  const parameters = routes.answerSwap.parameters.safeParse({ siteId, swapId: textOf(form, 'swap') });
  const body = routes.answerSwap.body.safeParse({ answer: textOf(form, 'do') });
  if (!parameters.success || !body.success) return wrongForm;
  return ended(await api.call('answerSwap', { parameters: parameters.data, body: body.data }), 'answered');
}
