import { readBooking, type BookingRecord } from '@ohjaamo/functions/booking/index.ts';
import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { calendarsHandler } from '@ohjaamo/functions/calendars/dispatch.ts';
import { type Reach } from '@ohjaamo/functions/calendars/fetchFeed.ts';
import { inviteLenders } from '@ohjaamo/functions/calendars/index.ts';
import { type Message } from '@ohjaamo/functions/kernel/mail.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { type BookingId, bookingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { Site } from '@ohjaamo/shared/tenants/profile.ts';
import ICAL from 'ical.js';
import * as z from 'zod';
import { BookingFollower, streamedBooking } from '../support/follow.ts';
import { call, seedTenant, testClock, testHouse, type TestCall } from '../support/house.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

export const MONDAY = '2027-02-01T08:00+02:00';
/** The first times of the lender and of the house's own worker. */
export const LENT = '2027-02-01T12:00+02:00';
export const LENT_LATER = '2027-02-08T12:00+02:00';
export const OWN = '2027-02-01T09:00+02:00';

export const people = {
  counsellor: { id: worker(1), roles: ['COUNSELLOR'] },
  lender: { id: worker(3), roles: ['PARTNER_WORKER'] },
  otherLender: { id: worker(4), roles: ['PARTNER_WORKER'] },
} as const satisfies Record<string, { readonly id: unknown; readonly roles: readonly TenantRole[] }>;
type Person = keyof typeof people;

const auditRow = z.object({ action: z.string(), outcome: z.string(), subject: z.string().optional() });

/** Nobody is reached unless a test says otherwise. */
const nowhere: Reach = {
  resolve: () => Promise.reject(new Error('No network in tests')),
  connect: () => {
    throw new Error('No network in tests');
  },
};

/** A town in which two workers of another organisation lend time on Mondays from 12 to 14, with a post office. */
export async function lendingTown(reach: Reach = nowhere, rooms: Site['rooms'] = []) {
  const clock = testClock(MONDAY);
  const house = testHouse(clock, { memberRole: 'calendars', streetRole: 'feedReader' });
  const main = site('keskusta', { rooms });
  const staff = Object.values(people).map(({ id }) => id);
  const tenant = town({
    staff: [
      staffMember(people.counsellor.id, 'YOUTH', { homeSite: main.id }),
      staffMember(people.lender.id, 'KELA', { homeSite: main.id }),
      staffMember(people.otherLender.id, 'KELA', { homeSite: main.id }),
    ],
    services: [
      service('INDIV', {
        staff,
        noticeHours: 0,
        name: { fi: 'Velkaneuvonta' },
        ...(rooms.length > 0 && { roomFor: 2 }),
      }),
    ],
    sites: [main],
  });
  const lent = { weekday: 'MON', start: '12:00', end: '14:00' } as const;
  const sitePlan = plan({
    hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
    rules: [
      rule(people.counsellor.id, { weekday: 'MON', start: '09:00', end: '12:00' }),
      rule(people.lender.id, lent, { id: 'lent000001', mode: 'SLOT' }),
      rule(people.otherLender.id, lent, { mode: 'SLOT' }),
    ],
  });
  const tenantId = await seedTenant(house, tenant, [{ siteId: main.id, plan: sitePlan }]);
  const handler = calendarsHandler(house, reach);
  const booking = bookingHandler({ ...house, memberRole: 'bookings', streetRole: 'street' });
  const follower = new BookingFollower(house, tenantId);
  const sent: Message[] = [];
  const post = { refuse: false };
  const ports = {
    openScope: house.openScope,
    clock,
    ids: randomIds,
    mailFrom: 'no-reply@ohjaamo.example',
    origin: 'https://ohjaamo.example',
    sendMail: (message: Message): Promise<void> => {
      if (post.refuse) return Promise.reject(new Error('The post office is closed'));
      sent.push(message);
      return Promise.resolve();
    },
  };
  const actor = (person: Person): Actor => ({
    realm: 'tenant',
    subject: `subject-of-${person}`,
    tenantId,
    staffId: people[person].id,
    roles: [...people[person].roles],
  });
  const at = { tenantSlug: tenant.profile.slug, siteSlug: main.slug };
  const recordOf = async (id: BookingId): Promise<BookingRecord> => {
    const record = await readBooking(house.scope(tenantId, 'street'), id);
    if (!record) throw new Error('No such booking');
    return record;
  };

  return {
    clock,
    house,
    tenant,
    tenantId,
    main,
    sent,
    post,
    ports,
    recordOf,
    /** The log of use: act, outcome, subject; in no order within one moment. */
    async trail() {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      const { items } = await audit.query(keys.auditMonth('2027-02', '').pk, auditRow);
      return items.map(({ action, outcome, subject }) => [action, outcome, subject]).sort();
    },
    /** Calls a route of the module as one of the people. */
    as: <R extends Route>(person: Person, route: R, request: TestCall<R> = {}) =>
      call(handler, route, { ...request, actor: actor(person) }),
    /** Calls a route of the module by a link. */
    by: <R extends Route>(route: R, request: TestCall<R>) => call(handler, route, request),
    /** Calls a route of bookings as a worker. */
    desk: <R extends Route>(person: Person, route: R, request: TestCall<R> = {}) =>
      call(booking, route, { ...request, actor: actor(person) }),
    /** Books from the street, with a nickname that nobody else must see; gives the id and the link. */
    async book(start: string, staff = people.lender.id as string) {
      const id = bookingId.parse(randomIds.id(20));
      const answer = await call(booking, bookingRoutes.createBooking, {
        parameters: at,
        anyBody: {
          bookingId: id,
          secret: randomIds.secret(128),
          service: 'INDIV',
          staff,
          start,
          language: 'fi',
          nickname: 'Kettu',
        },
      });
      if (answer.status !== 201) throw new Error(`Not booked: ${answer.text}`);
      await follower.follow(id);
      return { id, link: answer.body.link };
    },
    async change(link: string, start: string, staff?: string) {
      const { version } = await recordOf(bookingId.parse(link.split('.')[1]));
      const anyBody = { start, version, ...(staff !== undefined && { staff }) };
      const answer = await call(booking, bookingRoutes.changeBooking, { parameters: { link }, anyBody });
      if (answer.status !== 200) throw new Error(`Not changed: ${answer.text}`);
    },
    async cancel(link: string) {
      await call(booking, bookingRoutes.cancelBooking, { parameters: { link }, body: {} });
    },
    async restore(link: string) {
      await call(booking, bookingRoutes.restoreBooking, { parameters: { link }, body: {} });
    },
    follow: (...ids: BookingId[]) => follower.follow(...ids),
    /** Gives the stream's record of a booking as it stood to the sender of invitations. */
    streamed: (record: BookingRecord) => streamedBooking(house, tenantId, record),
    async invite(...ids: BookingId[]) {
      const Records = (await Promise.all(ids.map(recordOf))).map((record) =>
        streamedBooking(house, tenantId, record),
      );
      return inviteLenders(ports, { Records });
    },
  };
}

export type LendingTown = Awaited<ReturnType<typeof lendingTown>>;

/** The calendar of a message or a feed, and its events, as an independent parser reads them. */
export function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent');
  return {
    calendar,
    method: calendar.getFirstPropertyValue('method'),
    events: events.map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        sequence: event.sequence,
        summary: event.summary,
        location: event.location,
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
        status: component.getFirstPropertyValue('status'),
        organizer: component.getFirstPropertyValue('organizer'),
        attendees: component.getAllProperties('attendee').map((attendee) => ({
          address: String(attendee.getFirstValue()).toLowerCase(),
          rsvp: attendee.getFirstParameter('rsvp'),
          state: attendee.getFirstParameter('partstat'),
        })),
        stamp: String(component.getFirstPropertyValue('dtstamp')),
      };
    }),
  };
}
