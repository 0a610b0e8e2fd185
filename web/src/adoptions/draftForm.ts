import { nameFrom } from '@ohjaamo/shared/kernel/names.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { TemplateKind } from '@ohjaamo/shared/templates/version.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsByCode, faultsOf, orWhole, textOf, wrongBySchema } from '../work/form.ts';
import { changesAsked, faultsInForm, lacksChoice } from './copyForm.ts';
import type { Editing } from './editing.ts';
import { writtenIn } from './trialForm.ts';

/** A draft, as addresses name it. */
export interface DraftName {
  readonly kind: TemplateKind;
  readonly name: string;
}

/** How a form by which a draft begins ended. */
interface Beginning {
  readonly begun?: DraftName;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

const beginningTexts = {
  kind: 'adoptions.draft.error.kind',
  title: 'adoptions.draft.error.title',
  name: 'adoptions.draft.error.name',
} as const satisfies Record<string, MessageKey>;

/** Begins a draft; a name that was not typed is made of the title. */
export async function beginDraft(api: Api, form: FormData, language: Language): Promise<Beginning> {
  const title = textOf(form, 'title');
  const body = routes.beginDraft.body.safeParse({
    kind: textOf(form, 'kind'),
    name: textOf(form, 'name') || nameFrom(title),
    title: { [writtenIn(language)]: title },
  });
  if (!body.success) {
    const wrong = wrongBySchema(body.error.issues);
    // Of a title that is missing no name can be made: it is not asked for besides.
    const isTitle = wrong.some(({ field }) => field === 'title') && textOf(form, 'name') === '';
    const told = wrong.filter(({ field }) => !isTitle || field !== 'name');
    return { faults: orWhole(faultsByCode(told, beginningTexts), 'begin') };
  }
  const answer = await api.call('beginDraft', { body: body.data });
  if (answer.ok) return { begun: body.data, faults: [] };
  const { type, errors = [] } = answer.error;
  if (type === 'id-already-used') return { faults: [{ field: 'name', text: 'adoptions.draft.error.taken' }] };
  if (type === 'cap-reached') return { faults: [{ field: 'begin', text: 'adoptions.draft.error.many' }] };
  if (type !== 'invalid-request') return { faults: [], refusal: answer.error };
  const wrong = errors.map(({ pointer }) => pointer.split('/').at(2) ?? '');
  return { faults: orWhole(faultsOf(wrong, beginningTexts), 'begin') };
}

/** How a form of a draft's page ended. */
export interface DraftChange {
  readonly done?: 'saved' | 'thrown' | 'takenUp' | 'adopted';
  /** By place, or by the name of a field that is none. */
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** Does what a draft's page asks for: saves fields, adds, moves and removes elements, takes it as own practice, throws it away, takes it up. */
export async function changeDraft(
  api: Api,
  parameters: DraftName,
  form: FormData,
  editing: Editing,
): Promise<DraftChange> {
  const act = textOf(form, 'do');
  const asked = { parameters, body: { changedAt: textOf(form, 'seen') } };
  if (act === 'adopt') return ended(await api.call('adoptDraft', asked), 'adopted');
  if (act === 'throw') return ended(await api.call('throwDraftAway', asked), 'thrown');
  if (act === 'takeUp') return ended(await api.call('takeDraftUp', asked), 'takenUp');
  if (lacksChoice(form)) return { faults: [{ field: 'told', text: 'adoptions.error.choose' }] };
  const changes = await changesAsked(form, editing);
  if (changes.length === 0) return { done: 'saved', faults: [] };
  return ended(await api.call('changeDraft', { parameters, body: { of: editing.of, changes } }), 'saved');
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: NonNullable<DraftChange['done']>,
): DraftChange {
  if (answer.ok) return { done, faults: [] };
  const { type } = answer.error;
  if (done === 'saved' && (type === 'invalid-request' || type === 'stale-version')) {
    return { faults: faultsInForm(answer.error) };
  }
  const whole: Partial<Record<ApiProblem['type'], MessageKey>> = {
    'stale-version': 'adoptions.draft.error.stale',
    'state-conflict': 'adoptions.error.state',
    'invalid-request': 'adoptions.draft.error.lacks',
    'id-already-used': 'adoptions.draft.error.taken',
    'cap-reached': 'adoptions.draft.error.manyCopies',
  };
  const text = whole[type];
  return text ? { faults: [{ field: 'draft', text }] } : { faults: [], refusal: answer.error };
}
