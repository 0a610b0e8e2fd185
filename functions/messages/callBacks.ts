import type { CallId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { afterTry, doneAt } from '@ohjaamo/shared/messages/calls.ts';
import type { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import type { CallBackView } from '@ohjaamo/shared/messages/views.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type CallBackRecord, putCallBack, readCallBack } from './callRepository.ts';
import { isFreeFor, viewTask } from './calls.ts';
import { workersPlace } from './place.ts';

type Routes = typeof messagesRoutes;

/** How often a change is tried again when a colleague changes the same task at the same moment. */
const TRIES = 6;

/** Takes a task to call somebody, or gives it back; a task that a colleague has, or that is done, is `state-conflict`. */
export const claimCallBack: UseCase<Routes['claimCallBack']> = (context) => {
  const { request, actor } = context;
  return change(context, request.body.site, request.parameters.callId, (task) => {
    if (doneAt(task) !== undefined || !isFreeFor(task, actor.staffId)) return fail(problem('state-conflict'));
    const claimedBy = request.body.claimed ? actor.staffId : undefined;
    if (task.claimedBy === claimedBy) return succeed(task);
    return succeed({ ...task, claimedBy, version: task.version + 1 });
  });
};

/**
 * Notes how a try to call ended. A task done is done: only the very try that did it may be told again. Who called without
 * having taken the task is heard too: the call was made.
 */
export const recordTry: UseCase<Routes['recordTry']> = (context) => {
  const { request, actor, clock } = context;
  const { site, tryId, outcome } = request.body;
  return change(context, site, request.parameters.callId, (task) => {
    const told = task.tries.find(({ id }) => id === tryId);
    if (told) {
      const same = told.outcome === outcome && told.staffId === actor.staffId;
      return same ? succeed(task) : fail(problem('state-conflict'));
    }
    if (doneAt(task) !== undefined) return fail(problem('state-conflict'));
    return succeed(afterTry(task, { id: tryId, at: clock.now(), staffId: actor.staffId, outcome }));
  });
};

interface Asked {
  readonly scope: TenantScope;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Changes a task with its row of the trail: one Query, one read and a transaction of two items. */
async function change(
  { scope, audit, clock }: Asked,
  site: SiteId,
  id: CallId,
  next: (task: CallBackRecord) => Result<CallBackRecord, Problem>,
): Promise<Result<{ body: CallBackView; subjects: string[] }, Problem>> {
  const place = await workersPlace(scope, site);
  if (!place.ok) return place;
  for (let tried = 0; tried < TRIES; tried++) {
    const task = await readCallBack(scope, site, id, clock.now());
    if (!task) return fail(problem('not-found'));
    const after = next(task);
    if (!after.ok) return after;
    const answer = { body: viewTask(after.value, place.value.tenant), subjects: [id] };
    if (after.value === task) {
      if (audit.taken) await audit.append([id], 'DONE');
      return succeed(answer);
    }
    if (await putCallBack(scope, site, after.value, task, audit.writes([id]))) return succeed(answer);
  }
  throw new Error('Too many changed one task at one moment');
}
