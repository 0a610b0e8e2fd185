import { trialBeginning, type TrialStep } from '@ohjaamo/shared/adoptions/trials.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import { faultsByCode, type FieldFault, faultsOf, orWhole, textOf, textsOf } from '../work/form.ts';

/** How a form about a trial ended. */
export interface TrialChange {
  readonly done?: string;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** The fields of a beginning, in their order, with what is said of each. */
const beginningTexts = {
  title: 'adoptions.trial.error.text',
  need: 'adoptions.trial.error.text',
  change: 'adoptions.trial.error.text',
  metric: 'adoptions.trial.error.metric',
  from: 'adoptions.trial.error.from',
  to: 'adoptions.trial.error.to',
} as const satisfies Record<string, MessageKey>;
const decisionTexts = {
  text: 'adoptions.trial.error.text',
  to: 'adoptions.trial.error.to',
  decision: 'adoptions.trial.error.text',
  lesson: 'adoptions.trial.error.text',
} as const satisfies Record<string, MessageKey>;

/** What each field is called on the page; what is about no field has no name. */
const names: Readonly<Record<string, MessageKey | undefined>> = {
  title: 'adoptions.trial.title',
  need: 'adoptions.trial.need',
  change: 'adoptions.trial.change',
  metric: 'adoptions.trial.metric',
  from: 'adoptions.trial.from',
  to: 'adoptions.trial.to',
  text: 'adoptions.trial.note',
  decision: 'adoptions.trial.decision',
  lesson: 'adoptions.trial.lesson',
};

/** What is wrong with which field, for a list that stands away from the fields. */
export function namedFaults(faults: readonly FieldFault[], t: Translate): { field: string; text: string }[] {
  return faults.map(({ field, text }) => {
    const name = names[field];
    return { field, text: name ? `${t(name)}: ${t(text)}` : t(text) };
  });
}

/** The language in which words for the network are asked: a text has Finnish or Swedish (423/2003 §10). */
export function writtenIn(language: Language): 'fi' | 'sv' {
  return language === 'sv' ? 'sv' : 'fi';
}

/** Begins the trial that the form describes. */
export async function begin(api: Api, form: FormData, language: Language): Promise<TrialChange> {
  const words = (name: string) => ({ [writtenIn(language)]: textOf(form, name) });
  const [kind, name] = textOf(form, 'copy').split('/');
  const typed = trialBeginning.safeParse({
    ...{ title: words('title'), need: words('need'), change: words('change') },
    ...{ needs: textsOf(form, 'needs'), metric: textOf(form, 'metric') },
    ...{ from: textOf(form, 'from'), to: textOf(form, 'to') },
    ...(kind && name && { copy: { kind, name } }),
  });
  if (!typed.success) {
    const wrong = typed.error.issues.map(({ path, message }) => ({ field: String(path[0]), code: message }));
    return { faults: orWhole(faultsByCode(wrong, beginningTexts)) };
  }
  const body = { id: textOf(form, 'id'), trial: typed.data };
  const answer = await api.call('beginTrial', { body });
  if (answer.ok) return { done: answer.value.id, faults: [] };
  if (answer.error.type !== 'invalid-request') return { faults: [], refusal: answer.error };
  const wrong = (answer.error.errors ?? []).map(({ pointer }) => pointer.split('/').at(-1) ?? '');
  return { faults: orWhole(faultsOf(wrong, beginningTexts)) };
}

/** Notes what was seen, takes the trial on, or does something with the lesson that it ended as. */
export async function change(
  api: Api,
  trial: string,
  form: FormData,
  language: Language,
): Promise<TrialChange> {
  const parameters = { trial };
  const act = textOf(form, 'do');
  if (act === 'note') {
    const body = routes.noteTrial.body.safeParse({ id: textOf(form, 'id'), text: textOf(form, 'text') });
    if (!body.success) {
      const wrong = body.error.issues.map(({ message }) => ({ field: 'text', code: message }));
      return { faults: faultsByCode(wrong, decisionTexts) };
    }
    return ended(await api.call('noteTrial', { parameters, body: body.data }), 'noted');
  }
  const words = (name: string) => ({ [writtenIn(language)]: textOf(form, name) });
  if (act === 'HAND_IN' || act === 'WITHDRAW') {
    const told = act === 'HAND_IN' && { decision: words('decision'), lesson: words('lesson') };
    return changeLesson(api, trial, { turn: Number(textOf(form, 'turn')), step: { act, ...told } });
  }
  const needed: Partial<Record<TrialStep['event'], object>> = {
    GO_ON: { to: textOf(form, 'to') },
    MAKE_TEMPLATE: { decision: words('decision') },
    TELL_LESSON: { decision: words('decision'), lesson: words('lesson') },
  };
  const step = { event: act, ...needed[act as TrialStep['event']] };
  const body = routes.stepTrial.body.safeParse({ step });
  if (!body.success) {
    const wrong = body.error.issues.map(({ path, message }) => ({ field: String(path[1]), code: message }));
    return { faults: orWhole(faultsByCode(wrong, decisionTexts), 'trial') };
  }
  return ended(await api.call('stepTrial', { parameters, body: body.data }), 'stepped');
}

/** Withdraws the lesson that a trial ended as, or hands it in again. */
async function changeLesson(api: Api, trial: string, asked: object): Promise<TrialChange> {
  const body = routes.stepLesson.body.safeParse(asked);
  if (!body.success) {
    const wrong = body.error.issues.map(({ path, message }) => ({ field: String(path[1]), code: message }));
    return { faults: orWhole(faultsByCode(wrong, decisionTexts), 'trial') };
  }
  const answer = await api.call('stepLesson', { parameters: { trial }, body: body.data });
  return ended(answer, body.data.step.act === 'HAND_IN' ? 'told' : 'withdrawn');
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: string,
): TrialChange {
  if (answer.ok) return { done, faults: [] };
  const { type, errors = [] } = answer.error;
  if (type === 'state-conflict' || type === 'stale-version')
    return { faults: [{ field: 'trial', text: 'adoptions.error.state' }] };
  if (type !== 'invalid-request') return { faults: [], refusal: answer.error };
  const wrong = errors.map(({ pointer }) => pointer.split('/').at(-1) ?? '');
  return { faults: orWhole(faultsOf(wrong, decisionTexts), 'trial') };
}
