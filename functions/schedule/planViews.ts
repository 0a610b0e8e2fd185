import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import type { TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { NewFault } from '@ohjaamo/shared/schedule/newFaults.ts';
import type { FaultView, PlanPreview } from '@ohjaamo/shared/schedule/planRoutes.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { AffectedBooking } from './orphanPort.ts';

/** A site by its name. */
export function viewSite({ id, slug, name }: Site): Pick<Site, 'id' | 'slug' | 'name'> {
  return { id, slug, name };
}

/** The faults of a change with the names of sites and workers. */
export function viewFaults(faults: readonly NewFault[], tenant: Tenant): FaultView[] {
  const siteOf = (id: Site['id']) => tenant.sites.find((site) => site.id === id);
  return faults.flatMap(({ code, blocks, site: at, rule, other }) => {
    const site = siteOf(at);
    const otherSite = other && siteOf(other.site);
    if (!site) return [];
    return [
      {
        code,
        blocks,
        site: viewSite(site),
        rule,
        staffName: staffName(tenant, rule.staffId),
        ...(other && otherSite && { other: { site: viewSite(otherSite), rule: other.rule } }),
      },
    ];
  });
}

/** Bookings that lose their time: all of them counted, and listed for those who see the site's bookings anyway. */
export function viewOrphans(
  orphaned: readonly AffectedBooking[],
  tenant: Tenant,
  roles: readonly TenantRole[],
): PlanPreview['orphaned'] {
  const { zone } = tenant.profile;
  if (!seesWholeSite(roles)) return { count: orphaned.length, bookings: [] };
  return {
    count: orphaned.length,
    bookings: orphaned.map(({ id, start, end, staffId, service, reachable }) => ({
      id,
      start: formatOffsetDateTime(start, zone),
      end: formatOffsetDateTime(end, zone),
      staffName: staffName(tenant, staffId),
      service: tenant.services.find(({ code }) => code === service)?.name ?? {},
      reachable,
    })),
  };
}

/** A worker's name; empty when the worker is no longer there. */
export function staffName({ staff }: Tenant, id: string): string {
  return staff.find((each) => each.id === id)?.name ?? '';
}
