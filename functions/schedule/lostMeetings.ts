import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { GroupId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, type EpochMinute, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { PlanPreview } from '@ohjaamo/shared/schedule/planRoutes.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Site } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Planning, siteIn, wholePlan } from './planning.ts';

/** A meeting to come of a site's groups. */
interface ComingMeeting {
  readonly groupId: GroupId;
  readonly name: LocalizedText;
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  isLostUnder(plan: SitePlan, zone: string): boolean;
}

/** What the calendar asks of groups when hours change: a site's meetings to come. */
export type MeetingsPort = (
  scope: TenantScope,
  site: SiteId,
  now: EpochMinute,
) => Promise<readonly ComingMeeting[]>;

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
  comingAt: MeetingsPort,
): Promise<PlanPreview['meetings']> {
  const { zone } = planning.tenant.profile;
  const found = await Promise.all(
    touched.map(async ({ site, plan }) => {
      const at = siteIn(planning, site.id);
      const before = at && wholePlan(planning, at);
      const coming = await comingAt(scope, site.id, clock.now() / 60_000);
      return coming
        .filter((each) => each.isLostUnder(plan, zone) && !(before && each.isLostUnder(before, zone)))
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
