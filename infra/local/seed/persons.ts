import { goneWrite, putCounted, readCounted, staffingOf } from '@ohjaamo/functions/figures/index.ts';
import type { OpenScope, TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { contributionOf, standingOf } from '@ohjaamo/shared/figures/persons/contribution.ts';
import { type PersonCountsByPlace, sumByPlace } from '@ohjaamo/shared/figures/persons/counts.ts';
import type { CountedPeriod } from '@ohjaamo/shared/figures/persons/facts.ts';
import { isOver } from '@ohjaamo/shared/figures/quarters.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { HELSINKI, localDate, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import type { DemoTenant } from './demo.ts';
import { drawsOf } from './draws.ts';
import { type InventedTown, inventPerson } from './inventPerson.ts';
import { toldQuarters } from './past.ts';
import { writeAll } from './write.ts';

const MONTHS_OF_QUARTER = 3;
/** A client for so many contacts with somebody known: most come more than once. */
const CONTACTS_OF_CLIENT = 3.4;

/**
 * Writes what past quarters count of persons, as an old municipality has it: numbers, of clients whose records are gone. A quarter that is
 * sealed stands; one that is still counted has them among those who were erased, so that each night adds whoever is there. Two or three
 * transactions for a quarter of a municipality; one that stands stays as it is.
 *
 * @param now milliseconds since 1970
 */
export async function writePersons(
  openScope: OpenScope,
  tenants: readonly DemoTenant[],
  now: number,
): Promise<void> {
  const today = localDate(Math.floor(now / 60_000), HELSINKI);
  for (const demo of tenants) {
    const as = {
      counter: openScope(demo.tenantId, 'personCounter'),
      eraser: openScope(demo.tenantId, 'eraser'),
    };
    for (const quarter of toldQuarters(now)) await writeQuarter(as, demo, quarter, today);
  }
}

async function writeQuarter(
  { counter, eraser }: { readonly counter: TenantScope; readonly eraser: TenantScope },
  demo: DemoTenant,
  quarter: string,
  today: string,
): Promise<void> {
  const town = townOf(demo);
  if (!town || (await readCounted(counter, quarter))) return;
  const seals = isOver(quarter, today);
  const { period, stood, passed } = countedIn(demo, town, quarter);
  const counting = {
    quarter,
    countedOn: period.today,
    places: sumByPlace([passed, stood]),
    names: {},
    seals,
  };
  const isWritten = await putCounted(counter, counting, { erasures: 0, places: new Map() });
  if (!isWritten) throw new Error('A quarter of the demo data could not be written');
  if (seals) return;
  // One place at a time: a municipality's counters together are more than one update may name.
  for (const [place, counts] of passed) {
    await writeAll(eraser.work, [goneWrite(eraser, quarter, new Map([[place, counts]]))]);
  }
}

/** What the clients of a quarter count for on the day after it: by how things stood on its last day, and by what happened in it. */
function countedIn(
  { code, tenant }: DemoTenant,
  town: InventedTown,
  quarter: string,
): {
  readonly period: CountedPeriod;
  readonly stood: PersonCountsByPlace;
  readonly passed: PersonCountsByPlace;
} {
  const dates = quarterDates(quarter);
  const period = { ...dates, today: dateOfDay(dayNumber(dates.to) + 1) };
  const staffing = staffingOf(tenant);
  const people = Array.from({ length: clientsIn(town) }, (_, number) =>
    inventPerson(town, period, (what) => drawsOf(`${code} ${quarter} ${String(number)} ${what}`)),
  );
  return {
    period,
    stood: sumByPlace(people.map((each) => standingOf(each, dates.to, staffing))),
    passed: sumByPlace(people.map((each) => contributionOf(each, period, staffing))),
  };
}

function clientsIn({ sites }: InventedTown): number {
  const known = sites.reduce(
    (sum, { volume }) => sum + volume.contacts_per_month * (1 - volume.anonymous / 100),
    0,
  );
  return Math.round((known * MONTHS_OF_QUARTER) / CONTACTS_OF_CLIENT);
}

/** What persons are drawn from; nothing of a municipality without volumes. */
function townOf({ tenant, sites, access }: DemoTenant): InventedTown | undefined {
  const [first, ...others] = sites.flatMap(({ siteId: id, volume }) => (volume ? [{ id, volume }] : []));
  const counsellors = access.filter(({ roles }) => roles.includes('COUNSELLOR'));
  const [worker, ...workers] = counsellors.map(({ staffId }) => staffId);
  if (!first || worker === undefined) return undefined;
  return {
    sites: [first, ...others],
    workers: [worker, ...workers],
    organisations: tenant.organisations.map(({ code }) => code),
    otherLanguage: tenant.profile.languages.includes('sv') ? 'sv' : 'en',
  };
}
