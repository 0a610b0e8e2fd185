import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { PlanStart } from '@ohjaamo/shared/plans/contract.ts';
import * as z from 'zod';
import { practiceInUse } from '../kernel/practice.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const content = z.lazy(() =>
  z.object({
    prompts: z.array(z.object({ text: localizedText })),
    goals: z.array(z.object({ key: z.string(), words: localizedText })),
    actions: z.array(z.object({ goal: z.string().optional(), what: localizedText })),
  }),
);

/** The practice from which a plan can begin: examples, which stand in no plan before somebody has chosen and said them. One Query. */
export async function startsInUse(scope: TenantScope): Promise<PlanStart[]> {
  const taken = await practiceInUse(scope, 'PLAN');
  return taken.map(({ name, title, content: told }) => {
    const { prompts, goals, actions } = content.parse(told);
    return {
      ...{ name, title, prompts: prompts.map(({ text }) => text) },
      goals: goals.map(({ key, words }) => ({
        ...{ key, words },
        actions: actions.filter(({ goal }) => goal === key).map(({ what }) => what),
      })),
    };
  });
}
