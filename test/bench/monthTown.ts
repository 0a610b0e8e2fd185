import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { localDate, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { randomIds, bookingId, roomId } from '@ohjaamo/shared/kernel/ids.ts';
import { localHouse, localTables, seedTenant, testClock, type TestHouse } from '../support/localHouse.ts';
import { site, staffMember, town } from '../support/schedule.ts';
import { counsellors, monthBookings, monthPlan, monthService, monthSheets } from './workload.ts';

const ROLES = { memberRole: 'street', streetRole: 'street' } as const;

/** The month of {@link monthBookings} in DynamoDB Local: as sheets, and as one record per booking beside them. */
export async function monthTown(endpoint: string) {
  const house = localHouse({ dynamodb: endpoint }, testClock('2027-02-01T00:00Z'), ROLES);
  const place = site('keskusta', {
    rooms: [{ id: roomId.parse('meeting001'), name: 'Meeting', capacity: 4 }],
  });
  const tenant = town({
    sites: [place],
    staff: counsellors.map((id) => staffMember(id, 'YOUTH', { homeSite: place.id })),
    services: [
      monthService,
      { ...monthService, code: 'MEET', roomFor: 2 },
      { ...monthService, code: 'JOINT', roomFor: 2, alongside: [...counsellors] },
    ],
  });
  const tenantId = await seedTenant(house, tenant, [{ siteId: place.id, plan: monthPlan }]);
  const client = localClient(endpoint);
  const scope = house.scope(tenantId, 'street');
  const bookings = monthBookings();
  const sheets = monthSheets(bookings).map(({ id, week, busy }) => ({
    ...scope.keys.sheet(place.id, week, id),
    kind: 'SHEET',
    version: 1,
    busy,
  }));
  const records = [...bookings].flatMap(([staffId, all]) =>
    all.map(({ start, end, bufferBefore, bufferAfter }) => {
      const id = bookingId.parse(randomIds.id(20));
      const date = localDate(start, HELSINKI);
      const at = new Date(start * 60_000).toISOString();
      return {
        ...scope.keys.booking(id),
        ...scope.keys.day(place.id, date, `BOOKING#${at}#${id}`),
        ...{ kind: 'BOOKING', id, version: 1, state: 'BOOKED', siteId: place.id, staffId, service: 'INDIV' },
        ...{ start, end, bufferBefore, bufferAfter, date, language: 'fi', createdAt: at, changedAt: at },
        secretHash: randomIds.secret(256),
        contentHash: randomIds.secret(256),
      };
    }),
  );
  await putAll(client, [...sheets, ...records]);
  client.destroy();
  const days = [...new Set(records.map(({ date }) => date))];
  return {
    house,
    handler: bookingHandler(house),
    tenantId,
    site: place,
    at: { tenantSlug: tenant.profile.slug, siteSlug: place.slug },
    dayPartitions: days.map((date) => scope.keys.day(place.id, date, '').dayPk),
  };
}

async function putAll(client: DynamoDBClient, items: readonly Record<string, unknown>[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, index) =>
    items.slice(index * 25, index * 25 + 25),
  );
  for (let from = 0; from < batches.length; from += 8) {
    await Promise.all(
      batches.slice(from, from + 8).map((batch) =>
        client.send(
          new BatchWriteItemCommand({
            RequestItems: {
              [localTables.WORK_TABLE]: batch.map((item) => ({ PutRequest: { Item: marshall(item) } })),
            },
          }),
        ),
      ),
    );
  }
}

/** Middleware needs a name of its own each. */
let watched = 0;

/** One request as it went over the wire, with the units it was said to take. */
export interface WireCall {
  readonly input: Record<string, unknown>;
  readonly units: number;
}

/** Notes every request that a tenant's client in one role sends from now on. */
export function watchWire(
  house: TestHouse,
  tenantId: Parameters<TestHouse['clients']>[0],
  role: Parameters<TestHouse['clients']>[1] = 'street',
): WireCall[] {
  const calls: WireCall[] = [];
  house.clients(tenantId, role).middlewareStack.add(
    (next) => async (args) => {
      const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' };
      const result = await next({ ...args, input: input });
      const consumed = (result.output as { ConsumedCapacity?: Capacity | Capacity[] }).ConsumedCapacity ?? [];
      const units = [consumed].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      calls.push({ input, units });
      return result;
    },
    { step: 'initialize', name: `watchWire${String(watched++)}` },
  );
  return calls;
}

interface Capacity {
  readonly CapacityUnits?: number;
}
