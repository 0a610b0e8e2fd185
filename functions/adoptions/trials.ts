import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import type { KeptTrial, TrialStep } from '@ohjaamo/shared/adoptions/trials.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Json, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { practiceTrialStep, trialFaults } from '@ohjaamo/shared/templates/practiceTrial.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { isEnded } from './renew.ts';
import { readCopy } from './repository.ts';
import { changeTrial, faultsAt, offeredSince, showTrial } from './trialChange.ts';
import { putTrial, readTrials, readTrialRow } from './trialRepository.ts';

/** Trials of one municipality, and what is noted of one, at most: each trial is a row. */
const TRIALS_AT_MOST = 500;
const NOTES_AT_MOST = 60;

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

/** Begins a trial, of an own copy in use or of a need alone. The same id with the same words is the same trial. */
export function beginTrial(network: Table): UseCase<typeof adoptionsRoutes.beginTrial> {
  return async (context) => {
    const { scope, request, actor, audit, clock } = context;
    const { id, trial } = request.body;
    const faults = trialFaults({ ...trial, state: 'PLANNED' });
    if (faults.length > 0) return fail(problem('invalid-request', { errors: faultsAt('/trial', faults) }));
    const sameOrUsed = (standing: KeptTrial) =>
      isSame(standing, trial) ? showTrial(scope, network, standing) : fail(problem('id-already-used'));
    const standing = await readTrialRow(scope, id);
    if (standing) return sameOrUsed(standing.trial);
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
    const isFirst = await putTrial(scope, { trial: made, revision: 0 }, audit.writes([]));
    if (isFirst) return showTrial(scope, network, made);
    const other = await readTrialRow(scope, id);
    return other ? sameOrUsed(other.trial) : fail(problem('id-already-used'));
  };
}

function isSame(standing: KeptTrial, begun: Partial<KeptTrial>): boolean {
  const names = ['title', 'needs', 'need', 'change', 'metric', 'from', 'copy'] as const;
  return names.every((name) => sameJson(standing[name], begun[name]));
}

/** A trial, whole: a read, the names, the copy that it changes, and how far its lesson is. */
export function readTrial(network: Table): UseCase<typeof adoptionsRoutes.readTrial> {
  return async ({ scope, request }) => {
    const standing = await readTrialRow(scope, request.parameters.trial);
    return standing ? showTrial(scope, network, standing.trial) : fail(problem('not-found'));
  };
}

/** Writes down what was seen. */
export function noteTrial(network: Table): UseCase<typeof adoptionsRoutes.noteTrial> {
  return async (context) => {
    const { id, text } = context.request.body;
    return changeTrial(network, context, (trial, { at, by }) => {
      const before = trial.observations.find((each) => each.id === id);
      if (before) return before.text === text ? succeed(trial) : fail(problem('id-already-used'));
      if (trial.state !== 'RUNNING' && trial.state !== 'EVALUATED') return fail(problem('state-conflict'));
      if (trial.observations.length >= NOTES_AT_MOST) return fail(problem('cap-reached'));
      return succeed({ ...trial, observations: [...trial.observations, { id, at, by, text }] });
    });
  };
}

/**
 * Takes a trial on. One that has ended stays as it ended: the same step again is the same answer, another one is told. One that ends as a
 * lesson hands it in to the network's stewards.
 */
export function stepTrial(network: Table): UseCase<typeof adoptionsRoutes.stepTrial> {
  return async (context) => {
    const { step } = context.request.body;
    const standing = await readTrialRow(context.scope, context.request.parameters.trial);
    const copy = standing?.trial.copy && (await readCopy(context.scope, standing.trial.copy));
    return changeTrial(network, context, (trial, now) => {
      const offered = offeredSince(trial, copy)?.address;
      return isDone(trial, step) ? succeed(trial) : stepped(trial, step, { ...now, offered });
    });
  };
}

/** Who takes the step and when, and what the copy was offered as. */
interface Stepping extends Pick<KeptTrial['history'][number], 'at' | 'by'> {
  readonly offered: string | undefined;
}

function stepped(
  trial: KeptTrial,
  { event, ...words }: TrialStep,
  { at, by, offered }: Stepping,
): Result<KeptTrial, Problem> {
  const state = practiceTrialStep(trial.state, event);
  if (!state) return fail(problem('state-conflict'));
  const next: KeptTrial = {
    ...trial,
    ...words,
    ...{ state, history: [...trial.history, { what: event, at, by }] },
    ...(event === 'MAKE_TEMPLATE' && offered !== undefined && { template: offered }),
    ...(event === 'TELL_LESSON' && { told: { turn: 1, act: 'HAND_IN', handedInAt: at } }),
  };
  const faults = trialFaults(next);
  return faults.length > 0
    ? fail(problem('invalid-request', { errors: faultsAt('', faults) }))
    : succeed(next);
}

/** Whether the last that happened to a trial was this very step. */
function isDone(trial: KeptTrial, { event, ...words }: TrialStep): boolean {
  const stands = { to: trial.to, decision: trial.decision, lesson: trial.lesson };
  const isLast = trial.history.at(-1)?.what === event;
  return isLast && sameJson({ ...stands, ...words } as Json, stands as Json);
}
