import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { readTenant } from '../tenants/index.ts';
import { declineUndecided } from './declineUndecided.ts';
import { applyOrphans } from './orphans.ts';
import { todayOf } from './siteOffer.ts';

/** What the job needs. */
export interface ReconciliationPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly platform: Table;
}

/**
 * Looks at every site's coming bookings under its plan as it stands: a booking that was made in the moment in which the hours
 * changed, or a change that died half-way, is found here. What nobody decided on in time is declined first. A site costs its
 * plan and its agenda, and once more the agenda of two days.
 */
export function reconcileOrphans({ openScope, clock, platform }: ReconciliationPorts): Promise<void> {
  return forEachTenant({ platform, clock }, 'reconcileOrphans', async (tenantId) => {
    const scope = openScope(tenantId, 'follower');
    const tenant = await readTenant(scope);
    let changed = 0;
    for (const site of tenant?.sites ?? []) {
      if (!tenant) continue;
      const plan = await readPlan(scope, site.id, todayOf({ tenant, site }, clock));
      changed += await declineUndecided(scope, { tenant, site }, clock);
      const { orphaned, readopted } = await applyOrphans(scope, tenant, site, plan, clock);
      changed += orphaned + readopted;
    }
    return changed;
  });
}
