import type { SiteTasks } from '@ohjaamo/shared/desk/taskRoutes.ts';
import { formatOffsetDateTime, type Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readLineDay, statusOf, waitingOf } from './day.ts';

/** The line of a site by its numbers and times, without anybody's name: the reads of {@link readLineDay}. */
export async function readWaitingLine(
  scope: TenantScope,
  tenant: Tenant,
  site: Site,
  clock: Clock,
): Promise<SiteTasks['line']> {
  const day = await readLineDay(scope, tenant, site, clock);
  return {
    status: statusOf(day, 'DESK'),
    waiting: waitingOf(day).map(({ number, arrivedAt }) => ({
      number,
      since: formatOffsetDateTime(Math.floor(arrivedAt / 60_000), tenant.profile.zone),
      minutes: Math.max(0, Math.floor((day.moment.now - arrivedAt) / 60_000)),
    })),
  };
}
