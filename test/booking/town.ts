import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { type BookingRecord, readBooking } from '@ohjaamo/functions/booking/index.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { bookingId, randomIds, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import {
  type Service,
  type Site,
  type StaffMember,
  type Tenant,
  type TenantProfile,
} from '@ohjaamo/shared/tenants/profile.ts';
import { call, seedTenant, testClock, testHouse, type TestAnswer } from '../support/house.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

/** Monday morning before opening; the first bookable times of the plan below are on Monday at 9. */
export const MONDAY_MORNING = '2027-02-01T06:00+02:00';
/** The first time of the plan, with its offset. */
export const FIRST_TIME = '2027-02-01T09:00+02:00';

const ORIGIN_PROOF = 'proof-of-the-distribution';

/** What a test says of its town; by default one worker who can be booked on Mondays from 9 to 12. */
export interface TownParts {
  readonly now?: string;
  readonly services?: readonly Service[];
  readonly plan?: SitePlan;
  readonly workers?: number;
  readonly site?: Partial<Site>;
  /** More of single workers, by their number. */
  readonly staff?: Readonly<Record<number, Partial<StaffMember>>>;
  readonly caps?: Partial<TenantProfile['bookingCaps']>;
}

/** A town on DynamoDB Local with the booking module in front of it. */
export async function bookingTown(parts: TownParts = {}) {
  const clock = testClock(parts.now ?? MONDAY_MORNING);
  const roles = { memberRole: 'street', streetRole: 'street' } as const;
  const house = { ...testHouse(clock, roles), originProof: ORIGIN_PROOF };
  const handler = bookingHandler(house);
  const workers = Array.from({ length: parts.workers ?? 1 }, (_, index) => worker(index + 1));
  const place = site('keskusta', parts.site);
  const plain = town({
    staff: workers.map((id, index) =>
      staffMember(id, 'YOUTH', { homeSite: place.id, ...parts.staff?.[index + 1] }),
    ),
    services: [...(parts.services ?? [service('INDIV', { staff: workers })])],
    sites: [place],
  });
  const bookingCaps = { ...plain.profile.bookingCaps, ...parts.caps };
  const tenant: Tenant = { ...plain, profile: { ...plain.profile, bookingCaps } };
  const sitePlan =
    parts.plan ??
    plan({
      hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
      rules: workers.map((id) => rule(id, { weekday: 'MON', start: '09:00', end: '12:00' })),
    });
  const tenantId: TenantId = await seedTenant(house, tenant, [{ siteId: place.id, plan: sitePlan }]);
  const at = { tenantSlug: tenant.profile.slug, siteSlug: place.slug };

  return {
    clock,
    house,
    handler,
    tenant,
    tenantId,
    site: place,
    at,
    workers,
    search: (query: Record<string, unknown> = {}) =>
      call(handler, bookingRoutes.searchTimes, {
        parameters: at,
        query: { service: 'INDIV', ...query },
      }),
    book: (body: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
      call(handler, bookingRoutes.createBooking, { parameters: at, anyBody: request(body), headers }),
    hold: (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
      call(handler, bookingRoutes.holdTime, {
        parameters: at,
        anyBody: { service: 'INDIV', start: FIRST_TIME, ...body },
        headers,
      }),
    readHold: (id: string, start = FIRST_TIME) =>
      call(handler, bookingRoutes.readHold, {
        anyParameters: { ...at, bookingId: id },
        query: { start },
      }),
    release: (id: string, body: Record<string, unknown> = {}) =>
      call(handler, bookingRoutes.releaseTime, {
        anyParameters: { ...at, bookingId: id },
        anyBody: { start: FIRST_TIME, ...body },
      }),
    /** The bookings themselves, as they stand. */
    records: async (links: readonly string[]): Promise<BookingRecord[]> => {
      const scope = house.scope(tenantId, 'street');
      const found = await Promise.all(
        links.map((link) => readBooking(scope, bookingId.parse(link.split('.')[1]))),
      );
      return found.flatMap((record) => record ?? []);
    },
    read: (link: string) => call(handler, bookingRoutes.readBooking, { parameters: { link } }),
    calendar: (link: string) => call(handler, bookingRoutes.readBookingCalendar, { parameters: { link } }),
    change: (link: string, body: Record<string, unknown>) =>
      call(handler, bookingRoutes.changeBooking, { parameters: { link }, anyBody: body }),
    cancel: (link: string) => call(handler, bookingRoutes.cancelBooking, { parameters: { link }, body: {} }),
    restore: (link: string) =>
      call(handler, bookingRoutes.restoreBooking, { parameters: { link }, body: {} }),
  };
}

export type BookingTown = Awaited<ReturnType<typeof bookingTown>>;

/** The headers of a visitor from another address, as the distribution writes them. */
export function fromAddress(address: string): Record<string, string> {
  return { 'x-visitor-address': address, 'x-origin-proof': ORIGIN_PROOF };
}

/** A fresh id, as a page makes one. */
export function freshId(): string {
  return bookingId.parse(randomIds.id(20));
}

/** A booking request with a fresh id and secret. */
export function request(body: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    bookingId: bookingId.parse(randomIds.id(20)),
    secret: randomIds.secret(128),
    service: 'INDIV',
    start: FIRST_TIME,
    language: 'fi',
    ...body,
  };
}

/** The starts of a search's answer. */
export function starts(answer: TestAnswer<typeof bookingRoutes.searchTimes>): string[] {
  return answer.body.times.map(({ start }) => start);
}
