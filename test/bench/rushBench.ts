import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { readBooking } from '@ohjaamo/functions/booking/index.ts';
import { readSheets } from '@ohjaamo/functions/booking/repository.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { clash, decodeSheet, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { bookingId, randomIds, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { call, localHouse, seedTenant, testClock } from '../support/localHouse.ts';
import { plan, rule, service, site, staffMember, town, worker } from '../support/schedule.ts';
import type { Row } from './row.ts';

const REQUESTS = 10_000;
const CLIENTS = 16;
const WORKERS = 10;
const NOW = '2027-02-01T00:00Z';

interface Wish {
  readonly start: string;
  readonly staff: StaffId;
}

interface Outcome extends Wish {
  readonly status: number;
  readonly type: string;
  readonly id: string;
}

/**
 * `rush-lost`: ten thousand requests for the times of one site from sixteen clients at once, some for times that were asked for
 * already. Lost is every time that two have, every booking that does not stand in its sheet or as a record, and every answer
 * that is neither a booking nor a 409 for a time that somebody has.
 */
export async function rushBench(endpoint: string, requests = REQUESTS): Promise<Row[]> {
  const street = await openTown(endpoint);
  const wishes = shuffled(await wishesOf(street, requests));
  const outcomes: Outcome[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let wish = wishes.pop(); wish; wish = wishes.pop()) outcomes.push(await ask(street, wish));
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const lost = await lostIn(street, outcomes);
  return [
    { ...bare('rush-lost', lost, `of ${String(requests)}`), goal: 0, ok: lost === 0 },
    { ...bare('rush-bookings-per-second', requests / seconds, '1/s'), goal: null, ok: true },
  ];
}

function bare(id: string, value: number, unit: string) {
  return { id, value, unit, reference: null, ratio: null };
}

async function openTown(endpoint: string) {
  const house = localHouse({ dynamodb: endpoint }, testClock(NOW), {
    memberRole: 'street',
    streetRole: 'street',
  });
  const staff = Array.from({ length: WORKERS }, (_, index) => worker(index + 1));
  const place = site('keskusta');
  const tenant = town({
    sites: [place],
    staff: staff.map((id) => staffMember(id, 'YOUTH', { homeSite: place.id })),
    services: [service('INDIV', { staff, lengthMinutes: 10, bufferAfterMinutes: 0 })],
  });
  const rules = staff.flatMap((who) =>
    weekdays.slice(0, 5).map((weekday) => rule(who, { weekday, start: '08:00', end: '16:00' })),
  );
  const tenantId = await seedTenant(house, tenant, [{ siteId: place.id, plan: plan({ rules }) }]);
  const parameters = { tenantSlug: tenant.profile.slug, siteSlug: place.slug };
  return { handler: bookingHandler(house), parameters, place, scope: house.scope(tenantId, 'street') };
}

type Street = Awaited<ReturnType<typeof openTown>>;

/** Every free time of every worker once, and from the beginning again until there are enough. */
async function wishesOf({ handler, parameters }: Street, requests: number): Promise<Wish[]> {
  const found = await call(handler, bookingRoutes.searchTimes, { parameters, query: { service: 'INDIV' } });
  const free = found.body.times.flatMap(({ start, staffIds }) => staffIds.map((staff) => ({ start, staff })));
  // A twenty-fifth of the requests are for times that others ask for too.
  const distinct = free.slice(0, Math.floor(requests * 0.96));
  return Array.from(
    { length: requests },
    (_, index) => distinct[index % distinct.length] ?? distinct[0],
  ).flatMap((wish) => wish ?? []);
}

/** The same order on every run (a linear congruential generator). */
function shuffled<T>(list: readonly T[]): T[] {
  const mixed = [...list];
  let seed = 1;
  for (let last = mixed.length - 1; last > 0; last--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = seed % (last + 1);
    const [one, two] = [mixed[last], mixed[other]];
    if (one !== undefined && two !== undefined) [mixed[last], mixed[other]] = [two, one];
  }
  return mixed;
}

async function ask({ handler, parameters }: Street, { start, staff }: Wish): Promise<Outcome> {
  const id = randomIds.id(20);
  const answer = await call(handler, bookingRoutes.createBooking, {
    parameters,
    anyBody: {
      bookingId: id,
      secret: randomIds.secret(128),
      service: 'INDIV',
      language: 'fi',
      start,
      staff,
    },
  });
  return { start, staff, id, status: answer.status, type: answer.status === 201 ? '' : answer.problem.type };
}

async function lostIn({ scope, place }: Street, outcomes: readonly Outcome[]): Promise<number> {
  const from = weekOf(Date.parse(NOW) / 60_000);
  const sheets = (await readSheets(scope, place.id, from, from + 5)).map(({ id, week, busy }) => ({
    id,
    intervals: decodeSheet(week, busy),
  }));
  const stands = new Set(
    sheets.flatMap(({ id, intervals }) => intervals.map(({ start }) => `${id} ${String(start)}`)),
  );
  const double = sheets.flatMap(({ intervals }) =>
    intervals.filter((one, index) => {
      const next = intervals[index + 1];
      return next && clash(one, next);
    }),
  ).length;
  const nameOf = ({ staff, start }: Wish) => `${staff} ${String(Date.parse(start) / 60_000)}`;
  const winners = outcomes.filter(({ status }) => status === 201);
  const had = new Set(winners.map(nameOf));
  const twice = winners.length - had.size;
  const records = await Promise.all(winners.map(({ id }) => readBooking(scope, bookingId.parse(id))));
  const missing = winners.filter((each, index) => !records[index] || !stands.has(nameOf(each))).length;
  const wronglyRefused = outcomes.filter(
    (each) =>
      each.status !== 201 &&
      (each.status !== 409 || each.type !== '/problems/time-taken' || !had.has(nameOf(each))),
  ).length;
  const unexplained = stands.size - had.size;
  return double + twice + missing + wronglyRefused + Math.abs(unexplained);
}
