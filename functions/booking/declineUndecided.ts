import { nextState } from '@ohjaamo/shared/booking/states.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { BookingId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { agendaOf, agendaWrite } from './agendaRepository.ts';
import { later } from './record.ts';
import { readRecord } from './repository.ts';
import { type SiteOfTenant, todayOf } from './siteOffer.ts';
import { giveBack } from './takeTime.ts';
import { TRIES } from './tries.ts';

/** The look is hourly: whatever begins within the hour would otherwise begin before the next one. */
const LOOK_AHEAD = 60;

/**
 * Says no to what nobody decided on in time: what waits for a decision and begins within the hour, or has begun. Its time is free
 * again and its holder is told, rather than coming to a meeting that nobody has promised. Doing it twice changes nothing more.
 * Gives how many. Two days of the site's agenda; for each a consistent read, and writes the record, the agenda's row and the sheets.
 */
export async function declineUndecided(
  scope: TenantScope,
  place: SiteOfTenant,
  clock: Clock,
): Promise<number> {
  const today = dayNumber(todayOf(place, clock));
  // From yesterday on: what began just before midnight is looked at after it.
  const rows = await agendaOf(scope, place.site.id, dateOfDay(today - 1), dateOfDay(today + 1));
  const latest = currentMinute(clock) + LOOK_AHEAD;
  let declined = 0;
  for (const { id } of rows.filter(({ state, start }) => state === 'PENDING' && start <= latest)) {
    if (await decline(scope, id, place, latest, clock)) declined++;
  }
  return declined;
}

/** Declines a booking by the record as it stands; false when somebody decided, cancelled or moved it meanwhile. */
async function decline(
  scope: TenantScope,
  id: BookingId,
  { tenant }: SiteOfTenant,
  latest: number,
  clock: Clock,
): Promise<boolean> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const record = await readRecord(scope, id);
    if (record?.state !== 'PENDING' || record.start > latest) return false;
    const next = nextState(record, 'DECLINE', clock.now() / 60_000);
    if (!next.ok) return false;
    const declined = { ...later(record, tenant.profile.zone, clock), state: next.value };
    const written = await giveBack(scope, record, declined, clock, [agendaWrite(scope, declined)]);
    if (written.ok) return true;
  }
  throw new Error('The booking kept changing');
}
