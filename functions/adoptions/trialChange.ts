import { type KeptTrial, lastAct, isOfferedSince, type TrialView } from '@ohjaamo/shared/adoptions/trials.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type LessonState, stateOfLesson } from '@ohjaamo/shared/templates/lessonLife.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { standingOfLesson } from '../templates/index.ts';
import { readWorkersTenant, workerOf } from '../tenants/index.ts';
import { readCopy } from './repository.ts';
import { putTrial, readTrialRow } from './trialRepository.ts';

/** How often a change is laid over what somebody else was quicker to save. */
const TRIES = 6;

/** What changes a trial: who asks, and when. */
interface Changing {
  readonly scope: TenantScope;
  readonly audit: AuditTrail;
  readonly actor: { readonly staffId: StaffId };
  readonly clock: { readonly now: () => number };
  readonly request: { readonly parameters: { readonly trial: string } };
}

/** Changes a trial as it stands at the moment of writing, and shows it. A change that gives back what it was given writes nothing. */
export async function changeTrial(
  network: Table,
  { scope, audit, actor, clock, request }: Changing,
  change: (
    trial: KeptTrial,
    now: { readonly at: string; readonly by: StaffId },
  ) => Result<KeptTrial, Problem>,
): Promise<Result<{ readonly body: TrialView }, Problem>> {
  const now = { at: new Date(clock.now()).toISOString(), by: actor.staffId };
  for (let tried = 1; tried <= TRIES; tried++) {
    const standing = await readTrialRow(scope, request.parameters.trial);
    if (!standing) return fail(problem('not-found'));
    const done = change(standing.trial, now);
    if (!done.ok) return done;
    if (done.value === standing.trial) return showTrial(scope, network, standing.trial);
    if (await putTrial(scope, { trial: done.value, revision: standing.revision }, audit.writes([]))) {
      return showTrial(scope, network, done.value);
    }
  }
  return fail(problem('temporarily-unavailable'));
}

/** A trial as it is shown: the names, the copy that it changes, and how far its lesson is. At most three reads. */
export async function showTrial(
  scope: TenantScope,
  network: Table,
  trial: KeptTrial,
): Promise<Result<{ readonly body: TrialView }, Problem>> {
  const [tenant, copy, standing] = await Promise.all([
    readWorkersTenant(scope),
    trial.copy ? readCopy(scope, trial.copy) : undefined,
    lessonStanding(scope, network, trial),
  ]);
  const offered = offeredSince(trial, copy);
  const { told: _told, ...rest } = trial;
  return succeed({
    body: {
      ...rest,
      observations: trial.observations.map((each) => ({ ...each, byName: workerOf(tenant, each.by).name })),
      ...(offered && { offered: { address: offered.address, version: offered.version } }),
      ...(standing && { standing }),
    },
  });
}

/** How far the lesson of a trial is; `undefined` for one that did not end as a lesson. A read, and the municipality's code. */
export async function lessonStanding(
  scope: TenantScope,
  network: Table,
  trial: KeptTrial,
): Promise<{ readonly turn: number; readonly state: LessonState; readonly reason?: string } | undefined> {
  const last = lastAct(trial);
  if (!last) return undefined;
  const { profile } = await readWorkersTenant(scope);
  const { tenantId } = scope;
  const named = { tenantId, municipality: profile.municipalityCode, id: trial.id };
  const inNetwork = await standingOfLesson(network, named);
  const state = stateOfLesson(trial.told, inNetwork);
  const reason = state === inNetwork?.state ? inNetwork.reason : undefined;
  return { turn: last.turn, state, ...(reason !== undefined && { reason }) };
}

/** What the copy was offered as since the trial began. */
export function offeredSince(trial: KeptTrial, standing: Awaited<ReturnType<typeof readCopy>>) {
  const offered = standing?.copy.offered;
  return isOfferedSince(trial, offered) ? offered : undefined;
}

/** Faults of a trial by their places in the request. */
export function faultsAt(
  above: string,
  faults: readonly { readonly pointer: string; readonly code: string }[],
) {
  return faults.map(({ pointer, code }) => ({ pointer: `${above}${pointer}`, code }));
}
