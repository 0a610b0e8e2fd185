import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { networkTable } from '@ohjaamo/functions/kernel/house.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { templatesDispatch } from '@ohjaamo/functions/templates/dispatch.ts';
import { localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { topics } from '@ohjaamo/shared/kernel/codes.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import {
  facetsOf,
  type LibraryCard,
  type LibraryQuery,
  orderOf,
  usedFacet,
} from '@ohjaamo/shared/templates/library.ts';
import { siteSizes, templateKinds } from '@ohjaamo/shared/templates/version.ts';
import { call, localHouse, localTables, testClock } from '../support/localHouse.ts';
import type { Row } from './row.ts';
import { secondNetwork } from './secondNetwork.ts';
import { median } from './workload.ts';

const TEMPLATES = 50;
const MANY = 1000;
const FEW = 10;
const ROUNDS = 60;
const GOAL = 2;
/** Rows of one request, and requests under way, while the shelves are filled. */
const BATCH = 25;
const AT_ONCE = 8;

/** What is looked for, in turn: everything, by facets, by a word, by who uses it. */
const queries: readonly LibraryQuery[] = [
  {},
  { kind: 'GROUP_PROGRAMME', need: 'MONEY', language: 'fi' },
  { words: 'budjetti', size: 'SMALL' },
  { usedBy: '003', language: 'fi' },
];

const steward: Actor = { realm: 'global', subject: 'subject-of-the-bench', roles: ['NETWORK_STEWARD'] };

/**
 * `library-1000-vs-10`: the time of a search by its route in the practice of a thousand municipalities with fifty templates each, beside the
 * same in that of ten; pages of twenty of every kind of search, in turn.
 */
export async function libraryBench(dynamodb: string): Promise<Row[]> {
  const house = localHouse({ dynamodb }, testClock('2027-02-01T08:30+02:00'));
  const few = `${localTables.NETWORK_TABLE}OfFew`;
  const client = localClient(dynamodb);
  await secondNetwork(client, few);
  await fill(client, localTables.NETWORK_TABLE, MANY);
  await fill(client, few, FEW);
  const open = (name: string) => {
    const dispatch = templatesDispatch(networkTable({ NETWORK_TABLE: name }));
    const handler = moduleHandler(templatesRoutes, dispatch, { ...house, memberRole: 'templates' });
    return async (query: LibraryQuery): Promise<number> => {
      const began = performance.now();
      const answer = await call(handler, templatesRoutes.searchTemplates, { actor: steward, query });
      if (answer.body.found.length === 0) throw new Error(answer.text);
      return performance.now() - began;
    };
  };
  const searches = { many: open(localTables.NETWORK_TABLE), few: open(few) };
  const times = { many: [] as number[], few: [] as number[] };
  for (let round = -ROUNDS / 4; round < ROUNDS; round++) {
    for (const name of ['few', 'many'] as const) {
      let sum = 0;
      for (const query of queries) sum += await searches[name](query);
      if (round >= 0) times[name].push(sum / queries.length);
    }
  }
  client.destroy();
  const [value, reference] = [median(times.many), median(times.few)];
  const ratio = value / reference;
  return [{ id: 'library-1000-vs-10', value, unit: 'ms', reference, ratio, goal: GOAL, ok: ratio <= GOAL }];
}

/** The practice of so many municipalities on the shelf: each has made fifty templates and uses them. */
async function fill(client: DynamoDBClient, table: string, municipalities: number): Promise<void> {
  const counts = new Map<string, number>();
  let rows: Record<string, unknown>[] = [];
  const write = async () => {
    const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
      rows.slice(index * BATCH, (index + 1) * BATCH),
    );
    rows = [];
    await Promise.all(
      batches.map((batch) =>
        client.send(
          new BatchWriteItemCommand({
            RequestItems: { [table]: batch.map((row) => ({ PutRequest: { Item: marshall(row) } })) },
          }),
        ),
      ),
    );
  };
  for (let number = 0; number < municipalities * TEMPLATES; number++) {
    const card = cardOf(number);
    const order = orderOf(card);
    const user = String(Math.floor(number / TEMPLATES) % 1000).padStart(3, '0');
    for (const facet of [...facetsOf(card), usedFacet(user)]) {
      counts.set(facet, (counts.get(facet) ?? 0) + 1);
      rows.push({ ...networkKeys.library(facet, `CARD#${order}`), order, card });
    }
    if (rows.length >= BATCH * AT_ONCE) await write();
  }
  for (const [facet, count] of counts) rows.push({ ...networkKeys.library(facet, 'COUNT'), count });
  await write();
}

/** Every kind, need and size in its turn; one in seven is about a budget. */
function cardOf(number: number): LibraryCard {
  const pick = <T>(of: readonly [T, ...T[]], turn: number) => of[turn % of.length] ?? of[0];
  return {
    kind: pick(templateKinds, number),
    ...{ name: `practice-${String(number)}`, version: '1' },
    address: String(number).padStart(64, '0'),
    title: { fi: number % 7 === 0 ? 'Budjetti' : 'Ryhmä' },
    summary: { fi: 'Yhdessä' },
    needs: [pick(topics, number)],
    sizes: [pick(siteSizes, number)],
    languages: ['fi'],
    users: 1,
  };
}
