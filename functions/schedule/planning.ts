import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import type { PlanOfSite } from '@ohjaamo/shared/schedule/newFaults.ts';
import type { Absence, SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readAbsences, readVersionedPlan, type VersionedPlan } from './planRepository.ts';

/** One site with its plan as it stands. */
export interface PlannedSite {
  readonly site: Site;
  readonly read: VersionedPlan;
}

/** All plans of a tenant, for changes of one of them: a worker is in one place at a time, whatever the site. */
export interface Planning {
  readonly tenant: Tenant;
  /** Today's date in the tenant's zone. */
  readonly today: string;
  readonly sites: readonly PlannedSite[];
  /** Those that are not over. */
  readonly absences: readonly Absence[];
}

/** Reads the plans of all sites of a tenant: one Query for absences, a consistent GetItem a site. */
export async function planningOf(scope: TenantScope, clock: Clock, tenant: Tenant): Promise<Planning> {
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  const [absences, ...sites] = await Promise.all([
    readAbsences(scope, today),
    ...tenant.sites.map(async (site) => ({ site, read: await readVersionedPlan(scope, site.id) })),
  ]);
  return { tenant, today, sites, absences };
}

/** A site of the planning; `undefined` when the tenant has none of that id. */
export function siteIn({ sites }: Planning, id: SiteId): PlannedSite | undefined {
  return sites.find(({ site }) => site.id === id);
}

/** The site's plan with the absences of its workers. */
export function wholePlan({ absences }: Planning, { read }: PlannedSite): SitePlan {
  return { ...read.plan, absences };
}

/** The plans of all sites, with those of some of them changed. */
export function plansWith(
  { sites }: Planning,
  changed: ReadonlyMap<SiteId, PlanOfSite['plan']> = new Map(),
): PlanOfSite[] {
  return sites.map(({ site, read }) => ({ site: site.id, plan: changed.get(site.id) ?? read.plan }));
}

/** Whether the tenant has everybody and everything that a change names. */
export function knowsAll({ staff, services }: Tenant, change: PlanChange): boolean {
  const named = (told: { readonly staffId: string; readonly service?: string }): boolean =>
    staff.some(({ id }) => id === told.staffId) &&
    (told.service === undefined || services.some(({ code }) => code === told.service));
  switch (change.kind) {
    case 'SAVE_RULE':
      return named(change.rule);
    case 'EDIT_DATES':
      return change.to === undefined || named(change.to);
    case 'SAVE_ABSENCE':
      return named({ staffId: change.absence.staffId });
    case 'DELETE_RULE':
    case 'SAVE_HOURS':
    case 'SAVE_EXCEPTIONS':
    case 'DELETE_ABSENCE':
      return true;
  }
}

/** The sites whose bookings and meetings a change can touch, each with its plan after the change. */
export function touchedBy(
  planning: Planning,
  at: PlannedSite,
  after: SitePlan,
  change: PlanChange,
): { readonly site: Site; readonly plan: SitePlan }[] {
  if (change.kind !== 'SAVE_ABSENCE' && change.kind !== 'DELETE_ABSENCE') {
    return [{ site: at.site, plan: after }];
  }
  // Who is away is away from every site.
  return planning.sites.map(({ site, read }) => ({
    site,
    plan: { ...read.plan, absences: after.absences },
  }));
}
