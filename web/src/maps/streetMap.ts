import { type FilledMap } from '@ohjaamo/shared/maps/answers.ts';
import type { Instrument } from '@ohjaamo/shared/maps/instrument.ts';
import { newMapCode, readMapCode } from '@ohjaamo/shared/maps/mapCode.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { onlySwitchesLanguage } from '../i18n/switchInForm.ts';
import { type FieldFault, textOf } from '../work/form.ts';
import { answersOf, isAnswered, type MapValues, readMapValues } from './mapForm.ts';

/** A map that was opened with its code. */
export interface OpenedMap {
  readonly code: string;
  readonly instrument: Instrument;
  readonly map: FilledMap;
  readonly keptAt: string;
  readonly keptUntil: string;
}

/** What stands on the page of the map. Nothing of it is kept between two of its posts but in the page itself. */
export type StreetMap =
  | {
      readonly show: 'form';
      readonly values: MapValues;
      readonly faults: readonly FieldFault[];
      /** Code of the map that this one is laid over, or empty. */
      readonly earlier: string;
      /** The code that somebody typed to come back. */
      readonly typed: string;
    }
  | {
      readonly show: 'result';
      /** Absent when it was opened with its code. */
      readonly values?: MapValues;
      readonly instrument: Instrument;
      readonly map: FilledMap;
      readonly opened?: OpenedMap;
      readonly earlier?: OpenedMap;
      readonly faults: readonly FieldFault[];
    }
  | { readonly show: 'code'; readonly code: string; readonly keptUntil: string }
  | { readonly show: 'problem'; readonly problem: ApiProblem }
  | { readonly go: '?gone=1' };

export interface Where {
  readonly tenantSlug: string;
  readonly siteSlug: string;
}

interface Asking {
  readonly api: Api;
  readonly parameters: Where;
  readonly instrument: Instrument;
  readonly form: FormData;
}

/** A code for a map that is to be kept; it stands in the page's form, so that a second press is the same map. */
export function freshMapCode(): string {
  return newMapCode((count) => crypto.getRandomValues(new Uint8Array(count)));
}

/** The page before anything was said. */
export function emptyMap(earlier = '', typed = '', faults: readonly FieldFault[] = []): StreetMap {
  return { show: 'form', values: { areas: {}, first: '' }, faults, earlier, typed };
}

/** Does what a button of the page asks for. */
export async function actOnMap(asking: Asking): Promise<StreetMap> {
  const { form, instrument } = asking;
  const act = textOf(form, 'do');
  const code = textOf(form, 'code');
  if (act === 'open' || code !== '') return withCode(asking, act, code);
  const values = readMapValues(form, instrument);
  const earlier = textOf(form, 'earlier');
  const filling = onlySwitchesLanguage(form) && textOf(form, 'step') === 'form';
  if (filling || act === 'edit') return { show: 'form', values, faults: [], earlier, typed: '' };
  const { answers, faults } = answersOf(values, instrument);
  if (faults.length > 0) return { show: 'form', values, faults, earlier, typed: '' };
  if (!isAnswered(answers)) {
    const nothing = [{ field: 'map', text: 'maps.error.nothing' }] as const;
    return { show: 'form', values, faults: nothing, earlier, typed: '' };
  }
  const first = instrument.areas.find(({ key }) => key === values.first)?.key;
  const map: FilledMap = { answers, ...(first !== undefined && { first }) };
  const before = earlier === '' ? undefined : await open(asking, earlier);
  const result = {
    show: 'result',
    values,
    instrument,
    map,
    ...(before?.ok && { earlier: before.opened }),
    faults: before?.ok === false ? before.faults : [],
  } as const;
  return act === 'keep' && !onlySwitchesLanguage(form) ? keep(asking, result) : result;
}

type Result = Extract<StreetMap, { show: 'result' }>;

async function keep({ api, parameters, form, instrument }: Asking, result: Result): Promise<StreetMap> {
  const code = readMapCode(textOf(form, 'newCode')) ?? freshMapCode();
  const { id, version } = instrument;
  const answer = await api.call('keepMap', {
    parameters,
    body: { code, instrumentId: id, instrumentVersion: version, map: result.map },
  });
  if (answer.ok) return { show: 'code', code, keptUntil: answer.value.keptUntil };
  const text = {
    'cap-reached': 'maps.error.cap',
    'id-already-used': 'maps.error.codeUsed',
    'too-many-attempts': 'maps.error.wait',
  } as const;
  const known = text[answer.error.type as keyof typeof text] as MessageKey | undefined;
  return { ...result, faults: [{ field: 'keep', text: known ?? 'maps.error.unavailable' }] };
}

/** Acts on a map that stands under a code. */
async function withCode(asking: Asking, act: string, typed: string): Promise<StreetMap> {
  const { api, parameters, form } = asking;
  const code = readMapCode(typed);
  if (code === undefined) return emptyMap('', typed, [{ field: 'code', text: 'maps.error.codeForm' }]);
  if (onlySwitchesLanguage(form) && textOf(form, 'step') === 'form') return emptyMap('', typed);
  if (act === 'again') return emptyMap(code);
  if (act === 'forget' && !onlySwitchesLanguage(form)) {
    const gone = await api.call('forgetKeptMap', { parameters, body: { code } });
    return gone.ok || gone.error.type === 'link-not-found'
      ? { go: '?gone=1' }
      : { show: 'problem', problem: gone.error };
  }
  const found = await open(asking, code);
  if (!found.ok) return emptyMap('', typed, found.faults);
  const { instrument, map } = found.opened;
  const chosen = textOf(form, 'first');
  const first = instrument.areas.find(({ key }) => key === chosen)?.key ?? map.first;
  const shown: FilledMap = { answers: map.answers, ...(first !== undefined && { first }) };
  return { show: 'result', instrument, map: shown, opened: found.opened, faults: [] };
}

async function open(
  { api, parameters }: Asking,
  code: string,
): Promise<
  | { readonly ok: true; readonly opened: OpenedMap }
  | { readonly ok: false; readonly faults: readonly FieldFault[] }
> {
  const answer = await api.call('openKeptMap', { parameters, body: { code } });
  if (answer.ok) return { ok: true, opened: { code, ...answer.value } };
  const texts = {
    'link-not-found': 'maps.error.code',
    'too-many-attempts': 'maps.error.wait',
    'invalid-request': 'maps.error.codeForm',
  } as const;
  const text = texts[answer.error.type as keyof typeof texts] as MessageKey | undefined;
  return { ok: false, faults: [{ field: 'code', text: text ?? 'maps.error.unavailable' }] };
}
