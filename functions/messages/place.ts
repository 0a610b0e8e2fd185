import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, formatOffsetDateTime, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { formatOnAxis, zoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { presentAt } from '@ohjaamo/shared/messages/thread.ts';
import type { ChatState } from '@ohjaamo/shared/messages/views.ts';
import { isKept } from '@ohjaamo/shared/schedule/datedHours.ts';
import { channelState, OPENING_HORIZON_DAYS } from '@ohjaamo/shared/schedule/opening.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { readTenant, readWorkersTenant } from '../tenants/index.ts';
import { readPresence } from './writerRepository.ts';

const DAY = 1440;

/** A site and the municipality it belongs to. */
export interface Place {
  readonly tenant: Tenant;
  readonly site: Site;
}

/** The site of an address: one Query. `not-found` when the municipality has none of that name. */
export async function placeOf(scope: TenantScope, slug: string): Promise<Result<Place, Problem>> {
  const tenant = await readTenant(scope);
  const site = tenant?.sites.find((each) => each.slug === slug);
  return tenant && site ? succeed({ tenant, site }) : fail(problem('not-found'));
}

/** The site that a worker asks for, or the main site: one Query. */
export async function workersPlace(
  scope: TenantScope,
  asked: SiteId | undefined,
): Promise<Result<Place, Problem>> {
  const tenant = await readWorkersTenant(scope);
  const site = asked ? tenant.sites.find(({ id }) => id === asked) : tenant.sites[0];
  return site ? succeed({ tenant, site }) : fail(problem('not-found'));
}

/** The chat of a site at this moment, and whether it answers the phone at some time: the plan's reads and one of the presence. */
export async function readChatState(
  scope: TenantScope,
  { tenant, site }: Place,
  clock: Clock,
): Promise<{ readonly chat: ChatState; readonly phone: boolean }> {
  const now = currentMinute(clock);
  const today = localDate(now, tenant.profile.zone);
  const [plan, presence] = await Promise.all([readPlan(scope, site.id, today), readPresence(scope, site.id)]);
  const axis = zoneAxis(tenant.profile.zone, now, now + (OPENING_HORIZON_DAYS + 2) * DAY);
  const { openNow, closesAt, opensAt } = channelState(plan, 'CHAT', axis, now);
  const offered = openNow || opensAt !== undefined || isKept(plan.hours, 'CHAT', today);
  return {
    phone: isKept(plan.hours, 'PHONE', today),
    chat: {
      offered,
      openNow,
      ...(closesAt !== undefined && { closesAt: formatOnAxis(axis, closesAt) }),
      ...(opensAt !== undefined && { opensAt: formatOnAxis(axis, opensAt) }),
      somebodyHere: openNow && presentAt(presence, clock.now()).length > 0,
    },
  };
}

/** Milliseconds since 1970 as the site's clock shows them, to the minute. */
export function onSiteClock(milliseconds: number, { tenant }: Pick<Place, 'tenant'>): string {
  return formatOffsetDateTime(Math.floor(milliseconds / 60_000), tenant.profile.zone);
}
