import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { promoteSite } from '@ohjaamo/functions/booking/promoteWaiting.ts';
import { indexes } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { bookingId, randomIds, type StaffId, waitingId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Actor, type TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { type Route } from '@ohjaamo/shared/kernel/route.ts';
import * as z from 'zod';
import { BookingFollower } from '../support/follow.ts';
import { call, type TestAnswer, type TestCall } from '../support/house.ts';
import { registered } from '../support/registered.ts';
import { worker } from '../support/schedule.ts';
import { bookingTown, FIRST_TIME, type TownParts } from './town.ts';

const auditRow = z.object({ action: z.string(), outcome: z.string(), subject: z.string().optional() });

/** The town of bookings with its desk: workers sign in, and what follows a booking is followed when a test says so. */
export async function deskTown(parts: TownParts = {}) {
  const town = await bookingTown(parts);
  const { house, tenantId, site, at } = town;
  await registered(house, tenantId, town.tenant);
  const handler = bookingHandler({ ...house, memberRole: 'bookings', streetRole: 'street' });
  const follower = new BookingFollower(house, tenantId);
  const actor = (role: TenantRole, staffId: StaffId): Actor => ({
    realm: 'tenant',
    subject: 'subject-of-somebody',
    tenantId,
    staffId,
    roles: [role],
  });
  return {
    ...town,
    follower,
    /** Calls a route as a counsellor, who is the first worker, or as somebody else. */
    as: <R extends Route>(
      route: R,
      request: TestCall<R> = {},
      role: TenantRole = 'COUNSELLOR',
      staffId: StaffId = worker(1),
    ): Promise<TestAnswer<R>> => call(handler, route, { ...request, actor: actor(role, staffId) }),
    /** Books from the street and lets the agenda know. */
    async bookAndFollow(body: Record<string, unknown> = {}) {
      const answer = await town.book(body);
      if (answer.status !== 201) throw new Error(`Not booked: ${answer.text}`);
      await follower.follow(answer.body.booking.id);
      return { link: answer.body.link, id: answer.body.booking.id };
    },
    join: (body: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
      call(handler, bookingRoutes.joinWaitingList, {
        parameters: at,
        anyBody: {
          waitingId: waitingId.parse(randomIds.id(20)),
          secret: randomIds.secret(128),
          service: 'INDIV',
          from: FIRST_TIME.slice(0, 10),
          to: '2027-02-28',
          language: 'fi',
          email: `${randomIds.id(10)}@example.org`,
          ...body,
        },
        headers,
      }),
    waiting: (link: string) => call(handler, bookingRoutes.readWaiting, { parameters: { link } }),
    leave: (link: string) =>
      call(handler, bookingRoutes.leaveWaitingList, { parameters: { link }, body: {} }),
    accept: (link: string) => call(handler, bookingRoutes.acceptOffer, { parameters: { link }, body: {} }),
    /** Goes through the waiting list as the job and the stream do. */
    promote: () => promoteSite(house.scope(tenantId, 'follower'), { id: site.id }, house),
    /** The rows of the trail about a subject. */
    async trailOf(subject: string) {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      return (await audit.query(keys.auditSubject(subject, '').subjectPk, auditRow, {}, indexes.audit)).items;
    },
    idOf: (link: string) => bookingId.parse(link.split('.')[1]),
  };
}

export type DeskTown = Awaited<ReturnType<typeof deskTown>>;
