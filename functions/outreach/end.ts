import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import { isKept, stepOf } from '@ohjaamo/shared/outreach/states.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { destroyWrites, putChanged, readNotification } from './repository.ts';
import { readPlace } from '../tenants/index.ts';

const events = { DECLINED: 'DECLINE', NO_LONGER_NEEDED: 'DROP', NOT_REACHED: 'GIVE_UP' } as const;

/**
 * Ends a notification. Declined or no longer needed, its row goes in the very transaction that says so, and what nobody can be
 * recognised in stays (1285/2016 §12, L24). Not reached, it waits for its review. 1 read; 2 or 3 writes and the trail's.
 */
export const endOutreach: UseCase<typeof outreachRoutes.endOutreach> = async (context) => {
  const { scope, request, audit, clock, ids } = context;
  const { notificationId: id } = request.parameters;
  const { outcome } = request.body;
  const [{ today }, record] = await Promise.all([readPlace(scope, clock), readNotification(scope, id)]);
  if (!record) return fail(problem('not-found'));
  const state = stepOf(record.head.state, events[outcome]);
  if (!state) {
    const already = record.head.state === outcome;
    return already ? succeed({ body: { destroyed: false } }) : fail(problem('state-conflict'));
  }
  if (outcome === 'NOT_REACHED' && isKept(state)) {
    const changed = { ...record, head: { ...record.head, state } };
    const done = await putChanged(scope, changed, audit.writes([id]));
    return done.ok ? succeed({ body: { destroyed: false } }) : fail(problem('stale-version'));
  }
  if (outcome === 'NOT_REACHED') return fail(problem('state-conflict'));
  const done = await scope.cases.transact([
    ...destroyWrites(scope, record.head, { outcome, today, ids }),
    ...audit.writes([id]),
  ]);
  return done.ok ? succeed({ body: { destroyed: true } }) : fail(problem('stale-version'));
};
