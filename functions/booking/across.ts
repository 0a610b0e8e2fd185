import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import type { BookingId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { decideAnew } from './decideAnew.ts';
import { type BookingRecord, later } from './record.ts';
import { commit, readRecord } from './repository.ts';
import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';

/** Which of some bookings still take a place among those of an opening: the ones that hold their time or had it. 1 unit each. */
export async function standingBookings(scope: TenantScope, ids: readonly BookingId[]): Promise<BookingId[]> {
  const records = await Promise.all(ids.map((id) => readRecord(scope, id)));
  return ids.filter((_, index) => {
    const state = records[index]?.state;
    return state !== undefined && (holdsTime(state) || state === 'KEPT' || state === 'NO_SHOW');
  });
}

/** So many bookings are marked at one time: a year of a well used opening has 2 600, and a request ten seconds. */
const TOGETHER = 10;

/**
 * Marks the coming ones of some bookings: the opening by way of which they were made is over, and they stand. The mark is what the
 * message about it follows, once. Gives how many were marked now; repeating it marks none twice.
 */
export async function markOpeningEnded(
  scope: TenantScope,
  ids: readonly BookingId[],
  zone: string,
  clock: Clock,
): Promise<number> {
  let marked = 0;
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const some = ids.slice(from, from + TOGETHER);
    const done = await Promise.all(some.map((id) => markEnded(scope, id, zone, clock)));
    if (done.some(({ ok }) => !ok)) throw new Error('A booking kept changing while its opening ended');
    marked += done.filter((each) => each.ok && each.value).length;
  }
  return marked;
}

/** Marks one; false when there is nothing to tell of it. */
function markEnded(
  scope: TenantScope,
  id: BookingId,
  zone: string,
  clock: Clock,
): Promise<Result<boolean, Problem>> {
  return decideAnew(async () => {
    const record = await readRecord(scope, id);
    if (!record || !isToTell(record, clock)) return succeed(false);
    const next = later(record, zone, clock);
    const through = record.through && { ...record.through, endedAt: next.changedAt };
    const written = await commit(scope, { ...next, ...(through && { through }) }, record.version, []);
    return written.ok ? succeed(true) : undefined;
  });
}

function isToTell({ state, start, through }: BookingRecord, clock: Clock): boolean {
  return (
    holdsTime(state) && start * 60_000 > clock.now() && through !== undefined && through.endedAt === undefined
  );
}
