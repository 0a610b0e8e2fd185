import { type Clock, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, log } from '../kernel/log.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { noteForCaps, showInAgenda } from './agendaRepository.ts';
import { type BookingChange, readBookingChange } from './mailRepository.ts';

/** What the follower of bookings needs. */
export interface FollowerPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
}

/**
 * Follows the bookings in the Work table's stream: keeps the agenda, by which the day is shown, and the rows by which open
 * bookings are capped. So the transaction that confirms a booking carries neither. Writes after each change of a booking:
 * one, two when it moves to another time, and one more when it is made openly.
 */
export async function followBookings(
  ports: FollowerPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
  for (const streamed of event.Records) {
    try {
      const change = readBookingChange(streamed);
      if (change) await follow(ports, change);
    } catch (error) {
      log('RECORD_REFUSED', errorFields(error));
      batchItemFailures.push({ itemIdentifier: streamed.dynamodb?.SequenceNumber ?? '' });
    }
  }
  return { batchItemFailures };
}

async function follow(
  { openScope, clock }: FollowerPorts,
  { tenantId, before, after }: BookingChange,
): Promise<void> {
  const scope = openScope(tenantId, 'follower');
  const shown = await showInAgenda(scope, before, after, clock.now());
  if (!before && after.visitor !== undefined) {
    const tenant = await readTenant(scope);
    const made = Math.floor(Date.parse(after.createdAt) / 60_000);
    const date = localDate(made, tenant?.profile.zone ?? 'UTC');
    await noteForCaps(scope, { ...after, visitor: after.visitor }, date, clock.now());
  }
  log(shown ? 'RECORD_APPLIED' : 'RECORD_REPEATED');
}
