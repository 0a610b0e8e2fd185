import {
  lastChosen,
  leastRecentFirst,
  type OfferedTime,
  type PackedSheet,
  seenBy,
  type StoredSheet,
} from '@ohjaamo/shared/booking/freeTimes.ts';
import {
  type BookedBy,
  isBookable,
  type OpenPeriod,
  opensTo,
  type StartWindow,
} from '@ohjaamo/shared/booking/offer.ts';
import { offeredTimes } from '@ohjaamo/shared/booking/offered.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import type { Asking } from '@ohjaamo/shared/booking/sheetContent.ts';
import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import { dateOfDay, type DayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { RoomId, SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, zoneAxis, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { SitePlan, WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Service, Site, StaffMember, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { readTenant } from '../tenants/index.ts';
import type { SheetResource } from './record.ts';
import { readSheets, readSheetsOf } from './repository.ts';
import { undividedRooms } from './rooms.ts';

/** A site and the tenant it belongs to. */
export interface SiteOfTenant {
  readonly tenant: Tenant;
  readonly site: Site;
}

/** A site with all that decides what it offers. */
export interface SiteOffer extends SiteOfTenant {
  readonly plan: SitePlan;
}

export type Where = { readonly slug: string } | { readonly id: SiteId };

/** Reads a site by slug or id with its plan from today on. `undefined` when the tenant has no such site. */
export async function readSiteOffer(
  scope: TenantScope,
  where: Where,
  clock: Clock,
): Promise<SiteOffer | undefined> {
  const found = await readSite(scope, where);
  return found && { ...found, plan: await readPlan(scope, found.site.id, todayOf(found, clock)) };
}

/** Reads a site by slug or id: one Query. `undefined` when the tenant has no such site. */
export async function readSite(scope: TenantScope, where: Where): Promise<SiteOfTenant | undefined> {
  return siteOf(await readTenant(scope), where);
}

/** As {@link readSite}, as it was a few seconds ago at most: for searching, since the booking reads it anew. */
export async function readSiteForSearch(scope: TenantScope, where: Where): Promise<SiteOfTenant | undefined> {
  return siteOf(await scope.recently('tenant', () => readTenant(scope)), where);
}

function siteOf(tenant: Tenant | undefined, where: Where): SiteOfTenant | undefined {
  const site = tenant?.sites.find((each) =>
    'slug' in where ? each.slug === where.slug : each.id === where.id,
  );
  return tenant && site && { tenant, site };
}

/** The site's calendar date now. */
export function todayOf(place: SiteOfTenant, clock: Clock): string {
  const now = currentMinute(clock);
  return dateOfDay(dayAt(axisOf(place, now, now), now));
}

/** A room that a meeting may take: its undivided parts are what is written to. */
export interface RoomOption {
  readonly room: RoomId;
  readonly parts: readonly SheetResource[];
}

/** A service that can be booked at the site: who gives it there, in which rooms, and who may join, on any date. */
export interface OfferedService {
  readonly service: Service;
  readonly by: BookedBy;
  readonly staffIds: readonly StaffId[];
  /** The smallest first; absent when the meeting needs no room, as one by telephone. */
  readonly rooms?: readonly RoomOption[];
  /** Absent when nobody needs to join. */
  readonly alongside?: readonly StaffId[];
}

/**
 * The service by its code, when it may be booked at this site; with `staff`, when that worker gives it here. Only a meeting on
 * site takes a room; without a `channel` the meeting is by the service's first one, as a booking that names none.
 */
export function offeredService(
  offer: SiteOffer,
  code: string,
  staff?: StaffId,
  by: BookedBy = 'STREET',
  channel?: MeetingChannel,
): OfferedService | undefined {
  const { tenant, plan, site } = offer;
  const service = bookableService(tenant, code, by);
  if (!service) return undefined;
  const able = new Set(tenant.staff.filter((each) => hasSkills(each, service)).map(({ id }) => id));
  const rules = plan.rules.filter((rule) => opensTo(rule, service, tenant.services, by));
  const giving = [...new Set(rules.map((rule) => rule.staffId))].filter((id) => able.has(id));
  const staffIds = staff === undefined ? giving : giving.filter((id) => id === staff);
  if (staffIds.length === 0) return undefined;
  const { roomFor } = service;
  const isOnSite = (channel ?? service.channels[0]) === 'ON_SITE';
  return {
    service,
    by,
    staffIds,
    ...(roomFor !== undefined && isOnSite && { rooms: roomsFor(site, roomFor) }),
    ...(service.alongside.length > 0 && { alongside: service.alongside }),
  };
}

function hasSkills({ skills }: StaffMember, service: Service): boolean {
  return service.skills.every((skill) => skills.includes(skill));
}

/** The rooms that hold so many, the smallest first, so that the hall stays free for those who need it. */
function roomsFor(site: Site, persons: number): RoomOption[] {
  return site.rooms
    .filter(({ capacity }) => capacity >= persons)
    .sort((one, other) => one.capacity - other.capacity || (one.id < other.id ? -1 : 1))
    .map(({ id }) => ({
      room: id,
      parts: undividedRooms(site, id).map((part) => ({ home: site.id, id: part })),
    }));
}

/** The service by its code, when it may be booked at some site of the tenant. */
export function bookableService(tenant: Tenant, code: string, by: BookedBy = 'STREET'): Service | undefined {
  return tenant.services.find((each) => each.code === code && isBookable(each, by));
}

/** Whose sheet, by the worker's id; `undefined` for somebody who has left. */
export function sheetOf(tenant: Tenant, id: StaffId): SheetResource | undefined {
  const member = tenant.staff.find((each) => each.id === id);
  return member && { home: member.homeSite, id };
}

/** The site's zone between two instants. */
export function axisOf({ tenant }: SiteOfTenant, from: EpochMinute, until: EpochMinute): ZoneAxis {
  return zoneAxis(tenant.profile.zone, from, until);
}

/** The stretches of time that are open to a service on the days `first` to `last`, inclusive. */
export interface Openings {
  /** Of those who give it. */
  readonly periods: OpenPeriod[];
  /** Of those of whom one joins: all their booked or lent time at the site. Absent when nobody needs to. */
  readonly alongside?: OpenPeriod[];
}

/** Finds the open stretches of a service, inside the hours in which it is given. */
export function openings(
  { plan, tenant }: SiteOffer,
  { service, staffIds, alongside, by }: OfferedService,
  axis: ZoneAxis,
  first: DayNumber,
  last: DayNumber,
): Openings {
  const of = (opens: (rule: WeeklyRule) => boolean): OpenPeriod[] => {
    const rules = plan.rules.filter(opens);
    return presences({ ...plan, rules }, axis, first, last, service.hours).map(({ rule, start, end }) => ({
      staffId: rule.staffId,
      start,
      end,
    }));
  };
  return {
    periods: of((rule) => staffIds.includes(rule.staffId) && opensTo(rule, service, tenant.services, by)),
    ...(alongside && {
      alongside: of(
        ({ staffId, mode }) => alongside.includes(staffId) && (mode === 'BOOKED' || mode === 'SLOT'),
      ),
    }),
  };
}

/** The free times of a service in a window, and the sheets that they were found in. */
export interface Found {
  readonly times: OfferedTime[];
  readonly sheets: PackedSheet[];
}

/** Reads the sheets of a window and finds the free times of a service: one Query, and one BatchGetItem when some live elsewhere. */
export async function readFreeTimes(
  scope: TenantScope,
  offer: SiteOffer,
  offered: OfferedService,
  window: StartWindow,
  asking: Asking,
): Promise<Found> {
  const sheets = await readSheetsFor(scope, offer, offered, window);
  return findTimes(offer, offered, window, seenBy(sheets, asking));
}

/** Finds the free times of a service in sheets that have been read. */
export function findTimes(
  offer: SiteOffer,
  offered: OfferedService,
  window: StartWindow,
  sheets: PackedSheet[],
): Found {
  if (window.latest < window.earliest) return { times: [], sheets };
  const axis = axisOf(offer, window.earliest, window.latest);
  const dayOf = (minute: EpochMinute): DayNumber => dayAt(axis, minute);
  const open = openings(offer, offered, axis, dayOf(window.earliest), dayOf(window.latest));
  const times = offeredTimes({
    service: offered.service,
    periods: open.periods,
    alongside: open.alongside,
    rooms: offered.rooms?.map(({ parts }) => parts.map(({ id }) => id)),
    window,
    sheets,
    dayOf,
  });
  return { times, sheets };
}

/** Reads all sheets of a site in a window: one Query, none for an empty window. */
export async function readSheetsIn(
  scope: TenantScope,
  { site }: SiteOfTenant,
  { earliest, latest }: StartWindow,
): Promise<StoredSheet[]> {
  return latest < earliest ? [] : readSheets(scope, site.id, weekOf(earliest), weekOf(latest));
}

/** Reads the sheets in a window of those who give or join a service and live at another site: no read when nobody does. */
export async function readSheetsElsewhere(
  scope: TenantScope,
  { tenant, site }: SiteOfTenant,
  { staffIds, alongside = [] }: Pick<OfferedService, 'staffIds' | 'alongside'>,
  { earliest, latest }: StartWindow,
): Promise<StoredSheet[]> {
  const concerned = new Set([...staffIds, ...alongside]);
  const resources = tenant.staff
    .filter(({ id, homeSite }) => homeSite !== site.id && concerned.has(id))
    .map(({ id, homeSite }) => ({ home: homeSite, id }));
  if (resources.length === 0 || latest < earliest) return [];
  return readSheetsOf(scope, resources, weekOf(earliest), weekOf(latest));
}

/** Reads all sheets that a service concerns in a window. */
export async function readSheetsFor(
  scope: TenantScope,
  offer: SiteOffer,
  offered: OfferedService,
  window: StartWindow,
): Promise<StoredSheet[]> {
  const both = await Promise.all([
    readSheetsIn(scope, offer, window),
    readSheetsElsewhere(scope, offer, offered, window),
  ]);
  return both.flat();
}

/** Workers in the order in which they are asked: those whose last turn is longest ago first. */
export function inTurn(staffIds: readonly StaffId[], sheets: readonly PackedSheet[]): StaffId[] {
  return leastRecentFirst([...staffIds], lastChosen(sheets));
}
