import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import type * as z from 'zod';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';
import { type BookingRecord, bookingRecord } from './record.ts';
import { type WaitingRecord, waitingRecord } from './waitingRepository.ts';

/** An item before and after a write, as the stream of the Work table tells it. */
export interface Change<T> {
  readonly tenantId: TenantId;
  readonly before?: T;
  readonly after: T;
}
export type BookingChange = Change<BookingRecord>;
export type WaitingChange = Change<WaitingRecord>;

/** Reads a stream record; `undefined` when it tells of something else, or of a booking's removal. */
export function readBookingChange(record: DynamoDBRecord): BookingChange | undefined {
  return readChange(record, 'BOOKING', bookingRecord);
}

/** Reads a stream record; `undefined` when it tells of something else, or of an entry's removal. */
export function readWaitingChange(record: DynamoDBRecord): WaitingChange | undefined {
  return readChange(record, 'WAITING', waitingRecord);
}

function readChange<S extends z.ZodType>(
  { dynamodb: { NewImage, OldImage } = {} }: DynamoDBRecord,
  kind: string,
  schema: S,
): Change<z.output<S>> | undefined {
  if (!NewImage) return undefined;
  const plain = (image: typeof NewImage) => unmarshall(image as Parameters<typeof unmarshall>[0]);
  const image = plain(NewImage);
  if (image['kind'] !== kind) return undefined;
  return {
    tenantId: tenantId.parse(tenantOfKey(String(image['pk']))),
    ...(OldImage && { before: schema.parse(plain(OldImage)) }),
    after: schema.parse(image),
  };
}
