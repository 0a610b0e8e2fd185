import { type OfferedTime, type PackedSheet, freeTimes } from '@ohjaamo/shared/booking/freeTimes.ts';
import {
  type BookedService,
  isBookable,
  type OpenPeriod,
  opensTo,
  type StartWindow,
} from '@ohjaamo/shared/booking/offer.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import type { DayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, zoneAxis, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Service, Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { readTenant } from '../tenants/index.ts';
import { readSheets } from './repository.ts';

/** A site and the tenant it belongs to. */
export interface SiteOfTenant {
  readonly tenant: Tenant;
  readonly site: Site;
}

/** A site with all that decides what it offers. */
export interface SiteOffer extends SiteOfTenant {
  readonly plan: SitePlan;
}

type Where = { readonly slug: string } | { readonly id: SiteId };

/** Reads a site by slug or id with its plan: two Queries. `undefined` when the tenant has no such site. */
export async function readSiteOffer(scope: TenantScope, where: Where): Promise<SiteOffer | undefined> {
  const found = await readSite(scope, where);
  return found && { ...found, plan: await readPlan(scope, found.site.id) };
}

/** Reads a site by slug or id: one Query. `undefined` when the tenant has no such site. */
export async function readSite(scope: TenantScope, where: Where): Promise<SiteOfTenant | undefined> {
  const tenant = await readTenant(scope);
  const site = tenant?.sites.find((each) =>
    'slug' in where ? each.slug === where.slug : each.id === where.id,
  );
  return tenant && site && { tenant, site };
}

/** A service that can be booked at the site, with the workers who have time for it there (on any date). */
export interface OfferedService {
  readonly service: Service;
  readonly staffIds: readonly StaffId[];
}

/** The service by its code, when the street may book it at this site; with `staff`, when that worker gives it here. */
export function offeredService(offer: SiteOffer, code: string, staff?: StaffId): OfferedService | undefined {
  const service = bookableService(offer.tenant, code);
  if (!service) return undefined;
  const rules = offer.plan.rules.filter((rule) => opensTo(rule, service, offer.tenant.services));
  const staffIds = [...new Set(rules.map((rule) => rule.staffId))];
  if (staff !== undefined) return staffIds.includes(staff) ? { service, staffIds: [staff] } : undefined;
  return staffIds.length > 0 ? { service, staffIds } : undefined;
}

/** The service by its code, when the street may book it at some site of the tenant. */
export function bookableService(tenant: Tenant, code: string): Service | undefined {
  return tenant.services.find((each) => each.code === code && isBookable(each));
}

/** The site's zone between two instants. */
export function axisOf({ tenant }: SiteOfTenant, from: EpochMinute, until: EpochMinute): ZoneAxis {
  return zoneAxis(tenant.profile.zone, from, until);
}

/** The stretches of the named workers' time that are open to a service on the days `first` to `last`, inclusive. */
export function openPeriods(
  { plan, tenant }: SiteOffer,
  { service, staffIds }: { readonly service: BookedService; readonly staffIds: readonly StaffId[] },
  axis: ZoneAxis,
  first: DayNumber,
  last: DayNumber,
): OpenPeriod[] {
  const rules = plan.rules.filter(
    (rule) => staffIds.includes(rule.staffId) && opensTo(rule, service, tenant.services),
  );
  return presences({ ...plan, rules }, axis, first, last).map(({ rule, start, end }) => ({
    staffId: rule.staffId,
    start,
    end,
  }));
}

/** The free times of a service in a window: one more Query, over the site's sheets. */
export async function readFreeTimes(
  scope: TenantScope,
  offer: SiteOffer,
  offered: OfferedService,
  window: StartWindow,
): Promise<OfferedTime[]> {
  const periods = periodsIn(offer, offered, window);
  if (periods.length === 0) return [];
  return freeTimes(offered.service, periods, await readSheetsIn(scope, offer, window), window);
}

/** Reads what is taken at a site in a window: one Query, none for an empty window. */
export async function readSheetsIn(
  scope: TenantScope,
  { site }: SiteOfTenant,
  { earliest, latest }: StartWindow,
): Promise<PackedSheet[]> {
  return latest < earliest ? [] : readSheets(scope, site.id, weekOf(earliest), weekOf(latest));
}

/** The stretches open to a service on all days that a window touches. */
export function periodsIn(
  offer: SiteOffer,
  offered: OfferedService,
  { earliest, latest }: StartWindow,
): OpenPeriod[] {
  if (latest < earliest) return [];
  const axis = axisOf(offer, earliest, latest);
  return openPeriods(offer, offered, axis, dayAt(axis, earliest), dayAt(axis, latest));
}
