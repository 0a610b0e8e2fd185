import { ages, groupFields, joining } from '@ohjaamo/shared/groups/fields.ts';
import type { Programme } from '@ohjaamo/shared/groups/views.ts';
import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import * as z from 'zod';
import { practiceInUse } from '../kernel/practice.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const content = z.lazy(() => {
  const { name, description, seats, spokenLanguage, online } = groupFields;
  return z.object({
    group: z.object({ name, description, seats, spokenLanguage, ages, online, joining }),
    series: z.object({ everyWeeks: z.int(), times: z.int(), minutes: z.int() }),
    needed: z.array(z.object({ text: localizedText })),
    meetings: z.array(z.object({ title: localizedText, course: localizedText })),
  });
});

/** The programmes that the municipality has taken into use. A group that begins from one is the house's own from then on. One Query. */
export async function programmesInUse(scope: TenantScope): Promise<Programme[]> {
  const taken = await practiceInUse(scope, 'GROUP_PROGRAMME');
  return taken.map(({ name, title, content: told }) => {
    const { group, series, needed, meetings } = content.parse(told);
    return { name, title, group, series, needed: needed.map(({ text }) => text), meetings };
  });
}
