import type { ContactView, DeskBooking } from '@ohjaamo/shared/desk/contract.ts';
import { isDeclinedByPartner } from '@ohjaamo/shared/booking/partnerDecline.ts';
import { isLateEntry } from '@ohjaamo/shared/kernel/lateEntry.ts';
import type { BookingId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { AgendaRow, BookingRecord } from '../booking/index.ts';
import type { ContactRecord } from './repository.ts';

/** A contact as its form and the day's list show it. */
export function viewContact(record: ContactRecord, zone: string): ContactView {
  const {
    kind: _k,
    revision: _r,
    start,
    date: _d,
    recordedBy: _b,
    recordedAt,
    language: _l,
    ...shown
  } = record;
  const late = isLateEntry(start, Math.floor(Date.parse(recordedAt) / 60_000));
  return { ...shown, late, startedAt: formatOffsetDateTime(start, zone) };
}

/** Whether a contact of the booking stands among those of its day. */
export function isRecorded(booking: BookingId, contacts: readonly ContactRecord[]): boolean {
  return contacts.some(({ bookingId, state }) => bookingId === booking && state === 'RECORDED');
}

/** A booking as the desk sees it: no reachable address and no secret. */
export function viewBooking(
  booking: AgendaRow | BookingRecord,
  tenant: Tenant,
  me: StaffId,
  recorded: boolean,
): DeskBooking {
  const { zone } = tenant.profile;
  const { id, staffId, state, nickname, arrivedAt, language, interpreter } = booking;
  const from = booking.kind === 'BOOKING' ? booking.through?.name : booking.fromMunicipality;
  const room = tenant.sites
    .find((site) => site.id === booking.siteId)
    ?.rooms.find((each) => each.id === booking.room);
  return {
    id,
    start: formatOffsetDateTime(booking.start, zone),
    end: formatOffsetDateTime(booking.end, zone),
    service: {
      code: booking.service,
      name: tenant.services.find(({ code }) => code === booking.service)?.name ?? {},
    },
    staffId,
    staffName: staffName(tenant, staffId),
    alongside: booking.alongside.map((each) => ({ id: each, name: staffName(tenant, each) })),
    state,
    version: booking.version,
    ...(booking.channel && { channel: booking.channel }),
    ...(room && { room: room.name }),
    ...(language && { language }),
    ...(interpreter !== undefined && { interpreter }),
    ...(from && { fromMunicipality: from }),
    orphaned: booking.orphanedAt !== undefined,
    declined: isDeclinedByPartner(booking),
    ...(arrivedAt && { arrivedAt: formatOffsetDateTime(Math.floor(Date.parse(arrivedAt) / 60_000), zone) }),
    ...(nickname && { nickname }),
    recorded,
    mine: isWorkerOf(booking, me),
  };
}

/** A worker's name; empty when the worker is no longer there. */
export function staffName(tenant: Tenant, id: StaffId): string {
  return tenant.staff.find((each) => each.id === id)?.name ?? '';
}

/** Whether the booking is one worker's own: the worker's, or one that the worker joins. */
export function isWorkerOf(
  { staffId, alongside }: Pick<AgendaRow, 'staffId' | 'alongside'>,
  worker: StaffId,
): boolean {
  return staffId === worker || alongside.includes(worker);
}
