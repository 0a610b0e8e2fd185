import { isDeclinedByPartner } from '@ohjaamo/shared/booking/partnerDecline.ts';
import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import type { calendarsRoutes, InvitationView } from '@ohjaamo/shared/calendars/contract.ts';
import { bookingId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { type BookingRecord, markDecline, readBooking } from '../booking/index.ts';
import { matchesHash } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { acceptanceWrite, type Invitation, readInvitations } from './invitationRepository.ts';

type Routes = typeof calendarsRoutes;

/** How long after the end of the meeting the link still opens. */
const LINK_MINUTES = 30 * 24 * 60;

/** An invitation that a link opens. */
interface Opened {
  readonly record: BookingRecord;
  readonly invitation: Invitation;
  readonly tenant: Tenant;
}

/** What an invitation's link shows: when, where, and what was answered. It changes nothing. */
export const readMeetingInvitation: UseCase<Routes['readMeetingInvitation']> = async ({
  request,
  scope,
  clock,
}) => {
  const opened = await open(scope, request.parameters.link, clock);
  return opened.ok ? succeed({ body: viewOf(opened.value, clock) }) : opened;
};

/**
 * Takes the answer of the worker who was invited. "Cannot" leaves the booking and its time as they are and puts it before the
 * house, which decides; it may be taken back, and said again, until somebody has changed the time or the worker or
 * cancelled. An answer to a time that is another by now is refused. Answering twice is answering once.
 */
export const answerMeetingInvitation: UseCase<Routes['answerMeetingInvitation']> = async ({
  request,
  scope,
  clock,
}) => {
  const opened = await open(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const { record, invitation, tenant } = opened.value;
  const { answer, start } = request.body;
  if (start !== formatOffsetDateTime(record.start, tenant.profile.zone))
    return fail(problem('state-conflict'));
  const accepted = answer === 'ACCEPTED' ? record.start : undefined;
  const marked = await markDecline(
    scope,
    record.id,
    { staffId: invitation.staffId, declines: answer === 'DECLINED', start: record.start },
    { zone: tenant.profile.zone, clock },
    [acceptanceWrite(scope, record.id, invitation.staffId, accepted)],
  );
  if (!marked.ok) {
    return fail(problem(marked.error === 'not-found' ? 'link-not-found' : marked.error));
  }
  const answered = { record: marked.value, invitation: { ...invitation, accepted }, tenant };
  return succeed({ body: viewOf(answered, clock) });
};

async function open(scope: TenantScope, link: string, clock: Clock): Promise<Result<Opened, Problem>> {
  const [, id = '', secret = ''] = link.split('.');
  const booking = bookingId.parse(id);
  const [record, invitations] = await Promise.all([
    readBooking(scope, booking),
    readInvitations(scope, booking),
  ]);
  const invitation = invitations.find(({ hashes }) => [...hashes].some((hash) => matchesHash(secret, hash)));
  const tenant = record && invitation && (await readTenant(scope));
  if (!tenant) return fail(problem('link-not-found'));
  const isExpired = clock.now() >= (record.end + LINK_MINUTES) * 60_000;
  return isExpired ? fail(problem('link-expired')) : succeed({ record, invitation, tenant });
}

function viewOf({ record, invitation, tenant }: Opened, clock: Clock): InvitationView {
  const { staffId } = invitation;
  const site = tenant.sites.find(({ id }) => id === record.siteId);
  const room = site?.rooms.find(({ id }) => id === record.room);
  const isMine = holdsTime(record.state) && [record.staffId, ...record.alongside].includes(staffId);
  // Of a meeting that is somebody else's by now, the worker sees the time that was told, never the new one.
  const { start, end } = isMine ? record : (invitation.told ?? record);
  const declined = isDeclinedByPartner(record) && record.declinedByPartner?.staffId === staffId;
  const hidden = record.hidePlace === true;
  return {
    start: formatOffsetDateTime(start, tenant.profile.zone),
    end: formatOffsetDateTime(end, tenant.profile.zone),
    site: hidden ? {} : (site?.name ?? {}),
    address: hidden ? '' : (site?.address ?? ''),
    ...(room && !hidden && { room: room.name }),
    state: !isMine ? 'WITHDRAWN' : record.start * 60_000 <= clock.now() ? 'PAST' : 'OPEN',
    answer: declined ? 'DECLINED' : invitation.accepted === record.start ? 'ACCEPTED' : 'NONE',
    language: invitation.told?.language ?? 'fi',
  };
}
