import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { blocking } from '@ohjaamo/shared/onboarding/checklist.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { leaveCopies } from './leaveCopies.ts';
import { checklistIn } from './readSetup.ts';
import type { OnboardingPorts } from './ports.ts';
import { isPublished, openingWrites } from './published.ts';
import { notePublished, readSetupRows } from './repository.ts';

/**
 * Opens the page to the street: one transaction over slug and directory, then the copies of what it was set up from,
 * then a note of when. Published again it is the same, and
 * killed between the two it is taken up. What blocks is told by step and code, and nothing is written.
 */
export function publishSetup({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.publishSetup> {
  return async ({ scope, clock, actor }) => {
    const setup = await readSetupRows(scope);
    if (setup.publishedAt !== undefined) return succeed({ body: { publishedAt: setup.publishedAt } });
    const publishedAt = new Date(clock.now()).toISOString();
    if (!(await isPublished(network, scope, setup.tenant))) {
      const missing = blocking(checklistIn(setup));
      if (missing.length > 0) {
        const conflicts = missing.map(({ step, code }) => ({ reason: `${step}:${code}` }));
        return fail(problem('state-conflict', { conflicts }));
      }
      const opened = await network.transact(openingWrites(network, scope, setup.tenant));
      if (!opened.ok) return fail(problem('state-conflict', { conflicts: [{ reason: 'SLUG_TAKEN' }] }));
    }
    await leaveCopies(scope, network, setup, { by: actor.staffId, at: publishedAt });
    await notePublished(scope, publishedAt);
    return succeed({ body: { publishedAt } });
  };
}
