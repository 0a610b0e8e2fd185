import { markOf, NOTHING, valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { type Json, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { type Path, pathText, stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from '../work/form.ts';
import { addition, type Change, moving, removal } from './elements.ts';
import { type FormField, type ShownCopy, typedValue } from './fields.ts';

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
}

/** The copy as the form's page shows it, and the fields of the form. */
interface Shown extends ShownCopy {
  readonly fields: readonly FormField[];
}

const byCode: Readonly<Record<string, MessageKey>> = {
  locked: 'adoptions.error.locked',
  changed: 'adoptions.error.stale',
  national_language_missing: 'adoptions.error.language',
  too_big: 'adoptions.error.tooLong',
};

/** Does what the copy's page asks for: saves fields, adds, moves and removes elements, goes over to a version, takes that back, offers, ends the adoption or takes it up again. */
export async function changeCopy(api: Api, copy: Copy, form: FormData, shown: Shown): Promise<CopyChange> {
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
  const changes = await changesOf(act, form, shown);
  if (changes.length === 0) return { done: 'saved', faults: [] };
  return ended(await api.call('changeAdoption', { parameters, body: { changes } }), { done: 'saved' });
}

function changesOf(act: string, form: FormData, shown: Shown): Change[] | Promise<Change[]> {
  if (act === 'add') return addition(form, shown, shown.fields);
  if (act === 'remove') return removal(form, shown);
  if (act === 'move') return moving(form, shown);
  return typed(form, shown, shown.fields);
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
  const { type, errors = [] } = answer.error;
  const text = texts[type];
  if (text) return { faults: [{ field: type === 'stale-version' ? 'copy' : 'version', text }] };
  if (type === 'state-conflict') return { faults: [{ field: 'copy', text: 'adoptions.error.state' }] };
  if (type !== 'invalid-request' && type !== 'stale-version') return { faults: [], refusal: answer.error };
  return {
    faults: errors.map(({ pointer, code }) => ({
      field: pointer,
      text: byCode[code] ?? 'adoptions.error.field',
    })),
  };
}
