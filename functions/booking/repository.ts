import type { StoredSheet } from '@ohjaamo/shared/booking/freeTimes.ts';
import { decodeHolds, decodeMarks, encodeHolds, encodeMarks } from '@ohjaamo/shared/booking/holds.ts';
import { decodeSheet, encodeSheet } from '@ohjaamo/shared/booking/sheet.ts';
import { emptySheet, type SheetContent } from '@ohjaamo/shared/booking/sheetContent.ts';
import type { BookingId, ResourceId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type BookingRecord, bookingRecord, type SheetResource } from './record.ts';

const bytes = z.instanceof(Uint8Array);
const sheetRow = z.object({
  sk: z.string(),
  kind: z.literal('SHEET'),
  version: z.int(),
  busy: bytes,
  holds: bytes.optional(),
  marks: z.record(z.string(), bytes).optional(),
  assignedAt: z.number().optional(),
});

/** Where a sheet stands. */
export interface SheetPlace extends SheetResource {
  readonly week: number;
}

/** One sheet, unpacked, with the version its next write is conditional on; version 0 = not written yet. */
export interface Sheet {
  readonly place: SheetPlace;
  readonly version: number;
  readonly content: SheetContent;
}

/** Reads a booking consistently. */
export function readRecord(scope: TenantScope, id: BookingId): Promise<BookingRecord | undefined> {
  return scope.work.get(scope.keys.booking(id), bookingRecord);
}

/**
 * Reads all sheets of one home site over weeks, inclusive, in one Query, eventually consistent: what is shown may lag by a
 * moment, because the commit decides.
 */
export async function readSheets(
  scope: TenantScope,
  home: SiteId,
  firstWeek: number,
  lastWeek: number,
): Promise<StoredSheet[]> {
  const place = (week: number): Key => scope.keys.sheet(home, week, '' as ResourceId);
  const { items } = await scope.work.query(place(firstWeek).pk, sheetRow, {
    // `~` sorts after every character of an id.
    between: [place(firstWeek).sk, `${place(lastWeek).sk}~`],
  });
  return items.map(storedSheet);
}

/** Reads the sheets of single resources over weeks, inclusive: one BatchGetItem for every hundred, eventually consistent. */
export async function readSheetsOf(
  scope: TenantScope,
  resources: readonly SheetResource[],
  firstWeek: number,
  lastWeek: number,
): Promise<StoredSheet[]> {
  const weeks = Array.from({ length: lastWeek - firstWeek + 1 }, (_, index) => firstWeek + index);
  const keys = resources.flatMap(({ home, id }) => weeks.map((week) => scope.keys.sheet(home, week, id)));
  return (await scope.work.batchGet(keys, sheetRow)).map(storedSheet);
}

function storedSheet({ sk, busy, holds, marks, assignedAt }: z.infer<typeof sheetRow>): StoredSheet {
  const [week = '', id = ''] = sk.split('#');
  return {
    week: Number(week),
    id: id as ResourceId,
    busy,
    ...(holds && { holds }),
    ...(marks && { marks }),
    ...(assignedAt !== undefined && { assignedAt }),
  };
}

/** Reads one sheet consistently: what the next commit is decided on. */
export async function readSheet(scope: TenantScope, place: SheetPlace): Promise<Sheet> {
  const { home, week, id } = place;
  const row = await scope.work.get(scope.keys.sheet(home, week, id), sheetRow);
  if (!row) return { place, version: 0, content: emptySheet };
  const { version, busy, holds, marks = {}, assignedAt = 0 } = row;
  const content = {
    intervals: decodeSheet(week, busy),
    holds: holds ? decodeHolds(week, holds) : [],
    marks: Object.fromEntries(
      Object.entries(marks).map(([service, packed]) => [service, decodeMarks(week, packed)]),
    ),
    assignedAt,
  };
  return { place, version, content };
}

/** Takes the hash of who made a booking away, at whatever version it stands: one write. */
export async function forgetVisitor(scope: TenantScope, id: BookingId): Promise<void> {
  await takeOut(scope, id, ['visitor'], 'attribute_exists(visitor)');
}

/** Takes personal parts out of a booking at whatever version it stands, so that no change which has read them can write them back: one write. */
export async function takeOut(
  scope: TenantScope,
  id: BookingId,
  names: readonly string[],
  condition: string,
): Promise<void> {
  await scope.work.update({
    Key: scope.keys.booking(id),
    UpdateExpression: `SET forgotten = if_not_exists(forgotten, :none) + :once REMOVE ${names.join(', ')}`,
    ConditionExpression: condition,
    ExpressionAttributeValues: { ':none': 0, ':once': 1 },
  });
}

/** A booking that is written over the version it had; 0 = it must not exist. */
export interface RecordWrite {
  readonly record: BookingRecord;
  readonly expectedVersion: number;
}

/** Why nothing was written. `indexes` and those of `failures` count in what was given. */
export type CommitFailure =
  | { readonly type: 'record-changed'; readonly indexes: readonly number[] }
  | { readonly type: 'sheet-changed' }
  | { readonly type: 'write-refused'; readonly failures: ConditionFailure['failures'] };

/**
 * Writes bookings with the sheets they touch, all or nothing: each record and each sheet only over the version it was read
 * at. Write units: twice the kilobytes of each item, begun ones whole; no index.
 */
export async function commitAll(
  scope: TenantScope,
  records: readonly RecordWrite[],
  sheets: readonly Sheet[],
  extraWrites: readonly Write[] = [],
): Promise<Result<void, CommitFailure>> {
  const written = await scope.work.transact([
    ...records.map((each) => recordWrite(scope, each)),
    ...sheets.map((sheet) => scope.work.putOverWrite(sheetItem(scope, sheet), sheet.version)),
    ...extraWrites,
  ]);
  if (written.ok) return succeed(undefined);
  const { failures } = written.error;
  const indexes = failures.map(({ index }) => index).filter((index) => index < records.length);
  if (indexes.length > 0) return fail({ type: 'record-changed', indexes });
  const before = records.length + sheets.length;
  if (failures.some(({ index }) => index < before)) return fail({ type: 'sheet-changed' });
  return fail({
    type: 'write-refused',
    failures: failures.map(({ index, item }) => ({ index: index - before, item })),
  });
}

/** A booking over the version it was read at, and only while nothing was taken out of it since. */
function recordWrite(scope: TenantScope, { record, expectedVersion }: RecordWrite): Write {
  const { Put: put } = scope.work.putOverWrite(
    { ...scope.keys.booking(record.id), ...record },
    expectedVersion,
  );
  if (!put || expectedVersion === 0) return { Put: put };
  const isForgotten = record.forgotten !== undefined;
  return {
    Put: {
      ...put,
      ConditionExpression: `${put.ConditionExpression ?? ''} AND ${isForgotten ? 'forgotten = :forgotten' : 'attribute_not_exists(forgotten)'}`,
      ExpressionAttributeValues: {
        ...put.ExpressionAttributeValues,
        ...(isForgotten && { ':forgotten': record.forgotten }),
      },
    },
  };
}

/** Writes one booking with the sheets it touches, none when it keeps its time, and other writes. */
export async function commit(
  scope: TenantScope,
  record: BookingRecord,
  expectedVersion: number,
  sheets: readonly Sheet[],
  extraWrites: readonly Write[] = [],
): Promise<Result<void, CommitFailure['type']>> {
  const written = await commitAll(scope, [{ record, expectedVersion }], sheets, extraWrites);
  return written.ok ? written : fail(written.error.type);
}

function sheetItem(scope: TenantScope, { place, version, content }: Sheet) {
  const { home, week, id } = place;
  const marks = Object.entries(content.marks).map(([code, all]) => [code, encodeMarks(week, all)] as const);
  return {
    ...scope.keys.sheet(home, week, id),
    kind: 'SHEET',
    version: version + 1,
    busy: encodeSheet(week, content.intervals),
    ...(content.holds.length > 0 && { holds: encodeHolds(week, content.holds) }),
    ...(marks.length > 0 && { marks: Object.fromEntries(marks) }),
    ...(content.assignedAt > 0 && { assignedAt: content.assignedAt }),
  };
}

/** Writes the holds of one sheet over the version it was read at: one write unit for a sheet up to a kilobyte. */
export async function writeHolds(
  scope: TenantScope,
  { place, version, content }: Sheet,
): Promise<Result<void, 'sheet-changed'>> {
  const written = await scope.work.update({
    Key: scope.keys.sheet(place.home, place.week, place.id),
    UpdateExpression: 'SET holds = :holds, version = :next, kind = :kind, busy = if_not_exists(busy, :empty)',
    ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :expected',
    ExpressionAttributeValues: {
      ':holds': encodeHolds(place.week, content.holds),
      ':next': version + 1,
      ':kind': 'SHEET',
      ':empty': new Uint8Array(0),
      ...(version > 0 && { ':expected': version }),
    },
  });
  return written.ok ? succeed(undefined) : fail('sheet-changed');
}
