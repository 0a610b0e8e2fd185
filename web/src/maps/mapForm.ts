import { areaAnswer, type AreaAnswer, type Answers, saysSomething } from '@ohjaamo/shared/maps/answers.ts';
import type { Instrument, InstrumentArea } from '@ohjaamo/shared/maps/instrument.ts';
import type { MapView } from '@ohjaamo/shared/maps/views.ts';
import { findSensitive } from '@ohjaamo/shared/kernel/sensitive.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, textOf } from '../work/form.ts';

/** One area as it stands on the screen: texts as they were typed, and the mark of what was shown first. */
export interface AreaValues {
  readonly value: string;
  readonly strength: boolean;
  readonly help: boolean;
  readonly words: string;
  readonly seen?: string;
}

/** The form of a map. */
export interface MapValues {
  readonly areas: Readonly<Record<string, AreaValues>>;
  readonly first: string;
}

const untouched: AreaValues = { value: '', strength: false, help: false, words: '' };

/** What stands in the fields of one area. */
export function areaValues({ areas }: MapValues, { key }: Pick<InstrumentArea, 'key'>): AreaValues {
  return areas[key] ?? untouched;
}

/** Reads what was sent, so that nothing typed is lost when it has to be shown again. */
export function readMapValues(form: FormData, { areas }: Pick<Instrument, 'areas'>): MapValues {
  const entries = areas.map(({ key }): readonly [string, AreaValues] => {
    const seen = textOf(form, `seen-${key}`);
    return [
      key,
      {
        value: textOf(form, `value-${key}`),
        strength: textOf(form, `strength-${key}`) !== '',
        help: textOf(form, `help-${key}`) !== '',
        // A browser sends a line's end as two signs; it counts as one, as it did while typing.
        words: textOf(form, `words-${key}`).replaceAll('\r\n', '\n'),
        ...(seen !== '' && { seen }),
      },
    ];
  });
  return { areas: Object.fromEntries(entries), first: textOf(form, 'first') };
}

/** The form of a client's map, with the marks of what it shows. */
export function valuesOfMap({ areas, first = '' }: MapView): MapValues {
  const shown = areas.map(({ key, answer, mark }) => [key, { ...shownAnswer(answer), seen: mark }] as const);
  return { areas: Object.fromEntries(shown), first };
}

function shownAnswer({ value, strength, help, words = '' }: AreaAnswer): AreaValues {
  return { value: value === undefined ? '' : String(value), strength, help, words };
}

/** The answers that the form gives, without the areas of which nothing was said, and the faults of its fields. */
export function answersOf(
  values: MapValues,
  { areas }: Pick<Instrument, 'areas'>,
): { readonly answers: Readonly<Record<string, AreaAnswer>>; readonly faults: readonly FieldFault[] } {
  const answers: Record<string, AreaAnswer> = {};
  const faults: FieldFault[] = [];
  for (const area of areas) {
    const { value, strength, help, words } = areaValues(values, area);
    const answer = areaAnswer.safeParse({
      ...(value !== '' && { value: Number(value) }),
      ...(words !== '' && { words }),
      strength,
      help,
    });
    if (!answer.success) faults.push({ field: `words-${area.key}`, text: wordsFault(words) });
    else if (saysSomething(answer.data)) answers[area.key] = answer.data;
  }
  return { answers, faults };
}

function wordsFault(words: string): MessageKey {
  const kinds = findSensitive(words).map(({ kind }) => kind);
  if (kinds.includes('identity_code')) return 'maps.error.identityCode';
  return kinds.length > 0 ? 'maps.error.diagnosis' : 'maps.error.words';
}

/** Whether anything was answered. */
export function isAnswered(answers: Answers): boolean {
  return Object.keys(answers).length > 0;
}

/** The fields that carry a map from page to page without being seen. */
export function hiddenFields(
  values: MapValues,
): readonly { readonly name: string; readonly value: string }[] {
  const fields = Object.entries(values.areas).flatMap(([key, { value, strength, help, words }]) => [
    { name: `value-${key}`, value },
    { name: `strength-${key}`, value: strength ? 'yes' : '' },
    { name: `help-${key}`, value: help ? 'yes' : '' },
    { name: `words-${key}`, value: words },
  ]);
  return fields.filter(({ value }) => value !== '');
}

/** The name of the area of life that a fault belongs to, to be said before it: a map has a dozen fields of one name. */
export function areaOfFault(
  instrument: Instrument,
  { field }: FieldFault,
): InstrumentArea['name'] | undefined {
  return instrument.areas.find(({ key }) => field === `words-${key}`)?.name;
}
