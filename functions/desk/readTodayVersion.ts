import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { readTodayOf, versionOf } from './todayOf.ts';

/**
 * The version of what `readToday` would show the same worker. It shows nobody's data, so it leaves no row in the log of use,
 * however often an open screen asks: the log keeps what was looked at.
 */
export const readTodayVersion: UseCase<typeof deskRoutes.readTodayVersion> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const tenant = await readWorkersTenant(scope);
  const today = await readTodayOf(scope, tenant, request.query, actor, clock);
  return today ? succeed({ body: { version: versionOf(today) } }) : fail(problem('not-found'));
};
