import type { BookingView, FreeTime } from '@ohjaamo/shared/booking/contract.ts';
import type { OfferedTime } from '@ohjaamo/shared/booking/freeTimes.ts';
import { holdsTime, may } from '@ohjaamo/shared/booking/states.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { formatOnAxis, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
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
    channel: record.channel ?? service?.channels[0] ?? 'ON_SITE',
    ...(room && { room: room.name }),
    site: { slug: site.slug, name: site.name, address: site.address },
    tenant: { slug, name },
    language: record.language,
    ...(record.nickname !== undefined && { nickname: record.nickname }),
    ...(record.interpreter !== undefined && { interpreter: record.interpreter }),
    reminded: isReachable && holdsTime(record.state) && record.start > now,
    mayChange: may(record, 'CHANGE', now),
    mayCancel: may(record, 'CANCEL', now),
    mayRestore: may(record, 'RESTORE', now),
  };
}

function named(tenant: Tenant, id: StaffId): { readonly id: StaffId; readonly name: string } {
  return { id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' };
}

/** A free time as the street sees it. */
export function freeTimeOf(
  { start, staffIds }: OfferedTime,
  lengthMinutes: number,
  axis: ZoneAxis,
): FreeTime {
  return { start: formatOnAxis(axis, start), end: formatOnAxis(axis, start + lengthMinutes), staffIds };
}
