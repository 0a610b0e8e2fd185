import type { PackedSheet } from '@ohjaamo/shared/booking/freeTimes.ts';
import { type Busy, decodeSheet, encodeSheet } from '@ohjaamo/shared/booking/sheet.ts';
import type { BookingId, SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import { indexes, type Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type BookingRecord, bookingRecord } from './record.ts';

const sheetRow = z.object({
  sk: z.string(),
  kind: z.literal('SHEET'),
  version: z.int(),
  busy: z.instanceof(Uint8Array),
});

/** Where a sheet stands. */
export interface SheetPlace {
  readonly site: SiteId;
  readonly week: number;
  readonly staffId: StaffId;
}

/** One sheet, unpacked, with the version its next write is conditional on; version 0 = not written yet. */
export interface Sheet extends SheetPlace {
  readonly version: number;
  readonly intervals: readonly Busy[];
}

/** Reads a booking consistently. */
export function readRecord(scope: TenantScope, id: BookingId): Promise<BookingRecord | undefined> {
  return scope.work.get(scope.keys.booking(id), bookingRecord);
}

/**
 * Reads all sheets of a site over weeks, inclusive, in one Query, eventually consistent: what is shown may lag by a
 * moment, because the commit decides.
 */
export async function readSheets(
  scope: TenantScope,
  site: SiteId,
  firstWeek: number,
  lastWeek: number,
): Promise<PackedSheet[]> {
  const place = (week: number): Key => scope.keys.sheet(site, week, '' as StaffId);
  const { items } = await scope.work.query(place(firstWeek).pk, sheetRow, {
    // `~` sorts after every character of an id.
    between: [place(firstWeek).sk, `${place(lastWeek).sk}~`],
  });
  return items.map(({ sk, busy }) => {
    const [week = '', staffId = ''] = sk.split('#');
    return { week: Number(week), staffId: staffId as StaffId, busy };
  });
}

/** Reads one sheet consistently: what the next commit is decided on. */
export async function readSheet(scope: TenantScope, place: SheetPlace): Promise<Sheet> {
  const row = await scope.work.get(scope.keys.sheet(place.site, place.week, place.staffId), sheetRow);
  return { ...place, version: row?.version ?? 0, intervals: row ? decodeSheet(place.week, row.busy) : [] };
}

/** Why nothing was written. */
export type CommitFailure = 'record-changed' | 'sheet-changed';

/**
 * Writes a booking with the sheets it touches, all or nothing: the record only over `expectedVersion` (0 = must not
 * exist), each sheet only over the version it was read at.
 */
export async function commit(
  scope: TenantScope,
  record: BookingRecord,
  expectedVersion: number,
  sheets: readonly Sheet[],
  extraWrites: readonly Write[] = [],
): Promise<Result<void, CommitFailure>> {
  const written = await scope.work.transact([
    versioned(scope, recordItem(scope, record), expectedVersion),
    ...sheets.map((sheet) => versioned(scope, sheetItem(scope, sheet), sheet.version)),
    ...extraWrites,
  ]);
  if (written.ok) return succeed(undefined);
  return fail(written.error.failures.some(({ index }) => index === 0) ? 'record-changed' : 'sheet-changed');
}

function recordItem(scope: TenantScope, record: BookingRecord) {
  const order = `${BOOKING_ORDER}${new Date(record.start * 60_000).toISOString()}#${record.id}`;
  return {
    ...scope.keys.booking(record.id),
    ...scope.keys.day(record.siteId, record.date, order),
    ...record,
  };
}

function sheetItem(scope: TenantScope, sheet: Sheet) {
  return {
    ...scope.keys.sheet(sheet.site, sheet.week, sheet.staffId),
    kind: 'SHEET',
    version: sheet.version + 1,
    busy: encodeSheet(sheet.week, sheet.intervals),
  };
}

/** A put over the expected version; 0 = the first of its key. */
function versioned(scope: TenantScope, item: Record<string, unknown> & Key, expected: number): Write {
  const write = scope.work.putWrite(item, expected === 0);
  if (expected === 0) return write;
  return {
    Put: {
      TableName: scope.work.name,
      Item: item,
      ConditionExpression: 'version = :expected',
      ExpressionAttributeValues: { ':expected': expected },
    },
  };
}

/** Beginning of the day index's order, which bookings share with other rows of the day. */
const BOOKING_ORDER = 'BOOKING#';

/** The bookings of a site's day by start, in every state (an index: for showing, never for deciding). */
export async function readBookingsOfDay(
  scope: TenantScope,
  site: SiteId,
  date: string,
): Promise<BookingRecord[]> {
  const { dayPk } = scope.keys.day(site, date, '');
  const { items } = await scope.work.query(dayPk, bookingRecord, { begins: BOOKING_ORDER }, indexes.work);
  return items;
}
