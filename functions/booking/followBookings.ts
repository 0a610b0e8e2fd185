import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import { localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eachRecord } from '../kernel/eachRecord.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { readTenant } from '../tenants/index.ts';
import { noteForCaps, showInAgenda } from './agendaRepository.ts';
import { promoteSite, type PromoterPorts } from './promoteWaiting.ts';
import {
  type BookingChange,
  readBookingChange,
  readWaitingChange,
  type WaitingChange,
} from './streamRepository.ts';

/** What the follower of bookings needs. */
export interface FollowerPorts extends PromoterPorts {
  readonly openScope: OpenScope;
  /** Where the register stands. */
  readonly platform: Table;
}

/**
 * Follows the bookings in the Work table's stream: keeps the agenda, by which the day is shown, and the rows by which open
 * bookings are capped. So the transaction that confirms a booking carries neither. Writes after each change of a booking:
 * one, two when it moves to another time, and one more when it is made openly. When a time is given back, or somebody begins to
 * wait, the waiting list of the site is gone through: one Query where nobody waits.
 */
export function followBookings(
  ports: FollowerPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async (streamed) => {
    const booking = readBookingChange(streamed);
    if (booking) await follow(ports, booking);
    const waiting = readWaitingChange(streamed);
    if (waiting && asksForTimes(waiting)) await promote(ports, waiting);
  });
}

async function follow(ports: FollowerPorts, change: BookingChange): Promise<void> {
  const { openScope, clock } = ports;
  const { tenantId, before, after } = change;
  const scope = openScope(tenantId, 'follower');
  const shown = await showInAgenda(scope, before, after, clock.now());
  if (!before && after.visitor !== undefined) {
    const tenant = await readTenant(scope);
    const made = Math.floor(Date.parse(after.createdAt) / 60_000);
    const date = localDate(made, tenant?.profile.zone ?? 'UTC');
    await noteForCaps(scope, { ...after, visitor: after.visitor }, date, clock.now());
  }
  if (givesTimeBack(change)) await promote(ports, change);
  log(shown ? 'RECORD_APPLIED' : 'RECORD_REPEATED');
}

/** Whether a booking's time, or a part of it, is free after the change. */
function givesTimeBack({ before, after }: BookingChange): boolean {
  if (!before || !holdsTime(before.state)) return false;
  return !holdsTime(after.state) || before.start !== after.start || before.staffId !== after.staffId;
}

/** Whether there may be a time to offer: somebody began to wait, or let an offer go. */
function asksForTimes({ before, after }: WaitingChange): boolean {
  return !before || (before.state === 'OFFERED' && after.state !== 'OFFERED' && after.state !== 'BOOKED');
}

/** Of a municipality that is not open nobody is offered anything: it may be on its way in, with everybody who waits there. */
async function promote(
  ports: FollowerPorts,
  { tenantId, after }: BookingChange | WaitingChange,
): Promise<void> {
  if ((await standingOf(ports.platform, tenantId)) !== 'OPEN') return;
  await promoteSite(ports.openScope(tenantId, 'follower'), { id: after.siteId }, ports);
}
