import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Told } from '@ohjaamo/shared/calendars/invitation.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import {
  type BookingId,
  bookingId,
  staffId,
  type StaffId,
  tenantId,
  type TenantId,
} from '@ohjaamo/shared/kernel/ids.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** What one worker was told of one booking; a row beside the booking for each of them. */
const invitationRow = z.object({
  kind: z.literal('INVITATION'),
  staffId,
  /** The last message that the mail service took; absent while none has. */
  told: z
    .object({
      sequence: z.int(),
      method: z.enum(['REQUEST', 'CANCEL']),
      email: z.string(),
      language,
      start: z.int(),
      end: z.int(),
      place: z.string(),
      tentative: z.boolean(),
    })
    .optional(),
  /** SHA-256 of the secrets of the links in those messages. */
  hashes: z.set(z.string()).default(new Set<string>()),
  accepted: z.int().optional(),
});

/** What one worker was told of one booking, and said of it. */
export interface Invitation {
  readonly staffId: StaffId;
  readonly told: Told | undefined;
  readonly hashes: ReadonlySet<string>;
  /** The start that the worker accepted. */
  readonly accepted: EpochMinute | undefined;
}

const INVITATION = 'INVITATION#';

/** Reads what was told of a booking, consistently: one Query. */
export async function readInvitations(scope: TenantScope, booking: BookingId): Promise<Invitation[]> {
  const { pk } = scope.keys.bookingPart(booking, '');
  const { items } = await scope.work.query(pk, invitationRow, { begins: INVITATION, consistent: true });
  return items.map((item) => ({
    staffId: item.staffId,
    hashes: item.hashes,
    accepted: item.accepted,
    told: item.told && { ...item.told, staffId: item.staffId },
  }));
}

/** Adds the link of a message that is about to leave; false when this sequence, or a later one, has been told. */
export async function prepareInvitation(
  scope: TenantScope,
  booking: BookingId,
  { staffId: worker, sequence }: Pick<Told, 'staffId' | 'sequence'>,
  secretHash: string,
): Promise<boolean> {
  const prepared = await scope.work.update({
    Key: scope.keys.bookingPart(booking, INVITATION + worker),
    UpdateExpression: 'SET kind = :kind, staffId = :worker ADD hashes :hash',
    ConditionExpression: NOT_TOLD,
    ExpressionAttributeNames: { '#sequence': 'sequence' },
    ExpressionAttributeValues: {
      ':kind': 'INVITATION',
      ':worker': worker,
      ':hash': new Set([secretHash]),
      ':sequence': sequence,
    },
  });
  return prepared.ok;
}

/** Notes a message that the mail service has taken; a later one's note stands. */
export async function noteInvitation(scope: TenantScope, booking: BookingId, told: Told): Promise<void> {
  const { staffId: worker, ...rest } = told;
  await scope.work.update({
    Key: scope.keys.bookingPart(booking, INVITATION + worker),
    UpdateExpression: 'SET kind = :kind, staffId = :worker, told = :told',
    ConditionExpression: NOT_TOLD,
    ExpressionAttributeNames: { '#sequence': 'sequence' },
    ExpressionAttributeValues: {
      ':kind': 'INVITATION',
      ':worker': worker,
      ':told': rest,
      ':sequence': told.sequence,
    },
  });
}

const NOT_TOLD = 'attribute_not_exists(told) OR told.#sequence < :sequence';

/** The write that notes whether a worker accepted a start, for a transaction. */
export function acceptanceWrite(
  scope: TenantScope,
  booking: BookingId,
  worker: StaffId,
  accepted: EpochMinute | undefined,
): Write {
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.bookingPart(booking, INVITATION + worker),
      ...(accepted === undefined
        ? { UpdateExpression: 'REMOVE accepted' }
        : {
            UpdateExpression: 'SET accepted = :accepted',
            ExpressionAttributeValues: { ':accepted': accepted },
          }),
    },
  };
}

/** Which booking a stream record tells of; `undefined` when it tells of something else, or of a booking's removal. */
export function bookingOfRecord(
  record: DynamoDBRecord,
): { readonly tenant: TenantId; readonly booking: BookingId } | undefined {
  const { NewImage } = record.dynamodb ?? {};
  if (!NewImage) return undefined;
  const image = unmarshall(NewImage as Parameters<typeof unmarshall>[0]);
  if (image['kind'] !== 'BOOKING') return undefined;
  return { tenant: tenantId.parse(tenantOfKey(String(image['pk']))), booking: bookingId.parse(image['id']) };
}
