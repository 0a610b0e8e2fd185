import type { BookingId, IdSource, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** A coming booking that a changed plan does not cover, or covers again. */
export interface AffectedBooking {
  readonly id: BookingId;
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  readonly staffId: StaffId;
  readonly service: string;
  readonly reachable: boolean;
}

/** What the calendar asks of bookings when hours change. */
export interface OrphanPort {
  /** Looks at a site's coming bookings under a plan: those it takes the time from, and those it gives it back to. */
  find(
    scope: TenantScope,
    tenant: Tenant,
    site: Site,
    planAfter: SitePlan,
    clock: Clock,
  ): Promise<{
    readonly orphaned: readonly AffectedBooking[];
    readonly readopted: readonly AffectedBooking[];
  }>;
  /** Marks and re-adopts them under the plan as it was just stored. Doing it twice changes nothing more. */
  apply(
    scope: TenantScope,
    tenant: Tenant,
    site: Site,
    plan: SitePlan,
    clock: Clock,
    ids: IdSource,
  ): Promise<{ readonly orphaned: number; readonly readopted: number }>;
}

interface Planned {
  readonly site: Site;
  readonly plan: SitePlan;
}

/** Looks at the bookings of several sites, one after the other. */
export async function findAffected(
  port: OrphanPort,
  scope: TenantScope,
  tenant: Tenant,
  sites: readonly Planned[],
  clock: Clock,
): Promise<{ readonly orphaned: AffectedBooking[]; readonly readopted: AffectedBooking[] }> {
  const found = await Promise.all(sites.map(({ site, plan }) => port.find(scope, tenant, site, plan, clock)));
  return {
    orphaned: found.flatMap(({ orphaned }) => orphaned),
    readopted: found.flatMap(({ readopted }) => readopted),
  };
}

/** Applies several sites' plans to their bookings, one site after the other. */
export async function applyAffected(
  port: OrphanPort,
  scope: TenantScope,
  tenant: Tenant,
  sites: readonly Planned[],
  clock: Clock,
  ids: IdSource,
): Promise<{ readonly orphaned: number; readonly readopted: number }> {
  let orphaned = 0;
  let readopted = 0;
  for (const { site, plan } of sites) {
    const done = await port.apply(scope, tenant, site, plan, clock, ids);
    orphaned += done.orphaned;
    readopted += done.readopted;
  }
  return { orphaned, readopted };
}
