import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import { BUSY_KIND, decodeSheet, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { bookingId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { agendaOf, type AgendaRow, showInAgenda } from './agendaRepository.ts';
import { type BookingRecord, bookingRecord, isAskedByCaps } from './record.ts';
import { forgetVisitor, readSheetsOf } from './repository.ts';

/** What the job needs. */
export interface AgendaReconciliationPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly platform: Table;
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** How long the stream may take to show a booking that was made a moment ago, and how often it is waited for. */
const STREAM_TAKES = 10_000;
const LOOKS = 3;

/** Bookings of one tenant that an operator names, because no row of the agenda does. */
const named = z.strictObject({ tenant: tenantId, bookings: z.array(bookingId).min(1).max(1000) });

/** Sorts after every date that can be written with four digits of year. */
const ALL_TO_COME = '9999-12-31';
const DAYS_IN_WEEK = 7;

/** A time in a worker's sheet is a booking's, and no row of the agenda tells whose. */
class AgendaIncompleteError extends Error {
  override readonly name = 'AgendaIncompleteError';
}

/**
 * Compares the agenda, which the stream writes, with what it is written from, and mends it: after records of the stream
 * were lost, an older state may stand there, or a booking at a time that it left. Every row from yesterday on is compared
 * with its booking. A booking whose first record was lost has no row, and the sheets, which know its time, do not know its
 * id: the job fails then, so that somebody looks, and shows it when it is invoked with its tenant and id. A booking that was made
 * while the job ran is not one of these: its record is on its way, so the job looks again before it says so. Doing it twice
 * changes nothing more.
 *
 * The hash of who booked openly goes from what was made on an earlier date: the caps ask no longer.
 *
 * A tenant costs its names, one Query of each site's agenda, one read of each booking in it (a hundred in a batch) and of
 * each worker's sheets to the horizon; it writes one unit for each kilobyte of a row that it mends, two rows when the
 * booking had moved, and one for each hash that goes.
 *
 * @param event `{ tenant, bookings }` shows these bookings; anything else is the nightly run over all tenants
 */
export async function reconcileAgenda(ports: AgendaReconciliationPorts, event: unknown): Promise<void> {
  const { openScope, clock, platform } = ports;
  const asked = named.safeParse(event);
  if (asked.success) {
    const scope = openScope(asked.data.tenant, 'agendaKeeper');
    const keys = asked.data.bookings.map((id) => scope.keys.booking(id));
    const records = await scope.work.batchGet(keys, bookingRecord, true);
    for (const record of records) await showInAgenda(scope, undefined, record, clock.now());
    return;
  }
  await forEachTenant({ platform, clock }, 'reconcileAgenda', async (id) => {
    const scope = openScope(id, 'agendaKeeper');
    const tenant = await readTenant(scope);
    if (!tenant) return 0;
    // The sheets first: what is booked after they were read is not looked for.
    let taken = await takenTimes(scope, tenant, clock);
    let { mended, shown } = await mendRows(scope, tenant, clock);
    for (let looked = 1; taken.some((time) => !shown.has(time)); looked++) {
      if (looked === LOOKS) throw new AgendaIncompleteError();
      await ports.wait(STREAM_TAKES);
      // A time that was given back meanwhile is not looked for any more.
      const still = new Set(await takenTimes(scope, tenant, clock));
      taken = taken.filter((time) => still.has(time));
      const again = await mendRows(scope, tenant, clock);
      mended += again.mended;
      shown = again.shown;
    }
    return mended;
  });
}

/** Shows every booking that the agenda knows as it is now; gives the times that these bookings hold. */
async function mendRows(
  scope: TenantScope,
  { sites, profile }: Tenant,
  clock: Clock,
): Promise<{ readonly mended: number; readonly shown: ReadonlySet<string> }> {
  const yesterday = dateOfDay(dayNumber(localDate(currentMinute(clock), profile.zone)) - 1);
  const shown = new Set<string>();
  let mended = 0;
  for (const site of sites) {
    const rows = await agendaOf(scope, site.id, yesterday, ALL_TO_COME);
    const keys = [...new Set(rows.map(({ id }) => id))].map((id) => scope.keys.booking(id));
    const records = await scope.work.batchGet(keys, bookingRecord, true);
    for (const record of records) {
      const isOver = record.visitor !== undefined && !isAskedByCaps(record, profile.zone, clock);
      if (isOver) await forgetVisitor(scope, record.id);
    }
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const row of rows) {
      const record = byId.get(row.id);
      if (!record) continue;
      if (holdsTime(record.state)) {
        for (const worker of [record.staffId, ...record.alongside]) shown.add(timeOf(worker, record));
      }
      if (isAsShown(row, record)) continue;
      if (await showInAgenda(scope, placedAs(record, row), record, clock.now())) mended++;
    }
  }
  return { mended, shown };
}

function isAsShown(row: AgendaRow, record: BookingRecord): boolean {
  return row.version >= record.version && row.start === record.start;
}

/** The booking where the row still shows it, as far as the place of a row goes. */
function placedAs(record: BookingRecord, { siteId, date, start }: AgendaRow): BookingRecord {
  return { ...record, siteId, date, start };
}

/** The coming times at which workers are booked, as their sheets say it, to the farthest horizon of a service. */
async function takenTimes(scope: TenantScope, { staff, services }: Tenant, clock: Clock): Promise<string[]> {
  const now = currentMinute(clock);
  const days = Math.max(DAYS_IN_WEEK, ...services.map(({ horizonDays }) => horizonDays));
  const resources = staff.map(({ homeSite: home, id }) => ({ home, id }));
  const sheets = await readSheetsOf(scope, resources, weekOf(now), weekOf(now + days * 1440));
  return sheets.flatMap(({ id, week, busy }) =>
    decodeSheet(week, busy)
      .filter(({ kind, start }) => kind === BUSY_KIND.booking && start > now)
      .map((time) => timeOf(id, time)),
  );
}

function timeOf(worker: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return [worker, start, end].join('-');
}
