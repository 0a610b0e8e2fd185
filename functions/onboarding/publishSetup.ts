import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { blocking } from '@ohjaamo/shared/onboarding/checklist.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { followDirectory } from './live/followDirectory.ts';
import { leaveCopies } from './leaveCopies.ts';
import { checklistIn } from './readSetup.ts';
import { chosenKit } from './kits.ts';
import type { OnboardingPorts } from './ports.ts';
import { openingWrites, slugHolder } from './published.ts';
import { notePublished, readSetupRows } from './repository.ts';

/**
 * Opens the page to the street. First it is noted that the steps are closed, on the condition that each stands as it was read: a save
 * meanwhile makes the press look again, and a save after the note is refused. Then the copies of what it was set up from, then slug and directory in one
 * transaction. Pressed again it is the same, and killed in between it is taken up. What blocks is told by step and code, and nothing is written.
 */
export function publishSetup({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.publishSetup> {
  return async ({ scope, clock, actor }) => {
    for (let tried = 1; tried <= TRIES; tried++) {
      const setup = await readSetupRows(scope);
      const holder = await slugHolder(network, setup.tenant);
      if (holder !== undefined && holder !== scope.tenantId) return refused('SLUG_TAKEN');
      const kit = await chosenKit(network, setup);
      const publishedAt = setup.publishedAt ?? new Date(clock.now()).toISOString();
      if (setup.publishedAt === undefined) {
        const missing = holder ? [] : blocking(checklistIn(setup, kit));
        if (missing.length > 0) return refused(...missing.map(({ step, code }) => `${step}:${code}`));
        if (!(await notePublished(scope, setup, publishedAt)).ok) continue;
      }
      if (kit) await leaveCopies(scope, network, { setup, kit }, { by: actor.staffId, at: publishedAt });
      if (!holder) {
        const opened = await network.transact(openingWrites(network, scope, setup.tenant));
        if (!opened.ok) return refused('SLUG_TAKEN');
        // Steps that stay open may have been saved since they were read.
        await followDirectory(network, scope);
      }
      return succeed({ body: { publishedAt } });
    }
    return refused('CHANGED_MEANWHILE');
  };
}

/** How often a press looks again because a step was saved meanwhile. */
const TRIES = 5;

function refused(...reasons: readonly string[]): Result<never, Problem> {
  return fail(problem('state-conflict', { conflicts: reasons.map((reason) => ({ reason })) }));
}
