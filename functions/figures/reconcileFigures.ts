import { type Counts, entriesOf, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type SiteId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate, plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { bookingsOf } from '../booking/index.ts';
import type { readContactsOfDay } from '../desk/index.ts';
import type { feedbackOfDay } from '../feedback/index.ts';
import type { heldMeetings } from '../groups/index.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { markAll, readDay, readStandingDays, replaceDay, unmarked } from './rebuildRepository.ts';
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
 * Compares daily figures, which the stream writes, with the facts they are made of, and makes anew those that differ. It fails when it
 * had to, so that somebody looks why; run again it finds nothing. The marks of all revisions are left before a day is made anew, so that a
 * record which comes late adds nothing twice; a day whose sum is right while a mark is missing (two records lost can make up for each
 * other) is made anew too, without a word.
 *
 * A site costs one Query of its rows, one of its agenda and a read of each appointment, one of its groups and one for each of them, three
 * Queries a day of its contacts and its feedback, and a read for each revision. A day that differs costs the same for itself again, a write for each revision and one
 * for the row.
 *
 * @param event `{ tenant, from, to }` looks at these dates of one tenant; anything else at the last two weeks of all
 */
export async function reconcileFigures(ports: FigureReconciliationPorts, event: unknown): Promise<void> {
  const { openScope, clock, platform } = ports;
  const asked = named.safeParse(event);
  let mended = 0;
  if (asked.success) {
    const { tenant, from, to } = asked.data;
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
  for (const { id } of tenant.sites) {
    for (let day = from; day <= to; day += DAYS_AT_ONCE) {
      const dates = { from: dateOfDay(day), to: dateOfDay(Math.min(to, day + DAYS_AT_ONCE - 1)) };
      for (const date of await suspectDays(ports, scope, id, dates)) {
        if (await reconcileDay(ports, scope, id, date)) mended++;
      }
    }
  }
  return mended;
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
): Promise<string[]> {
  const rows = await readStandingDays(scope, site, dates);
  const facts = await factsOf(ports, scope, site, dates);
  const unknown = new Set((await unmarked(scope, facts)).map(({ counted }) => counted.date));
  const byDate = Map.groupBy(facts, ({ counted }) => counted.date);
  return datesOf(dates).filter((date) => {
    const expected = sumCounts((byDate.get(date) ?? []).map(({ counted }) => counted.counts));
    return unknown.has(date) || !isEqual(rows.get(date)?.counts ?? {}, expected);
  });
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
    const row = await readDay(scope, site, date);
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
