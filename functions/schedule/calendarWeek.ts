import {
  dateOfDay,
  type DayNumber,
  isoWeekOf,
  mondayOf,
  mondayOfWeek,
} from '@ohjaamo/shared/kernel/dates.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, zoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { viewSite } from './planViews.ts';

/** One week of one site as it was asked for. */
export interface CalendarWeek {
  readonly site: Site;
  readonly monday: DayNumber;
  /** What every view of a week begins with. */
  readonly view: {
    readonly site: ReturnType<typeof viewSite>;
    readonly today: string;
    readonly week: string;
    readonly previous: string;
    readonly next: string;
  };
}

/**
 * The week that is asked for, else this one, of the site that is asked for, else the first. `undefined`: the tenant has no
 * such site, or the year no such week.
 */
export function calendarWeekOf(
  { sites, profile }: Tenant,
  asked: { readonly site?: string | undefined; readonly week?: string | undefined },
  clock: Clock,
): CalendarWeek | undefined {
  const site = asked.site ? sites.find(({ id }) => id === asked.site) : sites[0];
  const now = currentMinute(clock);
  const today = dayAt(zoneAxis(profile.zone, now, now), now);
  const monday = asked.week === undefined ? mondayOf(today) : mondayOfWeek(asked.week);
  if (!site || monday === undefined) return undefined;
  return {
    site,
    monday,
    view: {
      site: viewSite(site),
      today: dateOfDay(today),
      week: isoWeekOf(monday),
      previous: isoWeekOf(monday - 7),
      next: isoWeekOf(monday + 7),
    },
  };
}
