import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { randomIds, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { call, localHouse, seedTenant, testClock } from '../support/localHouse.ts';
import { plan, rule, service, site, staffMember, town, worker } from '../support/schedule.ts';
import { kilobytes } from '../support/itemSize.ts';
import { BookingFollower } from '../support/follow.ts';
import { monthTown, watchWire } from './monthTown.ts';
import type { Row } from './row.ts';

const TRIES = 200;

const ROLES = { memberRole: 'street', streetRole: 'street' } as const;

interface TimeOfWorker {
  readonly start: string;
  readonly staff: StaffId;
}

/**
 * `hold-write-units`, `confirm-write-units`, `confirm-further-write-units` and `follow-write-units`: what one booking writes in
 * the full month. `booking-races-lost`: on DynamoDB Local, who of many gets one time.
 */
export async function bookingBench(endpoint: string): Promise<Row[]> {
  const rows = await writeUnits(endpoint);
  let lost = 0;
  for (const clients of [2, 4, 16]) lost += await racesLost(endpoint, clients);
  rows.push(goalRow('booking-races-lost', lost, `of ${String(TRIES * 3)}`, 0));
  return rows;
}

function goalRow(id: string, value: number, unit: string, goal: number | null): Row {
  return { id, value, unit, reference: null, ratio: null, goal, ok: goal === null || value <= goal };
}

/**
 * Single writes count as ConsumedCapacity says; a transaction as twice the kilobytes of each of its items, begun ones whole
 * (DynamoDB Local counts transactions too low; bookings stand in no index).
 */
async function writeUnits(endpoint: string): Promise<Row[]> {
  const month = await monthTown(endpoint);
  const wire = watchWire(month.house, month.tenantId);
  const afterwards = watchWire(month.house, month.tenantId, 'follower');
  const follower = new BookingFollower(month.house, month.tenantId);
  const book = async (code: string, body: Record<string, unknown>) => {
    wire.length = 0;
    const booked = await call(month.handler, bookingRoutes.createBooking, {
      parameters: month.at,
      anyBody: request({ service: code, nickname: 'Kettu', email: 'young@example.org', ...body }),
    });
    if (booked.status !== 201) throw new Error('The booking of the bench was refused');
    await follower.follow(booked.body.booking.id);
    return wire
      .flatMap(({ input }) => transactItems(input))
      .reduce((sum, { Put }) => sum + 2 * kilobytes(Put?.Item ?? {}), 0);
  };
  const starts = async (code: string) =>
    (
      await call(month.handler, bookingRoutes.searchTimes, {
        parameters: month.at,
        query: { service: code },
      })
    ).body.times.map(({ start }) => start);
  const [heldStart] = await starts('INDIV');
  const held = request({ start: heldStart });
  wire.length = 0;
  const { bookingId: heldId } = held;
  const hold = await call(month.handler, bookingRoutes.holdTime, {
    parameters: month.at,
    anyBody: { bookingId: heldId, service: 'INDIV', start: heldStart },
  });
  if (hold.status !== 201) throw new Error('The hold of the bench was refused');
  const holdUnits = wire
    .filter(({ input }) => 'UpdateExpression' in input)
    .reduce((sum, { units }) => sum + units, 0);
  const alone = await book('INDIV', held);
  const withRoom = await book('MEET', { start: (await starts('MEET'))[0] });
  const joint = await book('JOINT', { start: (await starts('JOINT'))[0] });
  const followed = afterwards
    .filter(({ input }) => 'Item' in input || 'UpdateExpression' in input)
    .reduce((sum, { units }) => sum + units, 0);
  return [
    goalRow('hold-write-units', holdUnits, 'units', 1),
    goalRow('booking-write-units', alone, 'units', null),
    goalRow('confirm-write-units', withRoom, 'units', 6),
    goalRow('confirm-further-write-units', joint - withRoom, 'units', 2),
    goalRow('follow-write-units', followed / 3, 'units', null),
    goalRow('confirm-and-follow-write-units', withRoom + followed / 3, 'units', null),
  ];
}

interface Put {
  readonly Put?: { readonly Item?: Readonly<Record<string, unknown>> };
}

function transactItems(input: Readonly<Record<string, unknown>>): readonly Put[] {
  return (input['TransactItems'] as readonly Put[] | undefined) ?? [];
}

/** How many of the tries did not end with exactly one winner and everybody else told that the time is taken. */
async function racesLost(endpoint: string, clients: number): Promise<number> {
  const house = localHouse({ dynamodb: endpoint }, testClock('2027-02-01T00:00Z'), ROLES);
  const staff = [worker(1), worker(2), worker(3)];
  const place = site('keskusta');
  const tenant = town({
    sites: [place],
    staff: staff.map((id) => staffMember(id, 'YOUTH', { homeSite: place.id })),
    services: [service('INDIV', { staff, lengthMinutes: 30, bufferAfterMinutes: 0 })],
  });
  const rules = staff.flatMap((who) =>
    weekdays.slice(0, 5).map((weekday) => rule(who, { weekday, start: '08:00', end: '16:00' })),
  );
  await seedTenant(house, tenant, [{ siteId: place.id, plan: plan({ rules }) }]);
  const handler = bookingHandler(house);
  const parameters = { tenantSlug: tenant.profile.slug, siteSlug: place.slug };
  const found = await call(handler, bookingRoutes.searchTimes, {
    parameters,
    query: { service: 'INDIV', days: 14 },
  });
  const times = found.body.times
    .flatMap(({ start, staffIds }) => staffIds.map((id): TimeOfWorker => ({ start, staff: id })))
    .slice(0, TRIES);
  if (times.length < TRIES) throw new Error('The bench has too few times to race for');
  let lost = 0;
  for (const time of times) {
    const answers = await Promise.all(
      Array.from({ length: clients }, () =>
        call(handler, bookingRoutes.createBooking, { parameters, anyBody: request(time) }),
      ),
    );
    const winners = answers.filter(({ status }) => status === 201).length;
    const refused = answers.filter(({ status }) => status === 409).length;
    if (winners !== 1 || refused !== clients - 1) lost++;
  }
  return lost;
}

function request(body: object): Record<string, unknown> {
  return {
    bookingId: randomIds.id(20),
    secret: randomIds.secret(128),
    service: 'INDIV',
    language: 'fi',
    ...body,
  };
}
