import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { type KeptTrial, lastAct, type LessonOfTrialStep } from '@ohjaamo/shared/adoptions/trials.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Json, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { type LessonState, lessonStep } from '@ohjaamo/shared/templates/lessonLife.ts';
import { trialFaults } from '@ohjaamo/shared/templates/practiceTrial.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { changeTrial, faultsAt, lessonStanding } from './trialChange.ts';
import { readTrialRow } from './trialRepository.ts';

/** How often a lesson is handed in and withdrawn: each stands in the history of its trial. */
const MOST_TURNS = 60;

/**
 * Withdraws the lesson that a trial ended as, or hands it in again. The trial's row is the outbox: the network hears of it by the stream,
 * and what the stewards decided until then stands when it comes there.
 */
export function stepLesson(network: Table): UseCase<typeof adoptionsRoutes.stepLesson> {
  return async (context) => {
    const { turn, step } = context.request.body;
    const read = await readTrialRow(context.scope, context.request.parameters.trial);
    const standing = read && (await lessonStanding(context.scope, network, read.trial));
    if (read && !standing) return fail(problem('state-conflict'));
    return changeTrial(network, context, (trial, now) => {
      const last = lastAct(trial);
      if (!last || !standing) return fail(problem('state-conflict'));
      if (last.turn === turn + 1 && isDone(trial, last, step)) return succeed(trial);
      if (last.turn !== turn || standing.turn !== turn) return fail(problem('stale-version'));
      if (turn >= MOST_TURNS) return fail(problem('cap-reached'));
      return toldAnew(trial, step, { ...now, last, state: standing.state });
    });
  };
}

type Told = NonNullable<KeptTrial['told']>;

/** Whether a lesson's last act was this very one. */
function isDone(trial: KeptTrial, { act: done }: Told, { act, ...words }: LessonOfTrialStep): boolean {
  const stands = { decision: trial.decision, lesson: trial.lesson };
  return done === act && sameJson({ ...stands, ...words } as Json, stands as Json);
}

/** Who acts and when, what was done last, and how far the lesson is. */
interface Telling extends Pick<KeptTrial['history'][number], 'at' | 'by'> {
  readonly last: Told;
  readonly state: LessonState;
}

function toldAnew(
  trial: KeptTrial,
  { act, ...words }: LessonOfTrialStep,
  { at, by, last, state }: Telling,
): Result<KeptTrial, Problem> {
  if (!lessonStep(state, act)) return fail(problem('state-conflict'));
  const handedInAt = act === 'HAND_IN' ? at : last.handedInAt;
  const what = act === 'HAND_IN' ? 'HAND_IN_LESSON' : 'WITHDRAW_LESSON';
  const next: KeptTrial = {
    ...trial,
    ...words,
    told: { turn: last.turn + 1, act, handedInAt },
    history: [...trial.history, { what, at, by }],
  };
  const faults = trialFaults(next);
  if (faults.length === 0) return succeed(next);
  return fail(problem('invalid-request', { errors: faultsAt('/step', faults) }));
}
