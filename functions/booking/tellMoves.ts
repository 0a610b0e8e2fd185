import { afterMove } from '@ohjaamo/shared/booking/notices.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import { errorFields, log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type ConfirmationPorts, tellOf } from './confirm.ts';
import {
  claimMove,
  giveMoveBack,
  type MoveToTell,
  noteMailed,
  readMovesToTell,
  readUntold,
  settleMove,
} from './mailRepository.ts';
import { readRecord } from './repository.ts';

/** What the job that tells of moves needs. */
export interface MoveTellerPorts extends ConfirmationPorts {
  readonly clock: Clock;
  readonly platform: Table;
}

/** Milliseconds after which a run that has not come back counts as dead: longer than a job's function may run. */
const CLAIM_LASTS = 6 * 60_000;

/**
 * Tells the holders of bookings where the house has moved them, once the last move has stood for a moment: after several moves
 * of the end alone, and nothing when it is back where it was. A message that has left in between told it too.
 *
 * A move is claimed before its message leaves, so that two runs at once send one. When the service of messages refuses, or the
 * function dies before the message has left, a later run tells it. If it dies between the message and its note, the message
 * goes a second time: at least once, as for every confirmation.
 *
 * A municipality costs one Query; each move that waits two reads, and five writes beside the message.
 */
export function tellMoves(ports: MoveTellerPorts): Promise<void> {
  return forEachTenant(ports, 'tellMoves', (tenantId) => tellMovesOf(ports, tenantId));
}

async function tellMovesOf(ports: MoveTellerPorts, tenantId: TenantId): Promise<number> {
  const scope = ports.openScope(tenantId, 'moveTeller');
  let told = 0;
  let refused = 0;
  for (const move of await readMovesToTell(scope)) {
    try {
      if (await tellMove(ports, scope, move)) told++;
    } catch (error) {
      refused++;
      log('RECORD_REFUSED', errorFields(error));
    }
  }
  if (refused > 0) throw new Error('Some moves could not be told');
  return told;
}

/** Only what the booking itself says counts: the row may be of an earlier move. True when a message has left. */
async function tellMove(ports: MoveTellerPorts, scope: TenantScope, move: MoveToTell): Promise<boolean> {
  const record = await readRecord(scope, move.sk);
  const known = await readUntold(scope, move.sk);
  const now = ports.clock.now();
  const next = record
    ? afterMove(known, { ...record, changedAt: Date.parse(record.changedAt) }, now)
    : 'NOTHING';
  if (next === 'WAIT') return false;
  if (next === 'NOTHING' || !record) {
    // A record of the stream that comes once more is not to be told either. What is later than the move tells itself.
    if (known) await noteMailed(scope, move.sk, move.version);
    await settleMove(scope, move);
    return false;
  }
  if (!(await claimMove(scope, move, now, now + CLAIM_LASTS))) return false;
  let isTold;
  try {
    isTold = await tellOf(ports, scope, record, 'MOVED_BY_SITE', move.version);
  } catch (error) {
    await giveMoveBack(scope, move);
    throw error;
  }
  await settleMove(scope, move);
  return isTold;
}
