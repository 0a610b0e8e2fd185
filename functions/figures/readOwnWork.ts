import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { OWN_QUARTERS, ownQuartersOf } from '@ohjaamo/shared/figures/ownWork.ts';
import { currentQuarter, quarterAway } from '@ohjaamo/shared/figures/quarters.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { readTenant } from '../tenants/index.ts';
import type { readOwnDays } from './repository.ts';

interface Ports {
  readonly readTenant: typeof readTenant;
  readonly readOwnDays: typeof readOwnDays;
}

/**
 * The own work of whoever asks, in a quarter and the four before it. The worker is the session's: no request names one, so a manager has no
 * way to another's. Reads: a Query of the tenant, and one of at most 460 days of the worker, some 12 units for whoever worked on each of them.
 */
export function readOwnWork(ports: Ports): UseCase<typeof figuresRoutes.readOwnWork> {
  return async ({ scope, request, actor, clock }) => {
    const tenant = await ports.readTenant(scope);
    if (!tenant) throw new Error('The tenant has no profile');
    const quarter = request.query.quarter ?? currentQuarter(currentMinute(clock), tenant.profile.zone);
    const first = quarterDates(quarterAway(quarter, 1 - OWN_QUARTERS)).from;
    const days = await ports.readOwnDays(scope, actor.staffId, first, quarterDates(quarter).to);
    return succeed({ body: { quarters: ownQuartersOf(days, quarter) } });
  };
}
