import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { figuresDispatch } from '@ohjaamo/functions/figures/dispatch.ts';
import { publishFigures } from '@ohjaamo/functions/figures/index.ts';
import { submitRow } from '@ohjaamo/functions/figures/repository.ts';
import { networkTable } from '@ohjaamo/functions/kernel/house.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { cubeIds } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { cubeOf } from '@ohjaamo/shared/figures/network/cubes.ts';
import { isOfMunicipalities } from '@ohjaamo/shared/figures/network/families.ts';
import { nextQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import { call, localHouse, localTables, testClock } from '../support/localHouse.ts';
import type { Row } from './row.ts';
import { secondNetwork } from './secondNetwork.ts';
import { CONTACTS, generateYear, LAST_YEAR, SITES, YEARS } from './tenYears.ts';
import { median } from './workload.ts';

const GOAL_TIMES = 2;
/** What may be left over from ten years that was not there after one. */
const GOAL_MEMORY = 1.25;
const ROUNDS = 20;

const steward: Actor = { realm: 'global', subject: 'subject-of-the-bench', roles: ['NETWORK_STEWARD'] };
const quarters = [1, 2, 3, 4].map((number) => `${String(LAST_YEAR)}-Q${String(number)}`);

/**
 * Ten years of eighty sites, two million contacts through the pure aggregator, published quarter by quarter, beside a network that has the last of
 * these years alone. `network-10y-items`: items that all tables of that year read; equal. `network-10y-vs-1y`: the time of a table by its route.
 * `aggregator-10y-memory`: megabytes in use after ten years beside those after the first.
 */
export async function networkBench(dynamodb: string): Promise<Row[]> {
  const house = localHouse({ dynamodb }, testClock(`${String(LAST_YEAR + 1)}-02-01T08:30+02:00`));
  const client = localClient(dynamodb);
  const short = `${localTables.NETWORK_TABLE}OfOneYear`;
  await secondNetwork(client, short);
  client.destroy();
  const networks = { long: networkTable(localTables), short: networkTable({ NETWORK_TABLE: short }) };
  const memory = await handIn(networks);
  const pages = { long: pagesOf(house, networks.long), short: pagesOf(house, networks.short) };
  for (let round = -ROUNDS / 4; round < ROUNDS; round++) {
    for (const name of ['short', 'long'] as const) await pages[name].read(round >= 0);
  }
  const [items, sameItems] = [pages.long.itemsOfARound(), pages.short.itemsOfARound()];
  const [value, reference] = [median(pages.long.times), median(pages.short.times)];
  const row = (id: string, unit: string, of: readonly [number, number], goal: number): Row => {
    const ratio = of[0] / of[1];
    return { id, value: of[0], unit, reference: of[1], ratio, goal, ok: ratio <= goal };
  };
  return [
    row('network-10y-items', 'items', [items, sameItems], 1),
    row('network-10y-vs-1y', 'ms', [value, reference], GOAL_TIMES),
    row('aggregator-10y-memory', 'MB', memory, GOAL_MEMORY),
  ];
}

type Networks = Readonly<Record<'long' | 'short', Table>>;

/** Hands in and publishes every quarter; gives the megabytes in use at the end, and after the first year. */
async function handIn(networks: Networks): Promise<readonly [number, number]> {
  const used: number[] = [];
  let made = 0;
  for (let year = LAST_YEAR - YEARS + 1; year <= LAST_YEAR; year++) {
    const into = year === LAST_YEAR ? [networks.long, networks.short] : [networks.long];
    const rows: Parameters<typeof submitRow>[] = [];
    made += generateYear(year, (quarter, { tenant, site, row }, counts) => {
      const key = { quarter, tenantId: tenant, siteId: site };
      for (const network of into)
        rows.push([network, key, { ...row, counts }, `${quarterDates(quarter).to}T22:00:00.000Z`]);
    });
    used.push(megabytesInUse());
    for (const each of rows) await submitRow(...each);
    for (const number of [1, 2, 3, 4]) {
      const { from } = quarterDates(nextQuarter(`${String(year)}-Q${String(number)}`));
      const clock = testClock(`${from.slice(0, 8)}12T12:00+02:00`);
      for (const network of into) await publishFigures({ clock, ids: randomIds, network });
    }
  }
  if (Math.abs(made - CONTACTS) > CONTACTS / 100) throw new Error(`${String(made)} contacts were made`);
  return [used.at(-1) ?? 0, used[0] ?? 0];
}

/** What is in use when all that nobody holds any more has been let go. */
function megabytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 1_000_000;
}

/** Every table of every quarter of the last year, by its route. */
function pagesOf(house: ReturnType<typeof localHouse>, network: Table) {
  let items = 0;
  let rounds = 0;
  const counting: Table = {
    ...network,
    async get(...of) {
      const found = await network.get(...of);
      if (found !== undefined) items++;
      return found;
    },
    async query(...of) {
      const found = await network.query(...of);
      items += found.items.length;
      return found;
    },
  };
  const handler = moduleHandler(figuresRoutes, figuresDispatch(counting), {
    ...house,
    memberRole: 'figures',
  });
  const times: number[] = [];
  return {
    times,
    itemsOfARound: () => items / rounds,
    async read(counts: boolean): Promise<void> {
      rounds++;
      for (const quarter of quarters) {
        for (const cube of cubeIds) {
          const began = performance.now();
          const query = { quarter, cube };
          const { body } = await call(handler, figuresRoutes.readNetworkFigures, { actor: steward, query });
          // Persons are of municipalities, which these years have none of.
          const sites = isOfMunicipalities(cubeOf(cube).family) ? 0 : SITES;
          if (body.published?.sites.length !== sites) throw new Error(`${quarter} ${cube} is not whole`);
          if (counts) times.push(performance.now() - began);
        }
      }
    },
  };
}
