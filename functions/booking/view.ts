import type { BookingView, FreeTime } from '@ohjaamo/shared/booking/contract.ts';
import type { OfferedTime } from '@ohjaamo/shared/booking/freeTimes.ts';
import { holdsTime, may } from '@ohjaamo/shared/booking/states.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { formatterOnAxis, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { BookingRecord } from './record.ts';

/** What the holder of the link sees of a booking. Names that have left the tenant since are empty. */
export function viewOf(record: BookingRecord, tenant: Tenant, clock: Clock): BookingView {
  const { slug, name, zone } = tenant.profile;
  const site = tenant.sites.find(({ id }) => id === record.siteId);
  const service = tenant.services.find(({ code }) => code === record.service);
  const now = clock.now() / 60_000;
  if (!site) throw new Error('The booking names a site that its tenant does not have');
  const room = site.rooms.find(({ id }) => id === record.room);
  const channel = record.channel ?? service?.channels[0] ?? 'ON_SITE';
  const placeHidden = record.hidePlace ?? false;
  const videoLink = videoLinkOf(record, tenant);
  const isReachable = record.email !== undefined || record.phone !== undefined;
  return {
    id: record.id,
    state: record.state,
    version: record.version,
    start: formatOffsetDateTime(record.start, zone),
    end: formatOffsetDateTime(record.end, zone),
    service: { code: record.service, name: service?.name ?? {} },
    staff: named(tenant, record.staffId),
    alongside: record.alongside.map((id) => named(tenant, id)),
    channel,
    ...(room && !placeHidden && { room: room.name }),
    ...(videoLink !== undefined && { videoLink }),
    placeHidden,
    site: { slug: site.slug, name: site.name, address: placeHidden ? '' : site.address },
    tenant: { slug, name },
    language: record.language,
    ...(record.nickname !== undefined && { nickname: record.nickname }),
    ...(record.interpreter !== undefined && { interpreter: record.interpreter }),
    reminded: isReachable && holdsTime(record.state) && record.start > now,
    mayChange: may(record, 'CHANGE', now),
    decidedAnew: record.state === 'BOOKED' && service?.needsApproval === true,
    mayCancel: may(record, 'CANCEL', now),
    mayRestore: may(record, 'RESTORE', now),
  };
}

/** Where a coming meeting by video is joined: the worker's own address of such meetings, if there is one. */
export function videoLinkOf(
  { channel, staffId, state }: Pick<BookingRecord, 'channel' | 'staffId' | 'state'>,
  tenant: Tenant,
): string | undefined {
  if (channel !== 'VIDEO' || !holdsTime(state)) return undefined;
  return tenant.staff.find(({ id }) => id === staffId)?.videoLink;
}

function named(tenant: Tenant, id: StaffId): { readonly id: StaffId; readonly name: string } {
  return { id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' };
}

/** Free times as the street sees them. */
export function freeTimesOf(
  times: readonly OfferedTime[],
  lengthMinutes: number,
  axis: ZoneAxis,
): FreeTime[] {
  const at = formatterOnAxis(axis);
  return times.map(({ start, staffIds }) => ({ start: at(start), end: at(start + lengthMinutes), staffIds }));
}
