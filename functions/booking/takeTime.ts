import type { Busy } from '@ohjaamo/shared/booking/sheet.ts';
import { inserted, removed, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type BookingRecord, busyOf } from './record.ts';
import { commit, readSheet, type Sheet, type SheetPlace } from './repository.ts';

/**
 * How often one worker's sheet is decided anew. Each lost try means that another booking of the same person and week
 * was written, so only a rush of this size on one person's week could use them up.
 */
const TRIES = 60;

/** What is to be written: a record over the version it had, and the time it gives back. */
export interface Taking {
  readonly site: SiteId;
  readonly wanted: Busy;
  readonly expectedVersion: number;
  /** The booking as it stands, when it holds a time that is given back in the same transaction. */
  readonly held?: BookingRecord;
  readonly recordFor: (staffId: StaffId) => BookingRecord;
}

export type TakingFailure = 'time-taken' | 'record-changed';

/**
 * Takes a time for the first of `candidates` who has it free. A sheet that another booking changed meanwhile is read
 * and decided again: a collision alone never refuses a time that is still free.
 */
export async function takeTime(
  scope: TenantScope,
  candidates: readonly StaffId[],
  taking: Taking,
): Promise<Result<BookingRecord, TakingFailure>> {
  for (const staffId of candidates) {
    const taken = await takeFrom(scope, staffId, taking);
    if (taken.ok || taken.error === 'record-changed') return taken;
  }
  return fail('time-taken');
}

async function takeFrom(
  scope: TenantScope,
  staffId: StaffId,
  { site, wanted, expectedVersion, held, recordFor }: Taking,
): Promise<Result<BookingRecord, TakingFailure>> {
  const target: SheetPlace = { site, week: weekOf(wanted.start), staffId };
  const source = held && placeOf(held);
  const isSameSheet = source?.week === target.week && source.staffId === staffId && source.site === site;
  for (let tried = 1; ; tried++) {
    const to = await readSheet(scope, target);
    const from = isSameSheet || !source ? undefined : await readSheet(scope, source);
    const remaining = held && isSameSheet ? removed(to.intervals, held) : to.intervals;
    const intervals = inserted(remaining, wanted);
    if (!intervals) return fail('time-taken');
    const sheets: Sheet[] = [{ ...to, intervals }];
    if (held && from) sheets.push({ ...from, intervals: removed(from.intervals, held) });
    const record = recordFor(staffId);
    const written = await commit(scope, record, expectedVersion, sheets);
    if (written.ok) return succeed(record);
    if (written.error === 'record-changed') return fail('record-changed');
    if (tried === TRIES) throw new Error('The sheet kept changing');
    await pause(tried);
  }
}

/** Gives a booking's time back and writes the record that says so. */
export async function giveBack(
  scope: TenantScope,
  held: BookingRecord,
  record: BookingRecord,
): Promise<Result<BookingRecord, 'record-changed'>> {
  for (let tried = 1; ; tried++) {
    const sheet = await readSheet(scope, placeOf(held));
    const left = { ...sheet, intervals: removed(sheet.intervals, busyOf(held)) };
    const written = await commit(scope, record, held.version, [left]);
    if (written.ok) return succeed(record);
    if (written.error === 'record-changed') return fail('record-changed');
    if (tried === TRIES) throw new Error('The sheet kept changing');
    await pause(tried);
  }
}

function placeOf({ siteId, staffId, start }: BookingRecord): SheetPlace {
  return { site: siteId, week: weekOf(start), staffId };
}

/** A short wait of random length, so that those who collided do not collide again in step. */
function pause(tried: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, Math.random() * Math.min(10 * tried, 100)));
}
