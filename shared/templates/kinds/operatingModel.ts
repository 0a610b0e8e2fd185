import * as z from 'zod';
import { defineKind } from '../kind.ts';
import { elementKey, line, paragraphs } from '../version.ts';

/** The parts of a description of practice, in the order of the national collection of operating models (Innokylä). */
const chapters = ['basicIdea', 'environment', 'targetGroup', 'conditions', 'evaluation', 'tips'] as const;

const section = z.strictObject({
  key: elementKey,
  heading: line(120).exactOptional(),
  text: paragraphs(3000),
});
const chapter = z.array(section).min(1).max(12);

/** How an Ohjaamo works and why, told so that another can do the same: sections with keys, so that one can be changed alone. */
export const operatingModelKind = defineKind({
  schema: z.strictObject({
    basicIdea: chapter,
    environment: chapter,
    targetGroup: chapter,
    conditions: chapter,
    evaluation: chapter,
    tips: chapter,
  } satisfies Record<(typeof chapters)[number], unknown>),
  lists: Object.fromEntries(chapters.map((each) => [`/${each}`, ['key']] as const)),
});
