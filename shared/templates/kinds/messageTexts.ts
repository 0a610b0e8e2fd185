import * as z from 'zod';
import { defineKind } from '../kind.ts';
import { paragraphs } from '../version.ts';

/** The key of a text of the service, as its pages and messages know it: `messages.chatNone`. */
const textKey = z.string().regex(/^[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+){1,5}$/u);

/** What a text leaves open: `{time}`. */
function openPlaces(text: string): string {
  return [...text.matchAll(/\{[a-z]+\}/giu)]
    .map(([place]) => place)
    .sort()
    .join(' ');
}

/** Texts that a municipality may word in its own way. Every language of a text leaves the same places open. */
export const messageTextsKind = defineKind({
  schema: z.strictObject({
    texts: z
      .array(z.strictObject({ key: textKey, text: paragraphs(1000) }))
      .min(1)
      .max(300),
  }),
  lists: { '/texts': ['key'] },
  faults: ({ texts }) =>
    texts.flatMap(({ text }, index) =>
      new Set(Object.values(text).map(openPlaces)).size > 1
        ? [{ pointer: `/texts/${index}/text`, code: 'open_places_differ' }]
        : [],
    ),
});
