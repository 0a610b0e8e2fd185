import { bookingId, randomIds, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Api, ApiProblem } from '../api.ts';
import { bookHref, type SiteAddress } from './addresses.ts';

/** What the page of times knows when a time is taken. */
interface Taking {
  readonly service: string;
  /** The worker that was chosen; absent: whoever is free. */
  readonly staff: string | undefined;
  /** The booking for which another time is kept already: that one is let go. */
  readonly booking: string | undefined;
}

/**
 * Keeps the time of the pressed button (`<start> <worker>`) while the visitor fills in, and says where step 3 is. The
 * booking's id is in its address, its secret is not: who reads the address can let the time go or book it,
 * and see or change nothing that somebody else has booked. When a booking was made
 * with that id already, this becomes another one.
 */
export async function keepTime(
  api: Api,
  site: SiteAddress,
  form: FormData,
  { service, staff, booking }: Taking,
): Promise<Result<string, ApiProblem>> {
  const taken = form.get('take');
  const [start = '', settled = ''] = typeof taken === 'string' ? taken.split(' ') : [];
  const worker = staffId.safeParse(settled || staff);
  const known = bookingId.safeParse(booking);
  const keepFor = (id: string) =>
    api.call('holdTime', {
      parameters: { tenantSlug: site.tenantSlug, siteSlug: site.siteSlug },
      body: { bookingId: id, service, start, ...(worker.success ? { staff: worker.data } : {}) },
    });
  const first = await keepFor(known.success ? known.data : newBookingId());
  const kept = !first.ok && first.error.type === 'id-already-used' ? await keepFor(newBookingId()) : first;
  if (!kept.ok) return fail(kept.error);
  const { bookingId: id, staff: given, start: at } = kept.value;
  const any = staff === undefined ? '1' : undefined;
  return succeed(bookHref(site, 'reach', { service, staff: given.id, any, start: at, booking: id }));
}

/** The id of a booking that is about to be made. */
export function newBookingId(): string {
  return randomIds.id(20);
}
