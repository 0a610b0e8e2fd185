import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** A goal and a review date are agreed on, and a copy of the plan is taken. */
export async function agreeOnPlan(send: Send, of: Settled): Promise<void> {
  const { clientId, planPartId, standingCopyId } = of.ids;
  const actor = somebody('COUNSELLOR', of);
  await must(send, routes.changePlan, {
    actor,
    parameters: { clientId },
    body: {
      changeId: planPartId,
      base: 0,
      set: [
        { path: `goals/${planPartId}/words`, value: 'A home of my own' },
        { path: 'reviewOn', value: '2027-04-01' },
      ],
      remove: [],
    },
  });
  await must(send, routes.freezePlan, {
    actor,
    parameters: { clientId },
    body: { copyId: standingCopyId, version: 1 },
  });
}
