import { type Clock, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { PlanPreview } from '@ohjaamo/shared/schedule/planRoutes.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Site } from '@ohjaamo/shared/tenants/profile.ts';
import { listMeetings, unheldOf } from '../groups/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Planning, siteIn, wholePlan } from './planning.ts';

/**
 * The groups' meetings to come that changed plans take the house or all leaders from; those that could not be held before are
 * none of the change's. They stay as they are until somebody moves or cancels them, and the list of groups names them until
 * then. One Query a site.
 */
export async function lostMeetings(
  scope: TenantScope,
  planning: Planning,
  touched: readonly { readonly site: Site; readonly plan: SitePlan }[],
  clock: Clock,
): Promise<PlanPreview['meetings']> {
  const { zone } = planning.tenant.profile;
  const now = clock.now() / 60_000;
  const found = await Promise.all(
    touched.map(async ({ site, plan }) => {
      const at = siteIn(planning, site.id);
      const before = at && wholePlan(planning, at);
      const coming = await listMeetings(scope, site.id, now, Infinity);
      return coming
        .filter(
          (each) =>
            unheldOf(each, plan, zone, now) !== undefined &&
            (!before || unheldOf(each, before, zone, now) === undefined),
        )
        .map(({ groupId, name, start, end }) => ({
          site: site.id,
          groupId,
          name,
          start: formatOffsetDateTime(start, zone),
          end: formatOffsetDateTime(end, zone),
        }));
    }),
  );
  return found.flat();
}
