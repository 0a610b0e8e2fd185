import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { randomIds, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { call, localHouse, seedTenant, testClock } from '../support/localHouse.ts';
import { plan, rule, service, site, staffMember, town, worker } from '../support/schedule.ts';
import { monthTown, watchWire } from './monthTown.ts';
import type { Row } from './row.ts';

const TRIES = 200;
const ROLES = { memberRole: 'street', streetRole: 'street' } as const;

interface TimeOfWorker {
  readonly start: string;
  readonly staff: StaffId;
}

/** `booking-write-units` and `booking-races-lost`, on DynamoDB Local. */
export async function bookingBench(endpoint: string): Promise<Row[]> {
  const rows = [await writeUnits(endpoint)];
  let lost = 0;
  for (const clients of [2, 4, 16]) lost += await racesLost(endpoint, clients);
  const of = TRIES * 3;
  rows.push({
    id: 'booking-races-lost',
    value: lost,
    unit: `of ${String(of)}`,
    reference: 0,
    ratio: null,
    goal: 0,
    ok: lost === 0,
  });
  return rows;
}

/**
 * What a booking writes in the full month: twice the kilobytes of each item of its transaction, begun ones whole, and
 * once those of each index row (DynamoDB Local counts transactions too low). Beside it: the booking's record put alone.
 */
async function writeUnits(endpoint: string): Promise<Row> {
  const month = await monthTown(endpoint);
  const wire = watchWire(month.house, month.tenantId);
  const found = await call(month.handler, bookingRoutes.searchTimes, {
    parameters: month.at,
    query: { service: 'INDIV' },
  });
  const time = found.body.times[10];
  const booked = await call(month.handler, bookingRoutes.createBooking, {
    parameters: month.at,
    anyBody: request({ start: time?.start, nickname: 'Kettu', email: 'young@example.org' }),
  });
  if (booked.status !== 201) throw new Error('The booking of the bench was refused');
  const items = wire.flatMap(({ input }) => transactItems(input)).map(({ Put }) => Put?.Item ?? {});
  const units = items.map((item) => ({
    plain: kilobytes(item),
    index: 'dayPk' in item ? kilobytes(item) : 0,
  }));
  const value = units.reduce((sum, { plain, index }) => sum + 2 * plain + index, 0);
  const reference = units
    .filter(({ index }) => index > 0)
    .reduce((sum, { plain, index }) => sum + plain + index, 0);
  return {
    id: 'booking-write-units',
    value,
    unit: 'units',
    reference,
    ratio: value / reference,
    goal: null,
    ok: true,
  };
}

interface Put {
  readonly Put?: { readonly Item?: Readonly<Record<string, unknown>> };
}

function transactItems(input: Readonly<Record<string, unknown>>): readonly Put[] {
  return (input['TransactItems'] as readonly Put[] | undefined) ?? [];
}

/** Size of an item as DynamoDB bills it: names and texts in UTF-8, binaries as they are, numbers in half their digits. */
function kilobytes(item: Readonly<Record<string, unknown>>): number {
  const bytes = Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value),
    0,
  );
  return Math.ceil(bytes / 1024);
}

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (typeof value === 'object' && value !== null)
    return Object.values(value).reduce<number>((sum, each) => sum + sizeOf(each), 0);
  throw new Error('A value of this kind has no size yet');
}

/** How many of the tries did not end with exactly one winner and everybody else told that the time is taken. */
async function racesLost(endpoint: string, clients: number): Promise<number> {
  const house = localHouse(endpoint, testClock('2027-02-01T00:00Z'), ROLES);
  const staff = [worker(1), worker(2), worker(3)];
  const place = site('keskusta');
  const tenant = town({
    sites: [place],
    staff: staff.map((id) => staffMember(id)),
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
