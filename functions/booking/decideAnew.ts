import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';

/** How often a request is decided anew when its record changes under it. */
const TRIES = 5;

/**
 * Reads, decides and writes, anew when something else was written between: `attempt` gives nothing when its write came too late.
 * After five such times it is a `state-conflict`.
 */
export async function decideAnew<T>(
  attempt: () => Promise<Result<T, Problem> | undefined>,
): Promise<Result<T, Problem>> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const decided = await attempt();
    if (decided) return decided;
  }
  return fail(problem('state-conflict'));
}
