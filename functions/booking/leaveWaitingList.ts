import { nextWaiting } from '@ohjaamo/shared/booking/waiting.ts';
import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readTenant } from '../tenants/index.ts';
import { decideAnew } from './decideAnew.ts';
import { settleOffer } from './offerTime.ts';
import type { WaitingRecord } from './waitingRepository.ts';
import { openWaiting, viewWaiting } from './waitingView.ts';

/** What the holder of the link sees: one consistent read, the names, and the list while there is a place on it. */
export const readWaiting: UseCase<(typeof bookingRoutes)['readWaiting']> = async ({
  request,
  scope,
  clock,
}) => {
  const opened = await openWaiting(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const tenant = await readTenant(scope);
  if (!tenant) return fail(problem('link-not-found'));
  return succeed({ body: await viewWaiting(scope, opened.value, tenant, clock) });
};

/**
 * Leaves the list; a time that was kept for the entry is let go in the same transaction, and goes to the next. Leaving twice
 * is leaving once.
 */
export const leaveWaitingList: UseCase<(typeof bookingRoutes)['leaveWaitingList']> = async ({
  request,
  scope,
  clock,
}) => {
  const tenant = await readTenant(scope);
  if (!tenant) return fail(problem('link-not-found'));
  return decideAnew(async () => {
    const opened = await openWaiting(scope, request.parameters.link, clock);
    if (!opened.ok) return opened;
    const { entry, secret } = opened.value;
    const next = nextWaiting(entry, 'LEAVE');
    if (!next.ok) return fail(problem(next.error));
    const { offer: _gone, ...rest } = entry;
    const left: WaitingRecord = { ...rest, state: next.value, version: entry.version + 1 };
    if (next.value === entry.state || (await settleOffer(scope, entry, left, clock))) {
      const stands = next.value === entry.state ? entry : left;
      return succeed({ body: await viewWaiting(scope, { entry: stands, secret }, tenant, clock) });
    }
    return undefined;
  });
};
