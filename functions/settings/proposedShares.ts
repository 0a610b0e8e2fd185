import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { inLanguage, type Language, type LocalizedText, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { workArea } from '@ohjaamo/shared/kernel/workAreas.ts';
import { type AgreedShare, agreedShare } from '@ohjaamo/shared/settings/agreement.ts';
import * as z from 'zod';
import { practiceInUse } from '../kernel/practice.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const content = z.lazy(() =>
  z.object({
    parties: z.array(
      z.object({
        key: z.string(),
        type: z.string(),
        promised: z.array(z.object({ area: workArea, minutesPerWeek: z.int() })),
        administrativeManager: localizedText.optional(),
      }),
    ),
    divisionOfWork: z.array(z.object({ task: localizedText, parties: z.array(z.string()) })),
    reviews: z.array(z.object({ afterMonths: z.int() })),
  }),
);

/** What the agreement in use proposes for an organisation of a type; nobody has agreed to it yet. */
interface ProposedShare {
  readonly title: LocalizedText;
  readonly share: AgreedShare;
}

/** What the agreement taken into use last proposes, by the type of an organisation: one Query. */
export async function proposedShares(
  scope: TenantScope,
  { today, language }: { readonly today: string; readonly language: Language },
): Promise<(type: string) => ProposedShare | undefined> {
  const agreement = (await practiceInUse(scope, 'COOPERATION_AGREEMENT')).at(-1);
  if (!agreement) return () => undefined;
  const { parties, divisionOfWork, reviews } = content.parse(agreement.content);
  const days = reviews.map(({ afterMonths }) => monthsLater(today, afterMonths));
  return (type) => {
    const party = parties.find((each) => each.type === type);
    if (!party) return undefined;
    const tasks = divisionOfWork
      .filter((each) => each.parties.includes(party.key))
      .map(({ task }) => inLanguage(task, language));
    const manager = party.administrativeManager;
    const share = agreedShare.safeParse({
      ...{ promised: party.promised, reviews: [...new Set(days)] },
      ...(tasks.length > 0 && { tasks: tasks.join('\n').slice(0, 2000) }),
      ...(manager && { administrativeManager: inLanguage(manager, language) }),
    });
    return share.success ? { title: agreement.title, share: share.data } : undefined;
  };
}

/** The date so many months later; the last of a month that is too short. */
function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const first = (of: number) => `${String(Math.floor(of / 12))}-${String((of % 12) + 1).padStart(2, '0')}-01`;
  const last = dayNumber(first(count + 1)) - 1;
  return dateOfDay(Math.min(dayNumber(first(count)) + day - 1, last));
}
