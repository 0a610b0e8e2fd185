import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { listMeetings } from './listMeetings.ts';
import { unheldOf } from './unheld.ts';

/** A site's meetings to come, each with whether it could not be held under a plan: one Query. */
export async function comingMeetings(scope: TenantScope, site: SiteId, now: EpochMinute) {
  const coming = await listMeetings(scope, site, now, Infinity);
  return coming.map((meeting) => ({
    ...meeting,
    isLostUnder: (plan: SitePlan, zone: string) => unheldOf(meeting, plan, zone, now) !== undefined,
  }));
}
