import { isClosed, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readVersionedPlan } from '../schedule/index.ts';
import type { SiteToTell } from './telling.ts';
import { readSites, type SiteRow, type Told } from './tellingRepository.ts';

/**
 * The sites of a municipality for which it has said what is told, as they stand now: two Queries, and a GetItem a site. A site that is
 * closed for good is one of them until the catalogue has learned it, if it may have it at all: left as it was told last, it would look
 * open there for ever.
 */
export async function sitesToTell(
  scope: TenantScope,
  { profile, sites }: Tenant,
  organizationId: string,
  today: string,
): Promise<SiteToTell[]> {
  const { entries, told } = await readSites(scope);
  const known = sites.flatMap((site) => {
    const row = entries.find((each) => each.site === site.id);
    const last = told.find((each) => each.site === site.id);
    const isOver = isClosed(site, today) && !isToldAsOpen(row, last);
    return row && !isOver ? [{ site, row, told: last, isGone: isClosed(site, today) }] : [];
  });
  return Promise.all(
    known.map(async (each) => {
      const { plan } = await readVersionedPlan(scope, each.site.id, false);
      return { ...each, profile, plan, organizationId, today };
    }),
  );
}

/** Whether the catalogue may still have a site as one that is open. */
function isToldAsOpen(row: SiteRow | undefined, told: Told | undefined): boolean {
  if (told?.isGone) return false;
  // Of a telling that was cut off nobody knows whether it arrived.
  if (told?.outcome === 'SENDING' || told?.outcome === 'NOT_REACHED') return true;
  return [told?.channelId, told?.sentHash, row?.entry.channelId].some((sign) => sign !== undefined);
}
