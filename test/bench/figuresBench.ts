import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { bookingsOf } from '@ohjaamo/functions/booking/index.ts';
import { readContactsOfDay } from '@ohjaamo/functions/desk/index.ts';
import { aggregate, reconcileFigures } from '@ohjaamo/functions/figures/index.ts';
import { feedbackOfDay } from '@ohjaamo/functions/feedback/index.ts';
import { heldMeetings } from '@ohjaamo/functions/groups/index.ts';
import { localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { entriesOf } from '@ohjaamo/shared/figures/counters.ts';
import { contactCounts, contactFact } from '@ohjaamo/shared/figures/facts.ts';
import { ageBands, channels, topics } from '@ohjaamo/shared/kernel/codes.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { randomIds, type SiteId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { formatOffsetDateTime, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { localHouse, localTables, seedTenant, testClock } from '../support/localHouse.ts';
import { site, staffMember, town, worker } from '../support/schedule.ts';
import { record } from '../figures/stream.ts';
import type { Row } from './row.ts';

/** Whoever is 30 counts for nothing, and a bare write of nothing is none. */
const counted = ageBands.filter((each) => each !== '30_PLUS');

const NOW = '2028-01-02T08:30+02:00';
/** Contacts through the aggregator, of which every tenth hundred is written bare as well. */
const STREAMED = 20_000;
const TURN = 100;
const BARE_EVERY = 10;
/** Contacts of a year of a town. */
const A_YEAR = 4200;
const BATCH = 25;
/** Twice the time is half the speed. */
const GOAL_TIMES = 2;
const GOAL_SECONDS = 60;

/**
 * `aggregator-vs-bare-writes`: contacts through the aggregator beside bare writes of the same rows, one after the other in turns of a
 * hundred, ten of the first to one of the second. `rebuild-tenant-year`: seconds in which the figures of a year of a town of 4,200 contacts are made anew from nothing.
 */
export async function figuresBench(dynamodb: string): Promise<Row[]> {
  const house = localHouse({ dynamodb }, testClock(NOW));
  const [first, second] = [site('keskusta'), site('itainen')];
  const tenant = town({
    sites: [first, second],
    staff: [staffMember(worker(1), 'YOUTH', { homeSite: first.id })],
    services: [],
  });
  const tenantId = await seedTenant(house, tenant);
  const client = localClient(dynamodb);
  try {
    return [
      await aggregatorBesideWrites(house, tenantId, first.id),
      await rebuildOfYear(house, client, tenantId, second.id),
    ];
  } finally {
    client.destroy();
  }
}

type House = ReturnType<typeof localHouse>;

/** A contact as the Work table holds it, of every kind in its turn. */
function contactOf(tenantId: TenantId, place: SiteId, number: number, date: string) {
  const start = Date.parse(`${date}T10:00Z`) / 60_000 + (number % 300);
  const id = randomIds.id(20);
  return {
    ...{ pk: `T#${tenantId}#CONTACT#${id}`, sk: 'CONTACT', kind: 'CONTACT', id, revision: 1 },
    ...{ dayPk: `T#${tenantId}#DAY#${place}#${date}`, daySk: `CONTACT#${String(start)}#${id}` },
    ...{ site: place, date, start, minutes: 10 + (number % 50), state: 'RECORDED', party: 'YOUTH' },
    channel: channels[number % channels.length],
    topics: [topics[number % topics.length], topics[(number + 5) % topics.length]],
    ageBand: counted[number % counted.length],
    identification: number % 2 === 0 ? 'ANONYMOUS' : 'LIGHT',
    arrivedAt: formatOffsetDateTime(start - (number % 40), HELSINKI),
    recordedAt: new Date((start + 60) * 60_000).toISOString(),
    recordedBy: worker(1),
    staffIds: [worker(1)],
    resolvedSameDay: number % 3 === 0,
  };
}

async function aggregatorBesideWrites(house: House, tenantId: TenantId, place: SiteId): Promise<Row> {
  const scope = house.scope(tenantId, 'aggregator');
  const times = { aggregator: 0, bare: 0 };
  for (let from = 0; from < STREAMED; from += TURN) {
    const contacts = (month: string) =>
      Array.from({ length: TURN }, (_, index) =>
        contactOf(
          tenantId,
          place,
          from + index,
          `2027-${month}-${String(1 + (index % 20)).padStart(2, '0')}`,
        ),
      );
    const Records = contacts('03').map((contact) => record(undefined, contact));
    const began = performance.now();
    const { batchItemFailures } = await aggregate(house.openScope, { Records });
    times.aggregator += performance.now() - began;
    if (batchItemFailures.length > 0) throw new Error('A contact was not counted');

    if ((from / TURN) % BARE_EVERY !== 0) continue;
    const facts = contacts('04').map((contact) => ({ ...contact, fact: contactFact.parse(contact) }));
    const bare = performance.now();
    for (const { id, fact } of facts) {
      await scope.work.put({ ...scope.keys.applied(id, 1), kind: 'APPLIED' });
      const added = entriesOf(contactCounts(fact).counts);
      await scope.work.update({
        Key: scope.keys.figures(place, fact.date),
        UpdateExpression: `SET kind = :kind ADD ${added.map((_, at) => `#c${String(at)} :c${String(at)}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(added.map(([name], at) => [`#c${String(at)}`, name])),
        ExpressionAttributeValues: {
          ':kind': 'FIGURES',
          ...Object.fromEntries(added.map(([, count], at) => [`:c${String(at)}`, count])),
        },
      });
    }
    times.bare += performance.now() - bare;
  }
  const [value, reference] = [times.aggregator / STREAMED, (times.bare * BARE_EVERY) / STREAMED];
  const ratio = value / reference;
  return {
    ...{ id: 'aggregator-vs-bare-writes', value, unit: 'ms', reference, ratio, goal: GOAL_TIMES },
    ok: ratio <= GOAL_TIMES,
  };
}

async function rebuildOfYear(
  house: House,
  client: DynamoDBClient,
  tenantId: TenantId,
  place: SiteId,
): Promise<Row> {
  const first = dayNumber('2027-01-01');
  const rows = Array.from({ length: A_YEAR }, (_, number) =>
    contactOf(tenantId, place, number, dateOfDay(first + (number % 365))),
  );
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH).map((row) => ({ PutRequest: { Item: marshall(row) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [localTables.WORK_TABLE]: batch } }));
  }
  const ports = { ...house, readContactsOfDay, bookingsOf, heldMeetings, feedbackOfDay };
  const dates = { tenant: tenantId, from: '2027-01-01', to: '2027-12-31' };
  const began = performance.now();
  const rebuilt = await reconcileFigures(ports, dates).then(
    () => false,
    () => true,
  );
  const value = (performance.now() - began) / 1000;
  // A second run that finds nothing is the proof that the first one made every day.
  await reconcileFigures(ports, dates);
  if (!rebuilt) throw new Error('There was nothing to make anew');
  return {
    ...{ id: 'rebuild-tenant-year', value, unit: 's', reference: null, ratio: null, goal: GOAL_SECONDS },
    ok: value <= GOAL_SECONDS,
  };
}
