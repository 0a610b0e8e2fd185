import { marshall } from '@aws-sdk/util-dynamodb';
import { type BookingRecord, followBookings, readBooking } from '@ohjaamo/functions/booking/index.ts';
import { type BookingId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { type TestHouse } from './localHouse.ts';

/** What the Work table's stream tells of a booking's write. */
export function streamedBooking(
  house: TestHouse,
  tenantId: TenantId,
  after: BookingRecord,
  before?: BookingRecord,
): DynamoDBRecord {
  const { keys } = house.scope(tenantId, 'street');
  const image = (record: BookingRecord) =>
    marshall({ ...keys.booking(record.id), ...record }, { removeUndefinedValues: true }) as never;
  return {
    eventName: before ? 'MODIFY' : 'INSERT',
    dynamodb: {
      SequenceNumber: `${after.id}-${String(after.version)}`,
      NewImage: image(after),
      ...(before && { OldImage: image(before) }),
    },
  };
}

/** Follows bookings as the stream does after each write, between the calls of a test. */
export class BookingFollower {
  private readonly seen = new Map<BookingId, BookingRecord>();
  private readonly house: TestHouse;
  private readonly tenantId: TenantId;

  constructor(house: TestHouse, tenantId: TenantId) {
    this.house = house;
    this.tenantId = tenantId;
  }

  /** Tells the follower how the bookings stand now, and how they stood when it was told of them last. */
  async follow(...ids: readonly BookingId[]): Promise<void> {
    const scope = this.house.scope(this.tenantId, 'street');
    for (const id of ids) {
      const after = await readBooking(scope, id);
      const before = this.seen.get(id);
      if (!after || before?.version === after.version) continue;
      this.seen.set(id, after);
      const Records = [streamedBooking(this.house, this.tenantId, after, before)];
      const { batchItemFailures } = await followBookings(this.house, { Records });
      if (batchItemFailures.length > 0) throw new Error('The booking could not be followed');
    }
  }
}
