import { markOf, NOTHING, valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { type Json, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { type Path, pathText, stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from '../work/form.ts';
import { addition, type Change, moving, removal } from './elements.ts';
import type { Editing } from './editing.ts';
import { type FormField, type ShownCopy, typedValue } from './fields.ts';
import { isChosen } from './told.ts';

/** How a form of the copy's page ended. */
export interface CopyChange {
  readonly done?: 'saved' | 'offered' | 'abandoned' | 'ended' | 'left' | 'resumed';
  /** A merge has begun: it has a page of its own. */
  readonly isMerging?: boolean;
  /** By place, or by the name of a field that is none. */
  readonly faults: readonly { readonly field: string; readonly text: MessageKey }[];
  readonly refusal?: ApiProblem;
}

/** The copy that a form is about. */
interface Copy {
  readonly kind: string;
  readonly name: string;
  /** What was left at adoption, by place. */
  readonly left: readonly { readonly place: string; readonly element: Json }[];
}

const byCode: Readonly<Record<string, MessageKey>> = {
  locked: 'adoptions.error.locked',
  changed: 'adoptions.error.stale',
  national_language_missing: 'adoptions.error.language',
  too_big: 'adoptions.error.tooLong',
  missing: 'adoptions.error.missing',
  locked_and_free: 'adoptions.error.lockedAndFree',
};

/** Does what the copy's page asks for: saves fields, adds, moves and removes elements, goes over to a version, takes that back, offers, ends the adoption or takes it up again. */
export async function changeCopy(
  api: Api,
  { left, ...copy }: Copy,
  form: FormData,
  editing: Editing,
): Promise<CopyChange> {
  const parameters = routes.readAdoption.parameters.parse(copy);
  const act = textOf(form, 'do');
  if (act === 'merge') {
    const body = { address: textOf(form, 'address') };
    return ended(await api.call('beginMerge', { parameters, body }), { isMerging: true });
  }
  if (act === 'undo')
    return ended(await api.call('undoMerge', { parameters, body: {} }), { isMerging: true });
  if (act === 'end')
    return ended(await api.call('takeOutOfUse', { parameters, body: {} }), { done: 'ended' });
  if (act === 'leave' || act === 'resume') {
    const asked = { parameters, body: { uses: Number(textOf(form, 'uses')) } };
    return act === 'leave'
      ? ended(await api.call('endAdoption', asked), { done: 'left' }, standing)
      : ended(await api.call('resumeAdoption', asked), { done: 'resumed' }, standing);
  }
  if (act === 'offer') {
    const body = routes.offerChanges.body.safeParse({ version: textOf(form, 'version') });
    if (!body.success) return { faults: [{ field: 'version', text: 'adoptions.error.field' }] };
    return ended(
      await api.call('offerChanges', { parameters, body: body.data }),
      { done: 'offered' },
      offering,
    );
  }
  if (act === 'take') {
    const taken = left.find(({ place }) => place === textOf(form, 'place'));
    // Whoever pressed twice, or after somebody else, finds it there.
    if (!taken) return { done: 'saved', faults: [] };
    const changes = [{ place: taken.place, seen: NOTHING, value: taken.element }];
    return ended(await api.call('changeAdoption', { parameters, body: { changes } }), { done: 'saved' });
  }
  if (lacksChoice(form)) return { faults: [{ field: 'told', text: 'adoptions.error.choose' }] };
  const changes = await changesAsked(form, editing);
  if (changes.length === 0) return { done: 'saved', faults: [] };
  const body = { changes, ...(editing.of === 'ABOUT' && { of: editing.of }) };
  return ended(await api.call('changeAdoption', { parameters, body }), { done: 'saved' });
}

/** The changes that a form asks for: of its fields, or of an element that is added, removed or moved. */
export function changesAsked(
  form: FormData,
  { shown, fields }: Pick<Editing, 'shown' | 'fields'>,
): Change[] | Promise<Change[]> {
  const act = textOf(form, 'do');
  if (act === 'add') return addition(form, shown, fields);
  if (act === 'remove') return removal(form, shown);
  if (act === 'move') return moving(form, shown);
  return typed(form, shown, fields);
}

/** Whether nothing was chosen for an element that is told by what is chosen. */
export function lacksChoice(form: FormData): boolean {
  const list = stepsOf(textOf(form, 'place')).slice(0, -1);
  return textOf(form, 'do') === 'add' && isChosen(list) && textOf(form, 'told') === '';
}

const standing: Partial<Record<ApiProblem['type'], MessageKey>> = {
  'stale-version': 'adoptions.error.state',
};
const offering: Partial<Record<ApiProblem['type'], MessageKey>> = {
  'state-conflict': 'adoptions.error.nothingToOffer',
  'id-already-used': 'adoptions.error.number',
};

/** The fields in which something else was typed than the form had shown. */
async function typed(
  form: FormData,
  { kind, content }: ShownCopy,
  fields: readonly FormField[],
): Promise<Change[]> {
  const asked = fields.filter(({ place, hold }) => form.has(`seen:${place}`) && hold !== 'LOCKED');
  const values = new Map(
    asked.map((field) => [field.place, typedValue(field, form.getAll(field.place).map(String))]),
  );
  const changes = await Promise.all(
    asked.map(async ({ place, onlyWith, value }): Promise<Change[]> => {
      const isAsked = !onlyWith || values.get(onlyWith.place) === onlyWith.value;
      const meant = isAsked ? (values.get(place) ?? null) : null;
      const seen = textOf(form, `seen:${place}`);
      const isSame =
        (await markOf(meant ?? undefined)) === seen || (value !== undefined && sameJson(meant, value));
      return isSame ? [] : [{ place, seen, value: meant }];
    }),
  );
  return whole(changes.flat(), (path) => valueAt(content, kind.lists, path) !== undefined);
}

/** A first word of something that was not there at all makes the whole of it. */
function whole(changes: readonly Change[], isThere: (path: Path) => boolean): Change[] {
  const made = new Map<string, Record<string, Json>>();
  const rest = changes.filter(({ place, value }) => {
    const path = stepsOf(place);
    const above = path.slice(0, -1);
    if (above.length === 0 || isThere(above)) return true;
    const at = pathText(above);
    made.set(at, { ...made.get(at), ...(value !== null && { [path.at(-1) ?? '']: value }) });
    return false;
  });
  return [...rest, ...Array.from(made, ([place, value]) => ({ place, seen: NOTHING, value }))];
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: Pick<CopyChange, 'done' | 'isMerging'>,
  texts: Partial<Record<ApiProblem['type'], MessageKey>> = {},
): CopyChange {
  if (answer.ok) return { ...done, faults: [] };
  const { type } = answer.error;
  if (errorAt(answer.error, '/name')) return { faults: [{ field: 'copy', text: 'adoptions.error.name' }] };
  const text = texts[type];
  if (text) return { faults: [{ field: type === 'stale-version' ? 'copy' : 'version', text }] };
  if (type === 'state-conflict') return { faults: [{ field: 'copy', text: 'adoptions.error.state' }] };
  if (type !== 'invalid-request' && type !== 'stale-version') return { faults: [], refusal: answer.error };
  return { faults: faultsInForm(answer.error) };
}

function errorAt({ type, errors = [] }: ApiProblem, at: string): boolean {
  return type === 'id-already-used' && errors.some(({ pointer }) => pointer === at);
}

/** What is wrong with fields that were typed, by their places. */
export function faultsInForm({ errors = [] }: ApiProblem): { field: string; text: MessageKey }[] {
  return errors.map(({ pointer, code }) => ({
    field: pointer,
    text: byCode[code] ?? 'adoptions.error.field',
  }));
}
