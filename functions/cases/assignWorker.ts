import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { changedTeam } from '@ohjaamo/shared/cases/team.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { sealTexts } from '../kernel/sealing.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readPlace } from './place.ts';
import { putTeam, readClientFile } from './repository.ts';
import { viewClient } from './views.ts';

/**
 * Gives a worker a part in a client's team, or takes the worker out, with the reason (sealed). A partner's worker can be given
 * a case by others only; what that worker then sees, the consents say. Said again, it changes nothing. 2 reads; 4 writes and
 * the trail's.
 */
export const assignWorker: UseCase<typeof casesRoutes.assignWorker> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const { staffId, part, reason } = request.body;
  if (!access.may('ASSIGN_WORKER', { widensOwnRights: staffId === actor.staffId && part !== 'NONE' })) {
    return fail(problem('access-refused'));
  }
  const [place, file] = await Promise.all([readPlace(scope, clock), readClientFile(scope, clientId)]);
  if (!file) return fail(problem('not-found'));
  if (!place.tenant.staff.some(({ id }) => id === staffId)) return refused('staffId', 'unknown_worker');
  const { team } = file.client;
  if (team.some((each) => each.staffId === staffId && each.part === part && !each.throughReferral)) {
    await audit.append([clientId], 'DONE');
    return succeed({ body: await viewClient(scope, file, place, access) });
  }
  const changed = changedTeam(team, { staffId, part });
  if (typeof changed === 'string') return refused('part', changed);
  const at = new Date(clock.now()).toISOString();
  const sk = `ASSIGNMENT#${at}#${staffId}`;
  const sealed = await sealTexts(scope, { client: clientId, sk }, { reason });
  const change = { at, by: actor.staffId, staffId, part, sealed };
  const entry = {
    id: `${at}-${staffId}`,
    at,
    what: 'WORKER_NAMED',
    by: actor.staffId,
    record: staffId,
  } as const;
  const done = await putTeam(scope, file.client, changed, change, [
    ...(part === 'NAMED'
      ? [timelineWrite(scope, clientId, { ...entry, category: 'BASICS', owner: access.organisation })]
      : []),
    ...audit.writes([clientId]),
  ]);
  if (!done.ok) return fail(problem('stale-version'));
  const after = { ...file, client: { ...file.client, team: changed } };
  return succeed({ body: await viewClient(scope, after, place, access) });
};

function refused(field: string, code: string) {
  return fail(problem('invalid-request', { errors: [{ pointer: `/body/${field}`, code }] }));
}
