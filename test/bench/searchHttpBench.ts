import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { call, invoke, localTables } from '../support/localHouse.ts';
import { monthTown, watchWire } from './monthTown.ts';
import type { Row } from './row.ts';
import { BOOKINGS, median, monthWindow } from './workload.ts';

/** How many times a bare Query of the same bytes a search may take, and how many read units its sheets. */
const GOAL_HTTP = 2;
const GOAL_UNITS = 5;
const WARM_UP = 60;
const ROUNDS = 60;

/**
 * The same month in DynamoDB Local. `search-4w-http-vs-query`: the whole search over HTTP beside the bare Query of its
 * sheets. `search-4w-read-units`: what reading the sheets costs beside reading one record per booking.
 */
export async function searchHttpBench(endpoint: string): Promise<Row[]> {
  const month = await monthTown(endpoint);
  const query = { service: 'INDIV', days: 28 };
  const server = createServer((_, response) => {
    void invoke(month.handler, bookingRoutes.searchTimes, { parameters: month.at, query }).then(
      ({ statusCode = 0, body }) => response.writeHead(statusCode).end(body),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const agent = new Agent({ keepAlive: true });
  const client = localClient(endpoint);
  const keys = month.house.scope(month.tenantId, 'street').keys;
  const [first, last] = [weekOf(monthWindow.earliest), weekOf(monthWindow.latest)].map((week) =>
    keys.sheet(month.site.id, week, '' as Parameters<typeof keys.sheet>[2]),
  );
  const bareQuery = () =>
    client.send(
      new QueryCommand({
        TableName: localTables.WORK_TABLE,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': { S: first?.pk ?? '' },
          ':from': { S: first?.sk ?? '' },
          ':to': { S: `${last?.sk ?? ''}~` },
        },
      }),
    );
  try {
    const [overHttp, alone] = await medians(() => fetched(address, agent), bareQuery);
    const ratio = overHttp / alone;
    const units = await readUnits(month);
    return [
      {
        id: 'search-4w-http-vs-query',
        value: overHttp,
        unit: 'ms',
        reference: alone,
        ratio,
        goal: GOAL_HTTP,
        ok: ratio <= GOAL_HTTP,
      },
      {
        id: 'search-4w-read-units',
        unit: 'units',
        value: units.value,
        reference: null,
        ratio: null,
        goal: GOAL_UNITS,
        ok: units.value <= GOAL_UNITS,
      },
      { id: 'search-4w-vs-records-units', unit: 'units', ...units, goal: null, ok: true },
    ];
  } finally {
    server.close();
    server.closeAllConnections();
    agent.destroy();
    client.destroy();
  }
}

/** An answer read to its end, through the same HTTP client as the SDK's. */
function fetched(address: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { agent }, (response) => {
      text(response).then(resolve, reject);
    }).on('error', reject);
  });
}

/** Units of the sheets' Query inside a real search, and of reading the same days as one record per booking. */
async function readUnits(month: Awaited<ReturnType<typeof monthTown>>) {
  const wire = watchWire(month.house, month.tenantId);
  const query = { service: 'INDIV', days: 28 };
  const answer = await call(month.handler, bookingRoutes.searchTimes, { parameters: month.at, query });
  if (answer.status !== 200) throw new Error('The search did not answer');
  const ofSheets = wire.filter(({ input }) => JSON.stringify(input).includes('#SHEET#'));
  const value = ofSheets.reduce((sum, { units }) => sum + units, 0);
  const reference = await recordUnits(month);
  return { value, reference, ratio: value / reference };
}

async function recordUnits({
  house,
  tenantId,
  dayPartitions,
}: Awaited<ReturnType<typeof monthTown>>): Promise<number> {
  const client = house.clients(tenantId, 'desk');
  let units = 0;
  let found = 0;
  for (const partition of dayPartitions) {
    const page = await client.send(
      new QueryCommand({
        TableName: localTables.WORK_TABLE,
        IndexName: 'byDay',
        KeyConditionExpression: 'dayPk = :pk',
        ExpressionAttributeValues: { ':pk': { S: partition } },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    units += page.ConsumedCapacity?.CapacityUnits ?? 0;
    found += page.Count ?? 0;
  }
  if (found !== BOOKINGS) throw new Error('The records of the month are not all there');
  return units;
}

/** The medians of both; they take turns, so that a slower minute of the machine falls on both. */
async function medians(
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<[number, number]> {
  const times = { one: [] as number[], other: [] as number[] };
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    times.one.push(await timed(one));
    times.other.push(await timed(other));
  }
  return [median(times.one.slice(WARM_UP)), median(times.other.slice(WARM_UP))];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
