import type { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { type TrialAsked, trialFaults, type TrialPeriod } from '@ohjaamo/shared/employers/workTrial.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { clientFileOf } from '../cases/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readPlace } from '../tenants/index.ts';
import { listTrials, putNewTrial, readTurn, readWishes, type Trial } from './trialRepository.ts';
import { CATEGORY, countedPeriods, recordsWork, viewTrial } from './views.ts';

type Routes = typeof employersRoutes;
type Planning = ContextOf<Routes['planTrial']> | ContextOf<Routes['recordEarlierTrial']>;

/**
 * Plans a work trial within the limits of 380/2023 §54–59, counted with all trials of the client, also those that whoever asks may
 * not see. Asked again with the same id and content, it answers with what stands. 4 reads; 3 writes and the trail's.
 */
export const planTrial: UseCase<Routes['planTrial']> = async (context) => {
  const { employer, supervisor, tasks, goals, ...asked } = context.request.body;
  const { trialId: id, start, end, hoursPerDay, daysPerWeek, payer } = asked;
  const found = await pastOf(context);
  const trial: Trial = {
    head: {
      ...recorded(context),
      ...{ id, version: 1, state: 'PLANNED', earlier: false },
      ...{ start, end, hoursPerDay, daysPerWeek, payer },
    },
    texts: { employer, supervisor, tasks, goals },
    days: [],
  };
  return put(context, found, trial, trialFaults(asked satisfies TrialAsked, found.pastBut(id), found.today));
};

/** Writes down the days of a trial from before this case; they count as any others. */
export const recordEarlierTrial: UseCase<Routes['recordEarlierTrial']> = async (context) => {
  const { trialId: id, start, end } = context.request.body;
  const found = await pastOf(context);
  const trial: Trial = {
    head: { ...recorded(context), ...{ id, version: 1, state: 'ENDED', earlier: true, start, end } },
    texts: {},
    days: [],
  };
  return put(context, found, trial, earlierFaults({ start, end }, found.pastBut(id).periods, found.today));
};

function earlierFaults(asked: TrialPeriod, periods: readonly TrialPeriod[], today: string) {
  const faults = [
    asked.end < asked.start && { field: 'end', code: 'ends_before_start' },
    asked.end > today && { field: 'end', code: 'in_the_future' },
    periods.some(({ start, end }) => start <= asked.end && asked.start <= end) && {
      field: 'start',
      code: 'overlaps',
    },
  ];
  return faults.filter((fault) => fault !== false);
}

/** Everything that decides about a new trial. */
async function pastOf({ scope, request, clock, case: access }: Planning) {
  const { clientId } = request.parameters;
  // Before the trials: one that is planned after this makes the turn a past one.
  const turn = await readTurn(scope, clientId);
  const [place, trials, wishes] = await Promise.all([
    readPlace(scope, clock),
    listTrials(scope, clientId),
    readWishes(scope, clientId),
  ]);
  const { birthDate } = clientFileOf(access.head)?.client ?? {};
  const unemployedSince = wishes?.unemployedSince;
  return {
    ...{ place, trials, turn, today: place.today },
    pastBut: (id: string) => ({ periods: countedPeriods(trials, id), birthDate, unemployedSince }),
  };
}

function recorded({ actor, clock, case: access }: Planning) {
  const recordedAt = new Date(clock.now()).toISOString();
  return { kind: 'TRIAL', recordedAt, recordedBy: actor.staffId, owner: access.organisation } as const;
}

async function put(
  { scope, request, audit, case: access }: Planning,
  { place, trials, turn }: Awaited<ReturnType<typeof pastOf>>,
  trial: Trial,
  faults: readonly { readonly field: string; readonly code: string }[],
) {
  const { clientId } = request.parameters;
  if (!recordsWork(access)) return fail(problem('access-refused'));
  const standing = trials.find(({ head }) => head.id === trial.head.id);
  if (standing) {
    return isSame(standing, trial)
      ? succeed({ body: viewTrial(standing, place) })
      : fail(problem('id-already-used'));
  }
  if (faults.length > 0) {
    const errors = faults.map(({ field, code }) => ({ pointer: `/body/${field}`, code }));
    return fail(problem('invalid-request', { errors }));
  }
  const { id, recordedAt, recordedBy, owner } = trial.head;
  const entry = { id, at: recordedAt, what: 'WORK_TRIAL', by: recordedBy, category: CATEGORY } as const;
  const done = await putNewTrial(scope, clientId, trial, turn, [
    timelineWrite(scope, clientId, { ...entry, owner, record: id }),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? succeed({ body: viewTrial(trial, place) }) : fail(problem(done.error));
}

/** Whether what stands was asked in the same words; what has been done with it since is not part of the asking. */
function isSame(standing: Trial, asked: Trial): boolean {
  const told = ({ head, texts }: Trial) =>
    JSON.stringify([
      ...[head.earlier, head.start, head.end, head.hoursPerDay, head.daysPerWeek, head.payer],
      ...[texts.employer, texts.supervisor, texts.tasks, texts.goals],
    ]);
  return told(standing) === told(asked);
}
