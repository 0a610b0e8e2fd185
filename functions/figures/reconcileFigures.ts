import { type Counts, entriesOf, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type SiteId, type StaffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate, plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { bookingsOf } from '../booking/index.ts';
import type { readContactsOfDay } from '../desk/index.ts';
import type { feedbackOfDay } from '../feedback/index.ts';
import type { heldMeetings } from '../groups/index.ts';
import { commandIn } from '../kernel/commandIn.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import {
  markAll,
  readDay,
  readStandingDays,
  replaceDay,
  type StandingDay,
  unmarked,
} from './rebuildRepository.ts';
import { factOf, type Revision } from './streamRepository.ts';

/** What the job needs, and how the facts are read. */
export interface FigureReconciliationPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly platform: Table;
  readonly readContactsOfDay: typeof readContactsOfDay;
  readonly bookingsOf: typeof bookingsOf;
  readonly heldMeetings: typeof heldMeetings;
  readonly feedbackOfDay: typeof feedbackOfDay;
}

/** Dates of one tenant that an operator names, both inclusive. */
const named = z.strictObject({ tenant: tenantId, from: plainDate, to: plainDate });

/** So many days back the nightly run looks: entries are late by three days and corrected within two weeks. */
const DAYS_BACK = 14;
/** Days of a site whose facts are read together. */
const DAYS_AT_ONCE = 31;
/** A day whose row changes while it is looked at is looked at again. */
const TRIES = 5;

/** Figures were not as their facts, and are now. */
class FiguresMendedError extends Error {
  override readonly name = 'FiguresMendedError';
}

/**
 * Compares daily figures and workers' own days, which the stream writes, with the facts they are made of, and makes anew those that differ. It fails when it
 * had to, so that somebody looks why; run again it finds nothing. The marks of all revisions are left before a day is made anew, so that a
 * record which comes late adds nothing twice; a day whose sum is right while a mark is missing (two records lost can make up for each
 * other) is made anew too, without a word.
 *
 * A site costs one Query of its rows, one of its agenda and a read of each appointment, one of its groups and one for each of them, three
 * Queries a day of its contacts and its feedback, and a read for each revision; a worker costs one Query. A day that differs costs the same for itself again, a write for each
 * revision and one for the row; its workers' days the same, and a read and a write for each worker.
 *
 * @param event `{ tenant, from, to }` looks at these dates of one tenant; nothing at the last two weeks of all ({@link commandIn})
 */
export async function reconcileFigures(ports: FigureReconciliationPorts, event: unknown): Promise<void> {
  const { openScope, clock, platform } = ports;
  const asked = commandIn(event, named);
  let mended = 0;
  if (asked) {
    const { tenant, from, to } = asked;
    mended = await reconcileTenant(ports, openScope(tenant, 'figuresKeeper'), { from, to });
  } else {
    await forEachTenant({ platform, clock }, 'reconcileFigures', async (id) => {
      const scope = openScope(id, 'figuresKeeper');
      const count = await reconcileTenant(ports, scope, undefined);
      mended += count;
      return count;
    });
  }
  if (mended > 0) throw new FiguresMendedError(`Days that were not as their facts: ${String(mended)}`);
}

interface Dates {
  readonly from: string;
  readonly to: string;
}

async function reconcileTenant(
  ports: FigureReconciliationPorts,
  scope: TenantScope,
  asked: Dates | undefined,
): Promise<number> {
  const tenant = await readTenant(scope);
  if (!tenant) return 0;
  const today = dayNumber(localDate(currentMinute(ports.clock), tenant.profile.zone));
  const from = asked ? dayNumber(asked.from) : today - DAYS_BACK;
  const to = asked ? dayNumber(asked.to) : today - 1;
  let mended = 0;
  const places = { sites: tenant.sites.map(({ id }) => id), workers: tenant.staff.map(({ id }) => id) };
  for (let day = from; day <= to; day += DAYS_AT_ONCE) {
    const dates = { from: dateOfDay(day), to: dateOfDay(Math.min(to, day + DAYS_AT_ONCE - 1)) };
    mended += await reconcileDates(ports, scope, places, dates);
  }
  return mended;
}

/** The places of a tenant that have days. */
interface Places {
  readonly sites: readonly SiteId[];
  readonly workers: readonly StaffId[];
}

/** How many days were not as their facts, and are now. */
async function reconcileDates(
  ports: FigureReconciliationPorts,
  scope: TenantScope,
  places: Places,
  dates: Dates,
): Promise<number> {
  const own = await ownStanding(scope, places.workers, dates);
  const facts: Revision[] = [];
  const suspect = new Set<string>();
  let mended = 0;
  for (const site of places.sites) {
    const looked = await suspectDays(ports, scope, site, dates);
    facts.push(...looked.facts);
    for (const date of looked.suspect) {
      suspect.add(date);
      if (await reconcileDay(ports, scope, site, date)) mended++;
    }
  }
  for (const date of datesOf(dates)) {
    const isRight = isOwnRight(own, ownByWorker(facts, date), date);
    if (isRight && !suspect.has(date)) continue;
    if (await reconcileOwnDay(ports, scope, places, date)) mended++;
  }
  return mended;
}

/** Each worker's days as they stand, before the facts are read: one Query each. */
async function ownStanding(
  scope: TenantScope,
  workers: readonly StaffId[],
  dates: Dates,
): Promise<ReadonlyMap<StaffId, ReadonlyMap<string, StandingDay>>> {
  const days = await Promise.all(workers.map((worker) => readStandingDays(scope, { worker }, dates)));
  return new Map(workers.map((worker, at) => [worker, days[at] ?? new Map<string, StandingDay>()]));
}

/** What the facts of a date count for in the own work of each who took part. */
function ownByWorker(facts: readonly Revision[], date: string): ReadonlyMap<StaffId, Counts> {
  const rows = facts.flatMap(({ own }) => own).filter((row) => row.date === date);
  const byWorker = Map.groupBy(rows, ({ worker }) => worker);
  return new Map(
    [...byWorker].map(([worker, each]) => [worker, sumCounts(each.map(({ counts }) => counts))]),
  );
}

function isOwnRight(
  standing: ReadonlyMap<StaffId, ReadonlyMap<string, StandingDay>>,
  expected: ReadonlyMap<StaffId, Counts>,
  date: string,
): boolean {
  return [...new Set([...standing.keys(), ...expected.keys()])].every((worker) =>
    isEqual(standing.get(worker)?.get(date)?.counts ?? {}, expected.get(worker) ?? {}),
  );
}

/** Whether somebody's own day was not as its facts, and is now. */
async function reconcileOwnDay(
  ports: FigureReconciliationPorts,
  scope: TenantScope,
  { sites, workers }: Places,
  date: string,
): Promise<boolean> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const rows = await Promise.all(workers.map((worker) => readDay(scope, { worker }, date)));
    const bySite = await Promise.all(
      sites.map((site) => factsOf(ports, scope, site, { from: date, to: date })),
    );
    const facts = bySite.flat();
    const expected = ownByWorker(facts, date);
    const days = workers.map((worker, at) => ({
      ...{ worker, counts: expected.get(worker) ?? {} },
      ...{
        changes: rows[at]?.changes ?? 0,
        isRight: isEqual(rows[at]?.counts ?? {}, expected.get(worker) ?? {}),
      },
    }));
    const missing = await unmarked(scope, facts);
    if (missing.length > 0) {
      // What came in since its site was looked at: a mark alone would keep the stream from telling the site's day of it.
      const at = new Set(missing.map(({ counted }) => counted.site));
      for (const site of at) await reconcileDay(ports, scope, site, date);
      continue;
    }
    const wasRight = days.every(({ isRight }) => isRight);
    if (wasRight) return false;
    const touched = days.filter(({ changes, counts }) => changes > 0 || entriesOf(counts).length > 0);
    const replaced = await Promise.all(
      touched.map(({ worker, counts, changes }) => replaceDay(scope, { worker, date, counts }, changes)),
    );
    if (replaced.every(Boolean)) return true;
  }
  throw new Error('A day of own work changes as often as it is looked at');
}

/**
 * The days of a site that are not as their facts, or have a fact without its mark. The rows are read before the facts, so a fact that comes in
 * between makes its day one of them; whether it is wrong is looked at day by day.
 */
async function suspectDays(
  ports: FigureReconciliationPorts,
  scope: TenantScope,
  site: SiteId,
  dates: Dates,
): Promise<{ readonly suspect: readonly string[]; readonly facts: readonly Revision[] }> {
  const rows = await readStandingDays(scope, { site }, dates);
  const facts = await factsOf(ports, scope, site, dates);
  const unknown = new Set((await unmarked(scope, facts)).map(({ counted }) => counted.date));
  const byDate = Map.groupBy(facts, ({ counted }) => counted.date);
  const suspect = datesOf(dates).filter((date) => {
    const expected = sumCounts((byDate.get(date) ?? []).map(({ counted }) => counted.counts));
    return unknown.has(date) || !isEqual(rows.get(date)?.counts ?? {}, expected);
  });
  return { suspect, facts };
}

function datesOf({ from, to }: Dates): string[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, day) => dateOfDay(first + day));
}

/** Whether the day was not as its facts, and is now. */
async function reconcileDay(
  ports: FigureReconciliationPorts,
  scope: TenantScope,
  site: SiteId,
  date: string,
): Promise<boolean> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const row = await readDay(scope, { site }, date);
    const facts = await factsOf(ports, scope, site, { from: date, to: date });
    const expected = sumCounts(facts.map(({ counted }) => counted.counts));
    const wasRight = isEqual(row.counts, expected);
    if (wasRight && (await unmarked(scope, facts)).length === 0) return false;
    await markAll(scope, facts);
    if (await replaceDay(scope, { site, date, counts: expected }, row.changes)) return !wasRight;
  }
  throw new Error('A day of figures changes as often as it is looked at');
}

/** Everything that counts on some days of a site, as it stands. */
async function factsOf(
  ports: FigureReconciliationPorts,
  scope: TenantScope,
  site: SiteId,
  { from, to }: Dates,
): Promise<Revision[]> {
  const dates = datesOf({ from, to });
  const [contacts, bookings, meetings, feedback] = await Promise.all([
    Promise.all(dates.map((date) => ports.readContactsOfDay(scope, site, date))),
    ports.bookingsOf(scope, site, from, to),
    ports.heldMeetings(scope, site, from, to),
    Promise.all(dates.map((date) => ports.feedbackOfDay(scope, site, date))),
  ]);
  return [...contacts.flat(), ...bookings, ...meetings, ...feedback.flat()].map(factOf);
}

/** Counters that are 0 are as good as none. */
function isEqual(one: Counts, other: Counts): boolean {
  const taken = Object.fromEntries(entriesOf(other).map(([name, count]) => [name, -count]));
  return entriesOf(sumCounts([one, taken])).length === 0;
}
