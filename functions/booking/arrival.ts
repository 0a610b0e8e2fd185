import { nextState } from '@ohjaamo/shared/booking/states.ts';
import type { BookingId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { agendaOf, type AgendaRow, agendaWrite } from './agendaRepository.ts';
import { type BookingRecord, later } from './record.ts';
import { commit, readRecord } from './repository.ts';

/** How often a mark is decided anew when the booking changes under it. */
const TRIES = 10;

/** All bookings of a site's calendar date by start, cancelled ones too; read from the agenda, so a moment behind. */
export function listBookingsOfDay(scope: TenantScope, site: SiteId, date: string): Promise<AgendaRow[]> {
  return agendaOf(scope, site, date, date);
}

/**
 * Marks that the person came, on the day of the meeting or later, or takes a mistaken mark back. `extraWrites` (the audit rows)
 * are part of the one transaction. Marking twice is no mistake: the first arrival stands. One consistent read; writes the record
 * and the agenda's row.
 */
export async function markArrival(
  scope: TenantScope,
  id: BookingId,
  arrived: boolean,
  { zone, clock }: { readonly zone: string; readonly clock: Clock },
  extraWrites: readonly Write[],
): Promise<Result<BookingRecord, 'not-found' | 'state-conflict'>> {
  for (let tried = 1; ; tried++) {
    const record = await readRecord(scope, id);
    if (!record) return fail('not-found');
    const next = nextState(record, arrived ? 'ARRIVE' : 'UNDO_ARRIVAL', clock.now() / 60_000);
    if (!next.ok) return next;
    // A mistaken press must not end the reminder of a meeting that is still days away.
    if (arrived && record.date > localDate(currentMinute(clock), zone)) return fail('state-conflict');
    const { arrivedAt: _earlier, ...rest } = later(record, zone, clock);
    const marked: BookingRecord =
      next.value === record.state
        ? record
        : { ...rest, state: next.value, ...(arrived && { arrivedAt: rest.changedAt }) };
    // A repeated mark writes the same record over itself, so that its audit row stands beside it in one transaction.
    // The agenda's row goes with it, so that whoever marked sees the mark when the page comes back.
    const shown = agendaWrite(scope, marked);
    const written = await commit(scope, marked, record.version, [], [...extraWrites, shown]);
    if (written.ok) return succeed(marked);
    if (tried === TRIES) throw new Error('The booking kept changing');
  }
}
