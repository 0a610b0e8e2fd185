import { sharesFamilyName } from '@ohjaamo/shared/access/question.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { countSearch, putReview, readWorker } from './repository.ts';

/** So many searches in an hour are more than those who come in explain. */
const SEARCHES_PER_HOUR = 40;

/**
 * Notices unusual searching (906/2019 §23): many searches within an hour, or one that finds people of the own family name. One
 * review an hour and kind. `found` are the names that the search showed. 3 read units, 1 write and 1 for each review.
 */
export async function watchSearch(
  scope: TenantScope,
  { staffId }: TenantActor,
  found: readonly string[],
  now: number,
): Promise<void> {
  const [worker, searches] = await Promise.all([
    readWorker(scope, staffId),
    countSearch(scope, staffId, now),
  ]);
  const at = new Date(now).toISOString();
  const id = `${at.slice(0, 13).toLowerCase()}-${staffId}`;
  if (searches > SEARCHES_PER_HOUR) {
    await putReview(scope, { id: `${id}-searches`, review: 'MANY_SEARCHES', at, staffId, cases: searches });
  }
  if (worker && found.some((name) => sharesFamilyName(worker.name, name))) {
    await putReview(scope, { id: `${id}-own-name`, review: 'OWN_NAME', at, staffId });
  }
}
