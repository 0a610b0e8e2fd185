import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import {
  isOfferedSince,
  type KeptTrial,
  type TrialStep,
  type TrialView,
} from '@ohjaamo/shared/adoptions/trials.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Json, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { practiceTrialStep, trialFaults } from '@ohjaamo/shared/templates/practiceTrial.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant, workerOf } from '../tenants/index.ts';
import { isEnded } from './renew.ts';
import { readCopy } from './repository.ts';
import { putTrial, readTrials, readTrialRow } from './trialRepository.ts';

/** Trials of one municipality, and what is noted of one, at most: each trial is a row. */
const TRIALS_AT_MOST = 500;
const NOTES_AT_MOST = 60;
/** How often a change is laid over what somebody else was quicker to save. */
const TRIES = 6;

/** The municipality's trials, the latest period first: one Query. */
export const listTrials: UseCase<typeof adoptionsRoutes.listTrials> = async ({ scope }) => {
  const trials = await readTrials(scope);
  return succeed({
    body: {
      trials: trials
        .sort((one, other) => (one.from < other.from ? 1 : -1))
        .map(({ id, title, state, from, to }) => ({ id, title, state, from, to })),
    },
  });
};

/** Begins a trial, of an own copy or of a need alone. The same id with the same words is the same trial. */
export const beginTrial: UseCase<typeof adoptionsRoutes.beginTrial> = async (context) => {
  const { scope, request, actor, audit, clock } = context;
  const { id, trial } = request.body;
  const faults = trialFaults({ ...trial, state: 'PLANNED' });
  if (faults.length > 0) return fail(problem('invalid-request', { errors: at('/trial', faults) }));
  const standing = await readTrialRow(scope, id);
  if (standing) return sameOrUsed(scope, standing.trial, trial);
  const of = trial.copy && (await readCopy(scope, trial.copy));
  if (trial.copy && !of) return fail(problem('not-found'));
  if (of && isEnded(of.copy)) return fail(problem('state-conflict'));
  if ((await readTrials(scope)).length >= TRIALS_AT_MOST) return fail(problem('cap-reached'));
  const { profile } = await readWorkersTenant(scope);
  const made: KeptTrial = {
    ...trial,
    ...{ id, state: 'PLANNED', municipality: profile.municipalityCode, observations: [] },
    history: [{ what: 'BEGIN', at: new Date(clock.now()).toISOString(), by: actor.staffId }],
  };
  if (await putTrial(scope, { trial: made, revision: 0 }, audit.writes([]))) return shown(scope, made);
  const other = await readTrialRow(scope, id);
  return other ? sameOrUsed(scope, other.trial, trial) : fail(problem('id-already-used'));
};

async function sameOrUsed(scope: TenantScope, standing: KeptTrial, begun: Partial<KeptTrial>) {
  const names = ['title', 'needs', 'need', 'change', 'metric', 'from', 'copy'] as const;
  const isSame = names.every((name) => sameJson(standing[name], begun[name]));
  return isSame ? shown(scope, standing) : fail(problem('id-already-used'));
}

/** A trial, whole: a read, the names, and the copy that it changes. */
export const readTrial: UseCase<typeof adoptionsRoutes.readTrial> = async ({ scope, request }) => {
  const standing = await readTrialRow(scope, request.parameters.trial);
  return standing ? shown(scope, standing.trial) : fail(problem('not-found'));
};

/** Writes down what was seen. */
export const noteTrial: UseCase<typeof adoptionsRoutes.noteTrial> = async (context) => {
  const { id, text } = context.request.body;
  return changed(context, (trial, { at: instant, by }) => {
    const before = trial.observations.find((each) => each.id === id);
    if (before) return before.text === text ? succeed(trial) : fail(problem('id-already-used'));
    if (trial.state !== 'RUNNING' && trial.state !== 'EVALUATED') return fail(problem('state-conflict'));
    if (trial.observations.length >= NOTES_AT_MOST) return fail(problem('cap-reached'));
    return succeed({ ...trial, observations: [...trial.observations, { id, at: instant, by, text }] });
  });
};

/** Takes a trial on. One that has ended stays as it ended: the same step again is the same answer, another one is told. */
export const stepTrial: UseCase<typeof adoptionsRoutes.stepTrial> = async (context) => {
  const { step } = context.request.body;
  const standing = await readTrialRow(context.scope, context.request.parameters.trial);
  const copy = standing?.trial.copy && (await readCopy(context.scope, standing.trial.copy));
  return changed(context, (trial, { at: instant, by }) => {
    if (isDone(trial, step)) return succeed(trial);
    const state = practiceTrialStep(trial.state, step.event);
    if (!state) return fail(problem('state-conflict'));
    const { event, ...words } = step;
    const template = event === 'MAKE_TEMPLATE' ? offeredSince(trial, copy)?.address : undefined;
    const next: KeptTrial = {
      ...trial,
      ...words,
      ...{ state, history: [...trial.history, { what: event, at: instant, by }] },
      ...(template !== undefined && { template }),
    };
    const faults = trialFaults(next);
    return faults.length > 0 ? fail(problem('invalid-request', { errors: at('', faults) })) : succeed(next);
  });
};

/** Whether the last that happened to a trial was this very step. */
function isDone(trial: KeptTrial, { event, ...words }: TrialStep): boolean {
  const stands = { to: trial.to, decision: trial.decision, lesson: trial.lesson };
  const isLast = trial.history.at(-1)?.what === event;
  return isLast && sameJson({ ...stands, ...words } as Json, stands as Json);
}

/** What the copy was offered as since the trial began. */
function offeredSince(trial: KeptTrial, standing: Awaited<ReturnType<typeof readCopy>>) {
  const offered = standing?.copy.offered;
  return isOfferedSince(trial, offered) ? offered : undefined;
}

function at(above: string, faults: ReturnType<typeof trialFaults>) {
  return faults.map(({ pointer, code }) => ({ pointer: `${above}${pointer}`, code }));
}

/** What changes a trial: who asks, and when. */
interface Changing {
  readonly scope: TenantScope;
  readonly audit: AuditTrail;
  readonly actor: { readonly staffId: StaffId };
  readonly clock: { readonly now: () => number };
  readonly request: { readonly parameters: { readonly trial: string } };
}

async function changed(
  { scope, audit, actor, clock, request }: Changing,
  change: (
    trial: KeptTrial,
    now: { readonly at: string; readonly by: StaffId },
  ) => Result<KeptTrial, Problem>,
) {
  const now = { at: new Date(clock.now()).toISOString(), by: actor.staffId };
  for (let tried = 1; tried <= TRIES; tried++) {
    const standing = await readTrialRow(scope, request.parameters.trial);
    if (!standing) return fail(problem('not-found'));
    const done = change(standing.trial, now);
    if (!done.ok) return done;
    if (done.value === standing.trial) return shown(scope, standing.trial);
    if (await putTrial(scope, { trial: done.value, revision: standing.revision }, audit.writes([]))) {
      return shown(scope, done.value);
    }
  }
  return fail(problem('temporarily-unavailable'));
}

async function shown(
  scope: TenantScope,
  trial: KeptTrial,
): Promise<Result<{ readonly body: TrialView }, Problem>> {
  const [tenant, copy] = await Promise.all([
    readWorkersTenant(scope),
    trial.copy ? readCopy(scope, trial.copy) : undefined,
  ]);
  const offered = offeredSince(trial, copy);
  return succeed({
    body: {
      ...trial,
      observations: trial.observations.map((each) => ({ ...each, byName: workerOf(tenant, each.by).name })),
      ...(offered && { offered: { address: offered.address, version: offered.version } }),
    },
  });
}
