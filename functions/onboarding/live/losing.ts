import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { readPlan } from '../../schedule/index.ts';

/** The municipality as it would be, and a site's plan. */
export interface Changed {
  readonly tenant: Tenant;
  readonly sites: readonly Site[];
  readonly plan: (site: Site, plan: SitePlan) => SitePlan;
}

/**
 * How many coming bookings would lose their time by a change, by the calendar's own reckoning. They keep it until their holders have
 * chosen: the hourly look at the calendar marks them, and the mark is what their holders are told by. Reads a plan and an agenda for each site.
 */
export async function countLosing(
  scope: TenantScope,
  { tenant, sites, plan }: Changed,
  clock: Clock,
): Promise<number> {
  // What reads bookings is loaded with the first change that asks for it.
  const { findOrphans } = await import('../../booking/index.ts');
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  const found = await Promise.all(
    sites.map(async (site) => {
      const after = plan(site, await readPlan(scope, site.id, today));
      return findOrphans(scope, tenant, site, after, clock);
    }),
  );
  return found.reduce((sum, { orphaned }) => sum + orphaned.length, 0);
}
