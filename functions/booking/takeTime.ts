import { HOLD_KIND } from '@ohjaamo/shared/booking/holds.ts';
import { isWithinLimits } from '@ohjaamo/shared/booking/offered.ts';
import { type Busy, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import {
  takes,
  withInterval,
  withMark,
  withoutHolds,
  withoutInterval,
} from '@ohjaamo/shared/booking/sheetContent.ts';
import type { DayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Service } from '@ohjaamo/shared/tenants/profile.ts';
import { pause } from '../kernel/pause.ts';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type BookingRecord, busyOf, type SheetResource } from './record.ts';
import { commitAll, readSheet, type SheetPlace } from './repository.ts';
import { SheetBook } from './sheetBook.ts';
import type { RoomOption } from './siteOffer.ts';
import { TRIES } from './tries.ts';

/** Items that one transaction of DynamoDB may write. */
const TRANSACTION_ITEMS = 100;

/** Who and what could take a time, each list in the order in which it is asked. */
export interface Options {
  readonly workers: readonly SheetResource[];
  /** Of whom one joins; absent when nobody needs to. */
  readonly alongside?: readonly SheetResource[];
  /** Of which one is taken; absent when the meeting needs none. */
  readonly rooms?: readonly RoomOption[];
}

/** Who and what takes a time. */
export interface Choice {
  readonly worker: SheetResource;
  readonly alongside: readonly SheetResource[];
  readonly room?: RoomOption;
}

/** All sheets that a choice writes to, the worker's first. */
export function resourcesOf({ worker, alongside, room }: Choice): SheetResource[] {
  return [worker, ...alongside, ...(room?.parts ?? [])];
}

/** One booking to be written: what it takes, and what it gives back in the same step. */
export interface Taking {
  readonly wanted: Busy;
  readonly service: Service;
  readonly options: Options;
  /** The site's calendar day of an instant, for the limits of a day. */
  readonly dayOf: (minute: EpochMinute) => DayNumber;
  /** The tag of a hold that is the booking's own. */
  readonly own: string;
  /** By what the person's coming bookings are counted. */
  readonly person: string;
  /** Whether anybody may do it, and when that turn is, after all earlier ones. */
  readonly isTurn: boolean;
  readonly turnAt: number;
  readonly expectedVersion: number;
  /** The booking as it stands, when it holds a time that is given back. */
  readonly held?: BookingRecord;
  readonly recordFor: (choice: Choice) => BookingRecord;
}

/** Why nothing was taken. Indexes count in the takings, those of `failures` in the extra writes. */
export type TakingFailure =
  | { readonly type: 'time-taken'; readonly indexes: readonly number[] }
  | { readonly type: 'record-changed'; readonly indexes: readonly number[] }
  /** All of it does not fit into one transaction: fewer at once do. */
  | { readonly type: 'too-many' }
  | { readonly type: 'write-refused'; readonly failures: ConditionFailure['failures'] };

/**
 * Takes times for bookings, all or none, in one transaction: for each the first worker, room and company that have it free.
 * A sheet that another booking changed meanwhile is read and decided again: a collision alone never refuses a time that is
 * free. When some cannot be had, all of those are named. Reads a sheet for everybody and every room that is asked.
 */
export async function takeTimes(
  scope: TenantScope,
  takings: readonly Taking[],
  clock: Clock,
  extraWrites: readonly Write[] = [],
): Promise<Result<BookingRecord[], TakingFailure>> {
  for (let tried = 1; ; tried++) {
    const book = new SheetBook((place) => readSheet(scope, place));
    const { taken, refused } = await decide(book, takings, clock);
    if (refused.length > 0) return fail({ type: 'time-taken', indexes: refused });
    const records = taken.map((record, index) => ({
      record,
      expectedVersion: takings[index]?.expectedVersion ?? 0,
    }));
    const sheets = book.changes();
    if (records.length + sheets.length + extraWrites.length > TRANSACTION_ITEMS) {
      return fail({ type: 'too-many' });
    }
    const written = await commitAll(scope, records, sheets, extraWrites);
    if (written.ok) return succeed(taken);
    if (written.error.type !== 'sheet-changed') return fail(written.error);
    if (tried === TRIES) throw new Error('The sheets kept changing');
    await pause(tried);
  }
}

/** Which of the takings could not be had now; writes nothing. */
export async function clashesOf(
  scope: TenantScope,
  takings: readonly Taking[],
  clock: Clock,
): Promise<readonly number[]> {
  return (await decide(new SheetBook((place) => readSheet(scope, place)), takings, clock)).refused;
}

/** Gives every taking its time in the book, one after another; `refused` are the indexes of those that cannot be had. */
async function decide(book: SheetBook, takings: readonly Taking[], clock: Clock) {
  const now = clock.now() / 60_000;
  for (const { held } of takings) if (held) await free(book, held, now);
  const taken: BookingRecord[] = [];
  const refused: number[] = [];
  for (const [index, taking] of takings.entries()) {
    const choice = await choose(book, taking, now);
    if (choice) taken.push(await take(book, taking, choice, now));
    else refused.push(index);
  }
  return { taken, refused };
}

/** Gives back all that a booking holds and writes the record that says so, with other writes. */
export async function giveBack(
  scope: TenantScope,
  held: BookingRecord,
  record: BookingRecord,
  clock: Clock,
  extraWrites: readonly Write[] = [],
): Promise<Result<BookingRecord, Exclude<TakingFailure, { type: 'time-taken' | 'too-many' }>>> {
  for (let tried = 1; ; tried++) {
    const book = new SheetBook((place) => readSheet(scope, place));
    await free(book, held, clock.now() / 60_000);
    const written = await commitAll(
      scope,
      [{ record, expectedVersion: held.version }],
      book.changes(),
      extraWrites,
    );
    if (written.ok) return succeed(record);
    if (written.error.type !== 'sheet-changed') return fail(written.error);
    if (tried === TRIES) throw new Error('The sheets kept changing');
    await pause(tried);
  }
}

/** Takes a booking's time out of all its sheets. */
async function free(book: SheetBook, held: BookingRecord, now: number): Promise<void> {
  const busy = busyOf(held);
  for (const resource of held.sheets) {
    await book.change({ ...resource, week: weekOf(held.start) }, (content) =>
      withoutInterval(withoutHolds(content, { now }), busy, held.service),
    );
  }
}

/** The first who and what have the time free; `undefined` when a kind has nobody. */
export async function choose(
  book: SheetBook,
  taking: Pick<Taking, 'wanted' | 'service' | 'options' | 'own' | 'dayOf'>,
  now: number,
): Promise<Choice | undefined> {
  const { options, wanted } = taking;
  const asking = { own: taking.own, now };
  const isFree = async (resource: SheetResource): Promise<boolean> =>
    takes(await book.contentOf(placeOf(resource, wanted)), wanted, asking);
  const room = options.rooms && (await firstRoom(options.rooms, isFree));
  if (options.rooms && !room) return undefined;
  for (const worker of options.workers) {
    if (!(await isFree(worker)) || !(await keepsLimits(book, worker, taking))) continue;
    if (!options.alongside) return { worker, alongside: [], ...(room && { room }) };
    for (const companion of options.alongside) {
      if (companion.id === worker.id || !(await isFree(companion))) continue;
      return { worker, alongside: [companion], ...(room && { room }) };
    }
  }
  return undefined;
}

async function firstRoom(
  rooms: readonly RoomOption[],
  isFree: (resource: SheetResource) => Promise<boolean>,
): Promise<RoomOption | undefined> {
  for (const room of rooms) {
    let isWholeFree = true;
    for (const part of room.parts) isWholeFree &&= await isFree(part);
    if (isWholeFree) return room;
  }
  return undefined;
}

async function keepsLimits(
  book: SheetBook,
  worker: SheetResource,
  { wanted, service, dayOf }: Pick<Taking, 'wanted' | 'service' | 'dayOf'>,
): Promise<boolean> {
  const { marks } = await book.contentOf(placeOf(worker, wanted));
  return isWithinLimits(service.limits, marks[service.code] ?? [], wanted.start, dayOf);
}

/** Writes a choice into its sheets and makes the record. */
async function take(book: SheetBook, taking: Taking, choice: Choice, now: number): Promise<BookingRecord> {
  const { wanted, service, own, person } = taking;
  const isLimited = Object.values(service.limits).some((limit) => limit !== undefined);
  const isTurn = await isTurnOf(book, taking, choice);
  for (const resource of resourcesOf(choice)) {
    await book.change(
      placeOf(resource, wanted),
      (content) => withInterval(content, wanted, { own, now }) ?? content,
    );
  }
  await book.change(placeOf(choice.worker, wanted), (content) => {
    const marked = isLimited ? withMark(content, service.code, { start: wanted.start, person }) : content;
    return isTurn ? { ...marked, assignedAt: Math.max(taking.turnAt, marked.assignedAt) } : marked;
  });
  return taking.recordFor(choice);
}

/** Whether the worker was chosen by turn, now or when the time was held; not by staying with the worker one had. */
async function isTurnOf(
  book: SheetBook,
  { isTurn, own, wanted, held }: Taking,
  { worker }: Choice,
): Promise<boolean> {
  if (isTurn) return held?.staffId !== worker.id;
  const { holds } = await book.contentOf(placeOf(worker, wanted));
  return holds.some(({ booking, kind }) => booking === own && kind === HOLD_KIND.turn);
}

function placeOf(resource: SheetResource, { start }: Busy): SheetPlace {
  return { ...resource, week: weekOf(start) };
}
