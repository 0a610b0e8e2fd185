import * as z from 'zod';
import type { groupFields, joining } from '../../groups/fields.ts';
import type { skillCode } from '../../duty/skills.ts';
import { defineKind } from '../kind.ts';
import { elementKey, line, paragraphs } from '../version.ts';

/** A group and what happens in each of its meetings; when, where and with whom is the adopter's own. */
export function groupProgrammeKind(of: {
  readonly fields: typeof groupFields;
  readonly joining: typeof joining;
  readonly skillCode: typeof skillCode;
}) {
  const { name, description, seats, spokenLanguage, ages, online } = of.fields;
  return defineKind({
    schema: z.strictObject({
      group: z.strictObject({
        ...{ name, description, seats, spokenLanguage, ages, online },
        joining: of.joining,
      }),
      series: z.strictObject({
        everyWeeks: z.int().min(1).max(8),
        times: z.int().min(1).max(40),
        minutes: z.int().min(15).max(480),
      }),
      /** Skills that those who lead it should have between them. */
      leaderSkills: z.array(of.skillCode).max(10),
      /** What to have at hand. */
      needed: z.array(z.strictObject({ key: elementKey, text: line(200) })).max(20),
      meetings: z
        .array(
          z.strictObject({
            key: elementKey,
            title: line(120),
            course: paragraphs(1500),
          }),
        )
        .max(40),
    }),
    lists: { '/needed': ['key'], '/meetings': ['key'] },
    faults: ({ series, meetings }) =>
      meetings.length > series.times ? [{ pointer: '/meetings', code: 'more_than_times' }] : [],
  });
}
