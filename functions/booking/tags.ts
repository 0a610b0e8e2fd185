import {
  BOOKING_TAG,
  NO_PERSON,
  NO_VISITOR,
  PERSON_TAG,
  VISITOR_TAG,
} from '@ohjaamo/shared/booking/holds.ts';
import type { BookingId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { hashOf } from '../kernel/hash.ts';

/** By what a hold is known as a booking's own: eight bytes of the hash of its id. */
export function bookingTag(id: BookingId): string {
  return tagOf(BOOKING_TAG, 'hold', id);
}

/** By what holds of one address are counted: four bytes, other ones every day, since the visitor's hash is. */
export function visitorTag(visitor: string | undefined): string {
  return visitor === undefined ? NO_VISITOR : tagOf(VISITOR_TAG, 'visitor', visitor);
}

/** By what one reachable person's coming bookings are counted inside a tenant: four bytes; nobody's without an address. */
export function personTag(
  tenant: TenantId,
  { email, phone }: { readonly email?: string | undefined; readonly phone?: string | undefined },
): string {
  const reach = email?.toLowerCase() ?? phone;
  return reach === undefined ? NO_PERSON : tagOf(PERSON_TAG, tenant, reach);
}

function tagOf(length: number, ...parts: readonly unknown[]): string {
  return Buffer.from(hashOf(...parts), 'base64url')
    .toString('hex')
    .slice(0, length);
}
