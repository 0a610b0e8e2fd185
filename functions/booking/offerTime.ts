import { busyAt } from '@ohjaamo/shared/booking/offer.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { withHold, withoutHolds } from '@ohjaamo/shared/booking/sheetContent.ts';
import { HOLD_KIND, NO_VISITOR } from '@ohjaamo/shared/booking/holds.ts';
import { nextWaiting, offerExpiry } from '@ohjaamo/shared/booking/waiting.ts';
import { bookingId, type IdSource, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { pause } from '../kernel/pause.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { optionsAt } from './options.ts';
import { commitAll, readSheet } from './repository.ts';
import { SheetBook } from './sheetBook.ts';
import { axisOf, offeredService, type SiteOffer } from './siteOffer.ts';
import { bookingTag } from './tags.ts';
import { choose, resourcesOf } from './takeTime.ts';
import { type WaitingRecord, waitingWrites } from './waitingRepository.ts';
import { TRIES } from './tries.ts';

/** What became of an offer: made, the time is not to be had (any more), or the entry does not wait as it did. */
export type Offering = 'OFFERED' | 'TAKEN' | 'CHANGED';

/**
 * Keeps a time for an entry and makes the offer, in one transaction: the sheets of all who and what take part get a hold, and
 * the entry is written over the version it had. So of two who try at once, one fails, and no time is offered twice.
 */
export async function offerTime(
  scope: TenantScope,
  offer: SiteOffer,
  entry: WaitingRecord,
  start: EpochMinute,
  { clock, ids }: { readonly clock: Clock; readonly ids: IdSource },
): Promise<Offering> {
  const next = nextWaiting(entry, 'OFFER');
  if (!next.ok) return 'CHANGED';
  const offered = offeredService(offer, entry.service, entry.staffId, 'STREET', entry.channel);
  const options = offered && optionsAt(offer, offered, start, clock);
  if (!options) return 'TAKEN';
  const { service } = offered;
  const id = bookingId.parse(ids.id(20));
  const axis = axisOf(offer, Math.floor(clock.now() / 60_000), start);
  const wanted = busyAt(service, start);
  const taking = {
    wanted,
    service,
    options,
    own: bookingTag(id),
    dayOf: (minute: number) => dayAt(axis, minute),
  };
  for (let tried = 1; ; tried++) {
    const now = clock.now() / 60_000;
    const expiresAt = offerExpiry(start, now, axis);
    if (expiresAt === undefined) return 'TAKEN';
    const book = new SheetBook((place) => readSheet(scope, place));
    const choice = await choose(book, taking, now);
    if (!choice) return 'TAKEN';
    const sheets = resourcesOf(choice);
    // Whoever waits for anybody is a turn of the one who is chosen, as on the street.
    const kind = entry.staffId === undefined ? HOLD_KIND.turn : HOLD_KIND.named;
    const hold = { ...wanted, kind, expiresAt, booking: taking.own, visitor: NO_VISITOR };
    for (const each of sheets) {
      await book.change(
        { ...each, week: weekOf(start) },
        (content) => withHold(content, hold, now, false) ?? content,
      );
    }
    const made: WaitingRecord = {
      ...entry,
      state: next.value,
      version: entry.version + 1,
      offer: {
        bookingId: id,
        start,
        end: wanted.end,
        staffId: choice.worker.id as StaffId,
        offeredAt: clock.now(),
        expiresAt,
        sheets,
      },
    };
    const written = await commitAll(scope, [], book.changes(), waitingWrites(scope, made));
    if (written.ok) return 'OFFERED';
    if (written.error.type === 'write-refused') return 'CHANGED';
    if (tried === TRIES) throw new Error('The sheets kept changing');
    await pause(tried);
  }
}

/** Writes an entry's next state and lets the time go that was kept for it. False when the entry changed meanwhile. */
export async function settleOffer(
  scope: TenantScope,
  entry: WaitingRecord,
  next: WaitingRecord,
  clock: Clock,
): Promise<boolean> {
  for (let tried = 1; ; tried++) {
    const book = new SheetBook((place) => readSheet(scope, place));
    const { offer } = entry;
    const asking = offer && { own: bookingTag(offer.bookingId), now: clock.now() / 60_000 };
    for (const each of offer?.sheets ?? []) {
      await book.change({ ...each, week: weekOf(offer?.start ?? 0) }, (content) =>
        asking ? withoutHolds(content, asking) : content,
      );
    }
    const written = await commitAll(scope, [], book.changes(), waitingWrites(scope, next));
    if (written.ok) return true;
    if (written.error.type === 'write-refused') return false;
    if (tried === TRIES) throw new Error('The sheets kept changing');
    await pause(tried);
  }
}
