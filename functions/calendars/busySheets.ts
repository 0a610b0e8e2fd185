import { within } from '@ohjaamo/shared/calendars/busyTimes.ts';
import { type Busy, BUSY_KIND, startOfWeek, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Interval } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { replaceExternal, type SheetResource } from '../booking/index.ts';
import { hashOf } from '../kernel/hash.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** Weeks that are kept at most: half a year. */
const MOST_WEEKS = 27;

/** The weeks in which anything of the tenant can be booked, from the present one on: numbers of calendar sheets. */
export function weeksToKeep(tenant: Tenant, now: EpochMinute): number[] {
  const days = Math.max(28, ...tenant.services.map(({ horizonDays }) => horizonDays));
  const count = Math.min(Math.ceil(days / 7) + 1, MOST_WEEKS);
  const first = weekOf(now);
  return Array.from({ length: count }, (_, index) => first + index);
}

/** The stretch of time that sheets of these weeks cover. */
export function spanOf(weeks: readonly number[]): Interval {
  return { start: startOfWeek(weeks[0] ?? 0), end: startOfWeek((weeks.at(-1) ?? 0) + 1) };
}

/**
 * Writes busy times of elsewhere into a worker's sheets, one read and one write for each week that differs from what was
 * written last (`written`: hashes by week); gives the hashes as they are now. Writing the same again writes nothing.
 */
export async function writeBusyTimes(
  scope: TenantScope,
  resource: SheetResource,
  weeks: readonly number[],
  busy: readonly Interval[],
  written: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const now: Record<string, string> = {};
  for (const week of weeks) {
    const pieces = within(busy, { start: startOfWeek(week), end: startOfWeek(week + 1) });
    // A week without any has no hash, so that a feed's first reading does not touch empty weeks.
    const hash = pieces.length === 0 ? undefined : hashOf(pieces).slice(0, 16);
    if (hash !== written[String(week)]) await replaceExternal(scope, resource, week, pieces.map(externalOf));
    if (hash !== undefined) now[String(week)] = hash;
  }
  return now;
}

/** Takes all busy times of elsewhere out of the weeks that hold some. */
export async function clearBusyTimes(
  scope: TenantScope,
  resource: SheetResource,
  written: Readonly<Record<string, string>>,
): Promise<void> {
  for (const week of Object.keys(written)) await replaceExternal(scope, resource, Number(week), []);
}

function externalOf({ start, end }: Interval): Busy {
  return { start, end, bufferBefore: 0, bufferAfter: 0, kind: BUSY_KIND.external };
}
