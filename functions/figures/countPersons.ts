import { contributionOf, standingOf } from '@ohjaamo/shared/figures/persons/contribution.ts';
import {
  type PersonCountsByPlace,
  planCounters,
  personEntries,
  sumByPlace,
} from '@ohjaamo/shared/figures/persons/counts.ts';
import type { CountedPeriod, PersonFacts, Staffing } from '@ohjaamo/shared/figures/persons/facts.ts';
import type { AreaNames } from '@ohjaamo/shared/figures/persons/figures.ts';
import { isOver, personQuarters } from '@ohjaamo/shared/figures/quarters.ts';
import { type ClientId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate, quarter, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import { everyClient } from '../cases/index.ts';
import { commandIn } from '../kernel/commandIn.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { readPersonFacts, staffingOf } from './personOf.ts';
import {
  type CountedPersons,
  type GonePersons,
  goneWrite,
  putCounted,
  readCounted,
  readGone,
} from './personRepository.ts';

/** What the job needs. */
export interface PersonCountingPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly platform: Table;
}

/** One quarter of one tenant that an operator names: one that was never counted, e.g. of before the job ran. */
const named = z.strictObject({ tenant: tenantId, quarter });

/** Clients that are read at the same time. */
const LANES = 8;
/** A tenant of whom somebody is erased while it is counted is counted again. */
const TRIES = 5;

/** A quarter that is counted, as it stood when the counting began. */
interface Counting {
  readonly quarter: string;
  readonly seals: boolean;
  readonly period: CountedPeriod;
  readonly standing: CountedPersons | undefined;
  readonly gone: GonePersons;
}

/**
 * Counts the persons of each open quarter anew from the cases as they are (M02, M09, M11, M13 to M18), and writes numbers: those of who is
 * there, and of who was erased since the quarter began. A quarter that is over is counted for the last time and sealed. Whatever came before,
 * the same facts give the same numbers, and a run that is cut off or repeated harms nothing; a case that cannot be read fails its tenant, whose
 * numbers of the night before stand.
 *
 * A tenant costs one Query of all clients, for each client what `readPersonFacts` says, and for each open quarter 2 reads and a transaction.
 *
 * @param event `{ tenant, quarter }` counts that quarter of one tenant unless it is sealed; nothing the open quarters of all ({@link commandIn})
 */
export async function countPersons(ports: PersonCountingPorts, event: unknown): Promise<void> {
  const asked = commandIn(event, named);
  const { openScope, clock, platform } = ports;
  if (asked) {
    await countTenant(openScope(asked.tenant, 'personCounter'), clock, asked.quarter);
  } else {
    await forEachTenant({ platform, clock }, 'countPersons', (id) =>
      countTenant(openScope(id, 'personCounter'), clock),
    );
  }
}

async function countTenant(scope: TenantScope, clock: Clock, asked?: string): Promise<number> {
  const tenant = await readTenant(scope);
  if (!tenant) return 0;
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  const quarters = asked ? [{ quarter: asked, seals: isOver(asked, today) }] : personQuarters(today);
  for (let tried = 1; tried <= TRIES; tried++) {
    const open = await openOf(scope, quarters, today);
    if (open.length === 0) return 0;
    const sums = await sumsOf(scope, tenant, open);
    if (await writeAll(scope, open, sums)) return open.length;
  }
  throw new Error('Persons are erased as often as they are counted');
}

/** The quarters that are not sealed. What was erased is read before the clients: whoever goes in between makes the writing fail. */
async function openOf(
  scope: TenantScope,
  quarters: readonly { readonly quarter: string; readonly seals: boolean }[],
  today: string,
): Promise<Counting[]> {
  const all = await Promise.all(
    quarters.map(async (each) => {
      const [gone, standing] = await Promise.all([
        readGone(scope, each.quarter),
        readCounted(scope, each.quarter),
      ]);
      return { ...each, gone, standing, period: { ...quarterDates(each.quarter), today } };
    }),
  );
  return all.filter(({ standing }) => !standing?.isFinal);
}

/** What all clients count for, by quarter. */
interface Sums {
  readonly places: ReadonlyMap<string, PersonCountsByPlace>;
  readonly names: AreaNames;
}

async function sumsOf(scope: TenantScope, tenant: Tenant, open: readonly Counting[]): Promise<Sums> {
  const waiting = await everyClient(scope);
  const staffing = staffingOf(tenant);
  const of = { zone: tenant.profile.zone, quarters: open.map(({ quarter: each }) => each) };
  const places = new Map<string, PersonCountsByPlace>();
  let names: AreaNames = {};
  const lane = async (): Promise<void> => {
    for (let client = waiting.pop(); client !== undefined; client = waiting.pop()) {
      const person = await readPersonFacts(scope, client, of);
      if (!person) continue;
      names = { ...names, ...person.names };
      for (const each of open) {
        const counted = countedOf(person.facts, each, staffing);
        places.set(each.quarter, sumByPlace([places.get(each.quarter) ?? new Map(), counted]));
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { places, names };
}

/** What a client counts for in a quarter; M14 until the first night after it, whose numbers then stay. */
function countedOf(facts: PersonFacts, counting: Counting, staffing: Staffing): PersonCountsByPlace {
  const { period } = counting;
  const contribution = contributionOf(facts, period, staffing);
  if (plansStand(counting)) return contribution;
  const on = period.today < period.to ? period.today : period.to;
  return sumByPlace([contribution, standingOf(facts, on, staffing)]);
}

/** Whether M14 was counted after the quarter's last day. */
function plansStand({ standing, period }: Counting): boolean {
  return standing !== undefined && standing.countedOn > period.to;
}

async function writeAll(scope: TenantScope, open: readonly Counting[], sums: Sums): Promise<boolean> {
  for (const counting of open) {
    const { quarter: of, seals, period, gone, standing } = counting;
    const places = sumByPlace([
      sums.places.get(of) ?? new Map(),
      gone.places,
      ...(standing && plansStand(counting) ? [plansOf(standing.places)] : []),
    ]);
    const counted = {
      quarter: of,
      countedOn: period.today,
      places,
      names: namesOf(places, sums, standing),
      seals,
    };
    if (!(await putCounted(scope, counted, gone))) return false;
  }
  return true;
}

function plansOf(places: PersonCountsByPlace): PersonCountsByPlace {
  const isPlan = (name: string): boolean => planCounters.some((each) => each === name);
  return new Map(
    [...places].map(([place, counts]) => [
      place,
      Object.fromEntries(personEntries(counts).filter(([name]) => isPlan(name))),
    ]),
  );
}

/** The names of the areas that are counted, those too of which only the erased had a map. */
function namesOf(places: PersonCountsByPlace, sums: Sums, standing: CountedPersons | undefined): AreaNames {
  const names = { ...standing?.names, ...sums.names };
  const counted = Object.keys(places.get('TENANT') ?? {});
  return Object.fromEntries(
    Object.entries(names).filter(([area]) => counted.some((name) => name.startsWith(`map:${area}:`))),
  );
}

/**
 * Who is erased stays counted: gives the writes, for the transaction that begins the erasure, which put what the client counts for in each
 * open quarter among those who have gone, as numbers. None of whoever counts for nothing. As many reads as a client costs the night.
 */
export function personGone(openScope: OpenScope, clock: Clock) {
  return async (eraser: TenantScope, client: ClientId): Promise<readonly Write[]> => {
    const scope = openScope(eraser.tenantId, 'personCounter');
    const tenant = await readTenant(scope);
    if (!tenant) return [];
    const today = localDate(currentMinute(clock), tenant.profile.zone);
    const quarters = personQuarters(today).map((each) => each.quarter);
    const [person, ...counted] = await Promise.all([
      readPersonFacts(scope, client, { zone: tenant.profile.zone, quarters }),
      ...quarters.map((each) => readCounted(scope, each)),
    ]);
    if (!person) return [];
    return quarters.flatMap((each, index) => {
      if (counted[index]?.isFinal) return [];
      const places = contributionOf(person.facts, { ...quarterDates(each), today }, staffingOf(tenant));
      return places.size === 0 ? [] : [goneWrite(eraser, each, places)];
    });
  };
}
