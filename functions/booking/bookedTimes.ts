import { type Busy, decodeSheet, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { SheetResource } from './record.ts';
import { readSheetsOf } from './repository.ts';

/**
 * What stands in one worker's sheets between two instants, in order: bookings, meetings and busy times elsewhere, but not
 * what somebody only keeps while filling in. One BatchGetItem, eventually consistent: for showing, never for deciding.
 */
export async function bookedTimes(
  scope: TenantScope,
  resource: SheetResource,
  from: EpochMinute,
  until: EpochMinute,
): Promise<Busy[]> {
  const sheets = await readSheetsOf(scope, [resource], weekOf(from), weekOf(until));
  return sheets
    .sort((one, other) => one.week - other.week)
    .flatMap(({ week, busy }) => decodeSheet(week, busy))
    .filter(({ start, end }) => start < until && from < end);
}
