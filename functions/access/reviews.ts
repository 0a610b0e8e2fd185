import type { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import type { AccessReview } from '@ohjaamo/shared/access/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant, workerOf } from '../tenants/index.ts';
import { listReviews, putFinding, readReview, type ReviewRow } from './repository.ts';

const DAYS_SHOWN = 90;
const DAY = 86_400_000;

/** What an administrator goes through, newest first. The clients they are about get a row in the trail. */
export const listAccessReviews: UseCase<typeof accessRoutes.listAccessReviews> = async ({ scope, clock }) => {
  const from = new Date(clock.now() - DAYS_SHOWN * DAY).toISOString();
  const [tenant, all] = await Promise.all([readWorkersTenant(scope), listReviews(scope)]);
  const rows = all.filter(({ at }) => at >= from).sort((one, other) => (one.at < other.at ? 1 : -1));
  return succeed({
    body: { reviews: rows.map((row) => viewReview(row, tenant)) },
    subjects: rows.flatMap((row) => row.clientId ?? []),
  });
};

/** Writes what was found, once. Nobody goes through the own access. */
export const reviewAccess: UseCase<typeof accessRoutes.reviewAccess> = async ({
  scope,
  request,
  actor,
  audit,
  clock,
}) => {
  const [tenant, row] = await Promise.all([
    readWorkersTenant(scope),
    readReview(scope, request.parameters.reviewId),
  ]);
  if (!row) return fail(problem('not-found'));
  if (row.staffId === actor.staffId) return fail(problem('access-refused'));
  const { finding } = request.body;
  const reviewedAt = new Date(clock.now()).toISOString();
  const reviewed: ReviewRow = { ...row, finding, reviewedAt, reviewedBy: actor.staffId };
  const done = await putFinding(scope, reviewed, audit.writes(row.clientId ? [row.clientId] : []));
  if (done.ok) return succeed({ body: viewReview(reviewed, tenant) });
  const standing = await readReview(scope, row.id);
  if (standing?.finding !== finding || standing.reviewedBy !== actor.staffId) {
    return fail(problem('state-conflict'));
  }
  await audit.append(row.clientId ? [row.clientId] : [], 'DONE');
  return succeed({ body: viewReview(standing, tenant) });
};

function viewReview({ review, staffId, reviewedBy, ...row }: ReviewRow, tenant: Tenant): AccessReview {
  return {
    ...row,
    kind: review,
    worker: workerOf(tenant, staffId),
    state: row.reviewedAt ? 'REVIEWED' : 'OPEN',
    ...(reviewedBy && { reviewedBy: workerOf(tenant, reviewedBy) }),
  };
}
