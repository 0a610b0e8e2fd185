import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readEverything } from './everything.ts';
import { readPlace } from './place.ts';
import { stillTheirs } from './stillTheirs.ts';

/** Everything that is held about the person. */
export const takeEverything: UseCase<typeof rightsRoutes.takeEverything> = async ({
  scope,
  actor,
  clock,
}) => {
  const theirs = await stillTheirs(scope, actor);
  if (!theirs.ok) return theirs;
  const place = await readPlace(scope, clock);
  const everything = await readEverything(scope, actor.clientId, place, clock.now());
  return everything.parts.length > 0 ? succeed({ body: everything }) : fail(problem('session-required'));
};
