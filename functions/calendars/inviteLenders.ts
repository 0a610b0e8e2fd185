import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import { type Invitee, type Meeting, messagesFor, type Told } from '@ohjaamo/shared/calendars/invitation.ts';
import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { BookingId, IdSource, StaffId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type BookingRecord, readBooking } from '../booking/index.ts';
import { hashOf } from '../kernel/hash.ts';
import { handOver } from '../kernel/handOver.ts';
import { eachRecord } from '../kernel/eachRecord.ts';
import { log } from '../kernel/log.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import {
  bookingOfRecord,
  noteInvitation,
  prepareInvitation,
  readInvitations,
} from './invitationRepository.ts';
import { invitationText } from './invitationText.ts';
import { readSettings } from './repository.ts';

/** What the sender of invitations needs. */
export interface InvitationPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sendMail: SendMail;
  /** The address that messages come from. */
  readonly mailFrom: string;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/**
 * Keeps the calendars of those who lend time, and of whoever asked for invitations, in step with the bookings, from the Work
 * table's stream. A record only says which booking to look at: what leaves follows from the booking as it stands and what
 * was told before, so repeated and reordered records send nothing more. A message is noted after the mail service has taken
 * it; if the function dies between the two it is sent again with the same UID, SEQUENCE and DTSTAMP, which a calendar
 * takes for the same message. For a booking without lenders: one Query of names, one read of settings a worker, and the
 * booking with its invitations.
 */
export function inviteLenders(
  ports: InvitationPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async (streamed) => {
    const changed = bookingOfRecord(streamed);
    if (changed) await invite(ports, changed.tenant, changed.booking);
  });
}

async function invite(ports: InvitationPorts, tenantId: TenantId, id: BookingId): Promise<void> {
  const scope = ports.openScope(tenantId, 'inviter');
  const [record, invitations] = await Promise.all([readBooking(scope, id), readInvitations(scope, id)]);
  const tenant = record && (await readTenant(scope));
  if (!tenant) return;
  const meeting = meetingOf(record);
  const invitees = await Promise.all(
    meeting.attendees.map((worker) => inviteeOf(scope, tenant, record, worker)),
  );
  const messages = messagesFor(
    meeting,
    invitees.flatMap((invitee) => invitee ?? []),
    invitations.flatMap(({ told }) => told ?? []),
    currentMinute(ports.clock),
  );
  for (const message of messages) {
    await send(ports, scope, { record, tenant, message });
    // A withdrawal from an old address is part of telling the new one, which is noted when it has left.
    const isFollowed = messages.some((other) => other !== message && other.staffId === message.staffId);
    if (message.method === 'REQUEST' || !isFollowed) await noteInvitation(scope, record.id, message);
  }
}

function meetingOf(record: BookingRecord): Meeting {
  const { id, version, state, start, end, staffId, alongside, orphanedAt } = record;
  return {
    id,
    version,
    // Whoever is away or has other hours holds it no more, though its time is kept until the young person has chosen another.
    stands: holdsTime(state) && orphanedAt === undefined,
    tentative: state === 'PENDING',
    start,
    end,
    attendees: [staffId, ...alongside],
  };
}

/** A worker who is to be invited: one who gave an address, and lends the time or wants all of it. */
async function inviteeOf(
  scope: TenantScope,
  tenant: Tenant,
  record: BookingRecord,
  worker: StaffId,
): Promise<Invitee | undefined> {
  const member = tenant.staff.find(({ id }) => id === worker);
  const settings = member && (await readSettings(scope, worker));
  if (settings?.email === undefined) return undefined;
  if (settings.choice === 'LENT' && !lends(tenant, worker)) return undefined;
  const { email, language } = settings;
  return { staffId: worker, email, language, place: placeOf(tenant, record, language) };
}

/** Whether a worker's time is lent: the home organisation does not run the sites. */
export function lends(tenant: Tenant, worker: StaffId): boolean {
  const member = tenant.staff.find(({ id }) => id === worker);
  const home = tenant.organisations.find(({ code }) => code === member?.organisation);
  return !(home?.runsSites ?? false);
}

function placeOf(tenant: Tenant, record: BookingRecord, language: Language): string {
  const site = tenant.sites.find(({ id }) => id === record.siteId);
  if (!site || record.hidePlace) return '';
  const room = site.rooms.find(({ id }) => id === record.room);
  return [inLanguage(site.name, language), room?.name, site.address].filter(Boolean).join(', ');
}

interface Sending {
  readonly record: BookingRecord;
  readonly tenant: Tenant;
  readonly message: Told;
}

async function send(
  ports: InvitationPorts,
  scope: TenantScope,
  { record, tenant, message }: Sending,
): Promise<void> {
  const isRequest = message.method === 'REQUEST';
  const secret = ports.ids.secret(128);
  if (isRequest && !(await prepareInvitation(scope, record.id, message, hashOf(secret)))) {
    log('RECORD_REPEATED');
    return;
  }
  const link = `${scope.tenantId}.${record.id}.${secret}`;
  const address = isRequest ? `${ports.origin}/${message.language}/invitation-answer/${link}` : undefined;
  const { invitationFile } = await import('./invitationFile.ts');
  const mail = {
    to: message.email,
    ...invitationText(message, tenant.profile.zone, address),
    calendar: {
      method: message.method,
      content: invitationFile(record.id, message, ports.mailFrom, record.changedAt),
    },
  };
  await handOver(() => ports.sendMail(mail));
}
