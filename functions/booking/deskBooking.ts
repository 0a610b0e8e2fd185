import type { attentionView } from '@ohjaamo/shared/booking/deskRoutes.ts';
import type { BookingEvent } from '@ohjaamo/shared/booking/states.ts';
import { holdsTime, nextState } from '@ohjaamo/shared/booking/states.ts';
import type { BookingId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { type Clock, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type * as z from 'zod';
import type { AuditTrail } from '../kernel/audit.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { type AgendaRow, agendaWrite } from './agendaRepository.ts';
import { decideAnew } from './decideAnew.ts';
import { type BookingRecord, later } from './record.ts';
import { commit, readRecord } from './repository.ts';
import { giveBack } from './takeTime.ts';

/** What a worker sees of a booking outside of Today. */
export type DeskView = Omit<z.infer<typeof attentionView>, 'attention'>;

/** Roles that act on no booking by themselves, or on the own ones only. */
const ownPartOnly: readonly TenantRole[] = ['PARTNER_WORKER', 'TENANT_ADMIN', 'STAFF_MANAGER'];

/** Whether the roles act on the whole site's bookings; who only lends time acts on the own ones. */
function actsForSite(roles: readonly TenantRole[]): boolean {
  return roles.some((role) => !ownPartOnly.includes(role));
}

/** Whether a worker may act on a booking: of the house on all, of a partner on the own. */
export function isActorsBooking(
  { staffId, roles }: TenantActor,
  booking: Pick<AgendaRow, 'staffId' | 'alongside'>,
): boolean {
  return actsForSite(roles) || booking.staffId === staffId || booking.alongside.includes(staffId);
}

/**
 * Whose times a worker may look for and book: of the house anybody's, and who only lends time the own. Without a worker among what
 * is asked, who lends time means the own. `undefined` when somebody else's is asked, which is as if nobody were there.
 */
export function workerFor(
  { staffId, roles }: TenantActor,
  asked: StaffId | undefined,
): { readonly staff: StaffId | undefined } | undefined {
  if (actsForSite(roles)) return { staff: asked };
  return asked === undefined || asked === staffId ? { staff: staffId } : undefined;
}

/** A booking as a worker sees it: no address and no secret. */
export function deskViewOf(booking: AgendaRow | BookingRecord, tenant: Tenant): DeskView {
  const { zone } = tenant.profile;
  const { id, version, state, staffId, nickname, channel, language, interpreter } = booking;
  const from = booking.kind === 'BOOKING' ? booking.through?.name : booking.fromMunicipality;
  const isReachable =
    'reachable' in booking ? booking.reachable : booking.email !== undefined || booking.phone !== undefined;
  return {
    id,
    version,
    state,
    start: formatOffsetDateTime(booking.start, zone),
    end: formatOffsetDateTime(booking.end, zone),
    service: {
      code: booking.service,
      name: tenant.services.find(({ code }) => code === booking.service)?.name ?? {},
    },
    staffId,
    staffName: tenant.staff.find((each) => each.id === staffId)?.name ?? '',
    ...(nickname !== undefined && { nickname }),
    ...(channel && { channel }),
    ...(language && { language }),
    ...(interpreter !== undefined && { interpreter }),
    ...(from && { fromMunicipality: from }),
    reachable: isReachable,
  };
}

/** What a worker does to a booking. */
export interface DeskAct {
  readonly id: BookingId;
  readonly event: BookingEvent;
  /** The version that the worker saw; absent when it does not matter. */
  readonly version?: number | undefined;
}

/** What an act of a worker needs of its request. */
export interface DeskContext {
  readonly scope: TenantScope;
  readonly actor: TenantActor;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/**
 * Does what a worker decides about a booking, with its row of the trail and the agenda's in one transaction; a time that is no
 * longer needed is given back. Doing it again changes nothing and is written down again. One consistent read and the names;
 * writes the record, the agenda's row, and the sheets when the time is given back.
 */
export async function actOnBooking(
  { scope, actor, audit, clock }: DeskContext,
  { id, event, version }: DeskAct,
): Promise<Result<DeskView, Problem>> {
  const tenant = await readWorkersTenant(scope);
  return decideAnew(async () => {
    const record = await readRecord(scope, id);
    if (!record || !isActorsBooking(actor, record)) return fail(problem('not-found'));
    const next = nextState(record, event, clock.now() / 60_000);
    if (!next.ok) return fail(problem(next.error));
    const isDone = next.value === record.state;
    const seen =
      version === undefined || version === record.version || (isDone && version + 1 === record.version);
    if (!seen) return fail(problem('stale-version'));
    if (isDone) {
      // The pipeline writes the row, unless an earlier try took it into a transaction that did not happen.
      if (audit.taken) await audit.append([id], 'DONE');
      return succeed(deskViewOf(record, tenant));
    }
    const changed = {
      ...later(record, tenant.profile.zone, clock),
      state: next.value,
      ...(record.state === 'PENDING' && next.value === 'CANCELLED_BY_SITE' && { undecided: true as const }),
    };
    if (await write(scope, record, changed, audit, clock)) return succeed(deskViewOf(changed, tenant));
    return undefined;
  });
}

async function write(
  scope: TenantScope,
  record: BookingRecord,
  changed: BookingRecord,
  audit: AuditTrail,
  clock: Clock,
): Promise<boolean> {
  const writes = [agendaWrite(scope, changed), ...audit.writes([record.id])];
  if (holdsTime(record.state) && !holdsTime(changed.state)) {
    const given = await giveBack(scope, record, changed, clock, writes);
    if (!given.ok && given.error.type === 'write-refused') throw new Error('The trail could not be written');
    return given.ok;
  }
  const written = await commit(scope, changed, record.version, [], writes);
  if (!written.ok && written.error === 'write-refused') throw new Error('The trail could not be written');
  return written.ok;
}
