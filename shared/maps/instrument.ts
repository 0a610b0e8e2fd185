import * as z from 'zod';
import { topic } from '../kernel/codes.ts';
import { language, type Language, languages, type LocalizedText } from '../kernel/i18n.ts';
import { singleLine } from '../kernel/names.ts';

/** A text of an instrument in the languages it has. */
function inLanguages(longest: number) {
  const line = singleLine(longest).optional();
  return z.strictObject({ fi: line, sv: line, en: line } satisfies Record<Language, unknown>);
}

/** Name of an instrument in addresses and records: lower-case letters, digits, hyphens, 2–40 characters. */
export const instrumentId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/u);
/** Of numbers: `1`, `1.2`, `2026.1.0`. */
export const instrumentVersion = z.string().regex(/^\d{1,4}(?:\.\d{1,4}){0,2}$/u);
/** Name of an area in records, the same in every version that asks the same. */
export const areaKey = z.string().regex(/^[a-z][a-z0-9_]{1,31}$/u);

/** What may be said of an area beside its value; skipping it is always allowed. */
export const areaMarks = ['STRENGTH', 'HELP', 'WORDS'] as const;

export const instrumentArea = z.lazy(() =>
  z.strictObject({
    key: areaKey,
    /** Short, as it stands beside a bar of the picture. */
    name: inLanguages(44),
    question: inLanguages(200),
    help: inLanguages(300).optional(),
    /** What the two ends of the scale mean. */
    low: inLanguages(40),
    high: inLanguages(40),
    marks: z.array(z.enum(areaMarks)).max(areaMarks.length),
    /** What a conversation about it would be about; orders nothing, but finds help. */
    topics: z.array(topic).max(4),
    /** Whether a very low value means that crisis help is shown first. */
    crisis: z.boolean(),
  }),
);

/**
 * A situation map as data: what is asked, in which words, on which scale. There is no weight and no total anywhere: an area
 * says something by itself only. A version never changes; another wording is another version.
 */
export const instrument = z.lazy(() =>
  z.strictObject({
    id: instrumentId,
    version: instrumentVersion,
    name: inLanguages(80),
    /** Languages in which every text is there. */
    languages: z.array(language).min(1).max(languages.length),
    scale: z.strictObject({
      min: z.int().min(0).max(10),
      max: z.int().min(0).max(10),
      /** Below this an area gets a suggestion. */
      lowBelow: z.int().min(0).max(11),
      /** Up to this an area of crisis shows crisis help first. */
      crisisUpTo: z.int().min(0).max(10),
    }),
    areas: z.array(instrumentArea).min(1).max(30),
    /** Whose it is, and by which licence it is used. */
    source: singleLine(200),
  }),
);

export type Instrument = z.infer<typeof instrument>;
export type InstrumentArea = z.infer<typeof instrumentArea>;

/** Something in a file that is well-formed and cannot be used all the same, with its place in the instrument (RFC 6901). */
export interface InstrumentFault {
  readonly pointer: string;
  readonly code: 'language_missing' | 'municipality_language_missing' | 'repeated' | 'scale_order';
}

/**
 * What the schema cannot say: every text is there in every language of the instrument, the municipality's own languages are
 * among them (423/2003 §10), no area stands twice, the scale rises.
 */
export function instrumentFaults(of: Instrument, municipality: readonly Language[]): InstrumentFault[] {
  const { scale } = of;
  const keys = of.areas.map(({ key }) => key);
  return [
    ...municipality
      .filter((each) => !of.languages.includes(each))
      .map(() => ({ pointer: '/languages', code: 'municipality_language_missing' }) as const),
    ...missing(of.languages, '/name', of.name),
    ...of.areas.flatMap(({ name, question, help, low, high }, index) =>
      Object.entries({ name, question, help, low, high }).flatMap(([field, text]) =>
        text ? missing(of.languages, `/areas/${index}/${field}`, text) : [],
      ),
    ),
    ...keys.flatMap((key, index) =>
      keys.indexOf(key) < index ? [{ pointer: `/areas/${index}/key`, code: 'repeated' } as const] : [],
    ),
    ...(scale.min < scale.max && scale.lowBelow > scale.min && scale.lowBelow <= scale.max
      ? []
      : [{ pointer: '/scale', code: 'scale_order' } as const]),
  ];
}

function missing(wanted: readonly Language[], place: string, text: LocalizedText): InstrumentFault[] {
  return wanted
    .filter((each) => text[each] === undefined)
    .map((each) => ({ pointer: `${place}/${each}`, code: 'language_missing' }));
}
