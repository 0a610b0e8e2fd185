import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import { textOf } from '../work/form.ts';

/** How a form of the page of instruments ended. */
export interface InstrumentChange {
  readonly done?: 'loaded' | 'set';
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  readonly refusal?: ApiProblem;
}

const texts: Partial<Record<ApiProblem['type'], MessageKey>> = {
  'id-already-used': 'maps.instruments.error.used',
  'state-conflict': 'maps.instruments.error.last',
  'stale-version': 'maps.instruments.error.stale',
  'cap-reached': 'maps.instruments.error.cap',
};

/** Loads an instrument from a file, or takes one into use or out of it. */
export async function changeInstruments(api: Api, form: FormData, t: Translate): Promise<InstrumentChange> {
  if (textOf(form, 'do') !== 'load') return setState(api, form, t);
  const file = form.get('file');
  const text = file instanceof File ? await file.text() : '';
  if (text === '') return fault('file', t('maps.instruments.error.file'));
  const content = parsed(text);
  if (content === undefined) return fault('file', t('maps.instruments.error.json'));
  // What is wrong with it the API says, row by row: the same for everybody who loads one.
  const body = { instrument: content } as Parameters<typeof api.call<'loadInstrument'>>[1]['body'];
  const answer = await api.call('loadInstrument', { body });
  return answer.ok ? { done: 'loaded', faults: [] } : refused(answer.error, t);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function setState(api: Api, form: FormData, t: Translate): Promise<InstrumentChange> {
  const [instrumentId, instrumentVersion] = textOf(form, 'instrument').split(' ');
  const parameters = routes.setInstrument.parameters.safeParse({ instrumentId, instrumentVersion });
  const body = routes.setInstrument.body.safeParse({ state: textOf(form, 'state') });
  if (!parameters.success || !body.success) return fault('instruments', t('maps.error.save'));
  const answer = await api.call('setInstrument', { parameters: parameters.data, body: body.data });
  return answer.ok ? { done: 'set', faults: [] } : refused(answer.error, t);
}

function refused(problem: ApiProblem, t: Translate): InstrumentChange {
  const text = texts[problem.type];
  if (text) return fault('file', t(text));
  if (problem.type !== 'invalid-request') return { faults: [], refusal: problem };
  return {
    faults: (problem.errors ?? []).map(({ pointer, code }) => ({
      field: 'file',
      text: faultText(pointer, code, t),
    })),
  };
}

function fault(field: string, text: string): InstrumentChange {
  return { faults: [{ field, text }] };
}

const known = [
  'language_missing',
  'municipality_language_missing',
  'repeated',
  'scale_order',
  'too_big',
  'invalid_type',
  'unrecognized_keys',
] as const;

/** A fault in words: `/body/instrument/areas/3/question/sv` is the question of area 4 in Swedish. */
export function faultText(pointer: string, code: string, t: Translate): string {
  const [, , , ...steps] = pointer.split('/');
  const inArea = steps[0] === 'areas' && steps[1] !== undefined;
  const place = (inArea ? steps.slice(2) : steps).join(' · ') || 'id';
  const where = inArea ? t('maps.instruments.fault.area', { row: Number(steps[1]) + 1, place }) : place;
  const kind = known.find((each) => each === code) ?? 'other';
  return t(`maps.instruments.fault.${kind}`, { place: where });
}
