import { markOf, valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { type Json, type JsonObject, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { type KeyedLists, stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from '../work/form.ts';
import { type FormField, typedValue } from './fields.ts';

/** How a form of the copy's page ended. */
export interface CopyChange {
  readonly done?: 'saved' | 'offered' | 'abandoned';
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

const byCode: Readonly<Record<string, MessageKey>> = {
  locked: 'adoptions.error.locked',
  changed: 'adoptions.error.stale',
  national_language_missing: 'adoptions.error.language',
  too_big: 'adoptions.error.tooLong',
};

/** Does what the copy's page asks for: saves fields, removes an element, goes over to a version, takes that back, offers. */
export async function changeCopy(
  api: Api,
  copy: Copy,
  form: FormData,
  shown: { readonly fields: readonly FormField[]; readonly content: JsonObject; readonly lists: KeyedLists },
): Promise<CopyChange> {
  const parameters = routes.readAdoption.parameters.parse(copy);
  const act = textOf(form, 'do');
  if (act === 'merge') {
    const body = { address: textOf(form, 'address') };
    return ended(await api.call('beginMerge', { parameters, body }), { isMerging: true });
  }
  if (act === 'undo')
    return ended(await api.call('undoMerge', { parameters, body: {} }), { isMerging: true });
  if (act === 'offer') {
    const body = routes.offerChanges.body.safeParse({ version: textOf(form, 'version') });
    if (!body.success) return { faults: [{ field: 'version', text: 'adoptions.error.field' }] };
    return ended(
      await api.call('offerChanges', { parameters, body: body.data }),
      { done: 'offered' },
      offering,
    );
  }
  const changes = act === 'remove' ? await removal(form, shown) : await typed(form, shown.fields);
  if (changes.length === 0) return { done: 'saved', faults: [] };
  return ended(await api.call('changeAdoption', { parameters, body: { changes } }), { done: 'saved' });
}

const offering: Partial<Record<ApiProblem['type'], MessageKey>> = {
  'state-conflict': 'adoptions.error.nothingToOffer',
  'id-already-used': 'adoptions.error.number',
};

interface Change {
  place: string;
  seen: string;
  value: Json;
}

async function removal(
  form: FormData,
  { content, lists }: { readonly content: JsonObject; readonly lists: KeyedLists },
): Promise<Change[]> {
  const place = textOf(form, 'place');
  const there = valueAt(content, lists, stepsOf(place));
  return there === undefined
    ? []
    : [{ place, seen: textOf(form, 'seen') || (await markOf(there)), value: null }];
}

/** The fields in which something else was typed than the form had shown. */
async function typed(form: FormData, fields: readonly FormField[]): Promise<Change[]> {
  const changes = await Promise.all(
    fields.map(async (field): Promise<Change[]> => {
      const value = form.get(field.place);
      const seen = form.get(`seen:${field.place}`);
      if (typeof value !== 'string' || typeof seen !== 'string' || field.hold === 'LOCKED') return [];
      const meant = typedValue(field, value);
      const isSame =
        (await markOf(meant ?? undefined)) === seen ||
        (field.value !== undefined && sameJson(meant, field.value));
      return isSame ? [] : [{ place: field.place, seen, value: meant }];
    }),
  );
  return changes.flat();
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: Pick<CopyChange, 'done' | 'isMerging'>,
  texts: Partial<Record<ApiProblem['type'], MessageKey>> = {},
): CopyChange {
  if (answer.ok) return { ...done, faults: [] };
  const { type, errors = [] } = answer.error;
  const text = texts[type];
  if (text) return { faults: [{ field: 'version', text }] };
  if (type === 'state-conflict') return { faults: [{ field: 'copy', text: 'adoptions.error.state' }] };
  if (type !== 'invalid-request' && type !== 'stale-version') return { faults: [], refusal: answer.error };
  return {
    faults: errors.map(({ pointer, code }) => ({
      field: pointer,
      text: byCode[code] ?? 'adoptions.error.field',
    })),
  };
}
