import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { holdsTime, nextState } from '@ohjaamo/shared/booking/states.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { agendaWrite, showInAgenda } from './agendaRepository.ts';
import { decideAnew } from './decideAnew.ts';
import { deskViewOf, isActorsBooking } from './deskBooking.ts';
import { later } from './record.ts';
import { commit, readRecord } from './repository.ts';
import { restoreTime } from './restoreTime.ts';
import { readSiteOffer } from './siteOffer.ts';

/**
 * Takes back for the house what ended a booking: a cancellation, its own or the holder's, or a no. As for a holder who restores, the
 * time must be ahead, free and inside the worker's hours; what nobody had decided on waits for the decision again. Restoring twice
 * is restoring once. Reads the booking, names, plan and sheets; writes the record, the sheets, the agenda's row and the trail's.
 */
export const restoreBySite: UseCase<(typeof bookingRoutes)['restoreBySite']> = async (context) => {
  const { scope, actor, clock, audit, request } = context;
  const { bookingId } = request.parameters;
  return decideAnew(async () => {
    const record = await readRecord(scope, bookingId);
    if (!record || !isActorsBooking(actor, record)) return fail(problem('not-found'));
    const offer = await readSiteOffer(scope, { id: record.siteId }, clock);
    if (!offer) return fail(problem('not-found'));
    const state = nextState(record, 'RESTORE_BY_SITE', clock.now() / 60_000);
    if (!state.ok) return fail(problem(state.error));
    if (state.value === record.state) {
      if (audit.taken) await audit.append([bookingId], 'DONE');
      return succeed({ body: deskViewOf(record, offer.tenant) });
    }
    const writes = audit.writes([bookingId]);
    const restored = await restoreTime(scope, offer, record, state.value, clock, writes);
    if (restored.ok) {
      // The stream shows it too, but the worker's page comes back sooner.
      await showInAgenda(scope, record, restored.value, clock.now());
      return succeed({ body: deskViewOf(restored.value, offer.tenant) });
    }
    if (restored.error !== 'record-changed') return fail(restored.error);
    return undefined;
  });
};

/**
 * Sets whether the place of a coming booking is told (non-disclosure for personal safety). Setting what stands changes nothing. One
 * read and the names; writes the record with the agenda's row and the trail's.
 */
export const hidePlace: UseCase<(typeof bookingRoutes)['hidePlace']> = async ({
  scope,
  actor,
  clock,
  audit,
  request,
}) => {
  const { bookingId } = request.parameters;
  const { hidden } = request.body;
  const tenant = await readWorkersTenant(scope);
  return decideAnew(async () => {
    const record = await readRecord(scope, bookingId);
    if (!record || !isActorsBooking(actor, record)) return fail(problem('not-found'));
    if ((record.hidePlace ?? false) === hidden) {
      if (audit.taken) await audit.append([bookingId], 'DONE');
      return succeed({ body: deskViewOf(record, tenant) });
    }
    if (!holdsTime(record.state)) return fail(problem('state-conflict'));
    const { hidePlace: _former, ...rest } = later(record, tenant.profile.zone, clock);
    const changed = { ...rest, ...(hidden && { hidePlace: true }) };
    const writes = [agendaWrite(scope, changed), ...audit.writes([bookingId])];
    const written = await commit(scope, changed, record.version, [], writes);
    if (written.ok) return succeed({ body: deskViewOf(changed, tenant) });
    return undefined;
  });
};
