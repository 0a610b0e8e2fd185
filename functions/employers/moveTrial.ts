import type { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { sheetOf } from '@ohjaamo/shared/employers/sheet.ts';
import { type TrialEvent, trialStep } from '@ohjaamo/shared/employers/trialStates.ts';
import type { ClientId, TrialId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { clientFileOf } from '../cases/index.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { taskWrite } from '../kernel/caseTasks.ts';
import { clientStands } from '../kernel/clientStands.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readPlace } from '../tenants/index.ts';
import { dayWrite, listTrials, putTrial, type Trial, type TrialDay } from './trialRepository.ts';
import { CATEGORY, recordsWork, seesWorkOf, viewTrial } from './views.ts';

type Routes = typeof employersRoutes;

const taskOf = (id: TrialId): string => `WORK_TRIAL_ENDS#${id}`;

/** A trial that whoever asks may see and change; one of another organisation that is not to be seen is as one nobody has. */
async function mine(
  scope: TenantScope,
  client: ClientId,
  id: TrialId,
  access: CaseAccess,
): Promise<Result<Trial, Problem>> {
  const trial = (await listTrials(scope, client)).find(({ head }) => head.id === id);
  if (!trial || !seesWorkOf(access, trial.head.owner)) return fail(problem('not-found'));
  return recordsWork(access) ? succeed(trial) : fail(problem('access-refused'));
}

/** Moves a trial by one step of its machine. The end is a task of the client while the trial runs. */
export const moveTrial: UseCase<Routes['moveTrial']> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId, trialId: id } = request.parameters;
  const { version, step, on, reason } = request.body;
  const [place, found] = await Promise.all([readPlace(scope, clock), mine(scope, clientId, id, access)]);
  if (!found.ok) return found;
  const { head, texts } = found.value;
  const state = trialStep(head.state, step);
  if (!state) return fail(problem('state-conflict'));
  if (head.version !== version) return fail(problem('stale-version'));
  const code = faultOf(found.value, { step, on, today: place.today });
  if (code) return fail(problem('invalid-request', { errors: [{ pointer: '/body/on', code }] }));
  const ends = step === 'END' || step === 'INTERRUPT';
  const moved: Trial = {
    ...found.value,
    head: {
      ...{ ...head, state },
      ...(step === 'DIRECT' && on && { directedOn: on }),
      ...(ends && on && { end: on }),
    },
    texts: { ...texts, ...(reason && { reason }) },
  };
  const at = new Date(clock.now()).toISOString();
  const entry = { id: `${id}-${step}`, at, what: 'WORK_TRIAL', by: actor.staffId, record: id } as const;
  const done = await putTrial(scope, clientId, moved, [
    timelineWrite(scope, clientId, { ...entry, category: CATEGORY, owner: head.owner }),
    ...endTask(scope, clientId, moved, step),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? succeed({ body: viewTrial(done.value, place) }) : fail(problem('stale-version'));
};

/** The day a step names must be there and fit: the authority's decision is not to come, a trial ends within its days. */
function faultOf(
  { head }: Trial,
  { step, on, today }: { step: TrialEvent; on: string | undefined; today: string },
): string | undefined {
  if (step === 'START' && today < head.start) return 'not_begun';
  if (step === 'DIRECT' && !on) return 'missing';
  if (on === undefined) return undefined;
  if (on > today) return 'in_the_future';
  const ends = step === 'END' || step === 'INTERRUPT';
  return ends && (on < head.start || on > head.end) ? 'outside_trial' : undefined;
}

function endTask(scope: TenantScope, client: ClientId, { head }: Trial, step: TrialEvent): Write[] {
  if (step === 'START') {
    const task = { kind: 'WORK_TRIAL_ENDS', dueOn: head.end, record: head.id } as const;
    return [taskWrite(scope, client, taskOf(head.id), task)];
  }
  const over = step === 'END' || step === 'INTERRUPT';
  return over ? [taskWrite(scope, client, taskOf(head.id), undefined)] : [];
}

/**
 * Marks a day of a running trial; five unauthorised absences one after the other are told as such in the answer. `stale-version` when
 * somebody else has marked it since. The same again is the same.
 */
export const markTrialDay: UseCase<Routes['markTrialDay']> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId, trialId: id } = request.parameters;
  const { date, version, mark, words } = request.body;
  const [place, found] = await Promise.all([readPlace(scope, clock), mine(scope, clientId, id, access)]);
  if (!found.ok) return found;
  const { head, days } = found.value;
  if (head.state !== 'RUNNING') return fail(problem('state-conflict'));
  const code =
    date > place.today ? 'in_the_future' : date < head.start || date > head.end ? 'outside_trial' : '';
  if (code) return fail(problem('invalid-request', { errors: [{ pointer: '/body/date', code }] }));
  const standing = days.find((each) => each.date === date);
  if (standing?.version === version + 1 && standing.mark === mark && standing.words === words) {
    return succeed({ body: viewTrial(found.value, place) });
  }
  const said = { mark, recordedBy: actor.staffId, ...(words && { words }) };
  const day: TrialDay = { trialId: id, date, version: version + 1, ...said };
  const done = await scope.cases.transact([
    await dayWrite(scope, clientId, day),
    clientStands(scope, clientId),
    ...audit.writes([clientId]),
  ]);
  if (!done.ok) return fail(problem('stale-version'));
  const marked = [...days.filter((each) => each.date !== date), day].sort((one, other) =>
    one.date.localeCompare(other.date),
  );
  return succeed({ body: viewTrial({ ...found.value, days: marked }, place) });
};

/** Keeps the evaluation of the place of work, once the trial is over or interrupted. */
export const evaluateTrial: UseCase<Routes['evaluateTrial']> = async (context) => {
  const { scope, request, audit, clock, case: access } = context;
  const { clientId, trialId: id } = request.parameters;
  const { version, evaluation } = request.body;
  const [place, found] = await Promise.all([readPlace(scope, clock), mine(scope, clientId, id, access)]);
  if (!found.ok) return found;
  const { head, texts } = found.value;
  if (head.earlier || (head.state !== 'ENDED' && head.state !== 'INTERRUPTED')) {
    return fail(problem('state-conflict'));
  }
  if (texts.evaluation === evaluation) return succeed({ body: viewTrial(found.value, place) });
  if (head.version !== version) return fail(problem('stale-version'));
  const changed = { ...found.value, texts: { ...texts, evaluation } };
  const done = await putTrial(scope, clientId, changed, audit.writes([clientId]));
  return done.ok ? succeed({ body: viewTrial(done.value, place) }) : fail(problem('stale-version'));
};

/** The sheet for the place of work; see `sheetOf` for what it never carries. */
export const readTrialSheet: UseCase<Routes['readTrialSheet']> = async ({
  scope,
  request,
  clock,
  case: access,
}) => {
  const { clientId, trialId: id } = request.parameters;
  const [place, trials] = await Promise.all([readPlace(scope, clock), listTrials(scope, clientId)]);
  const file = clientFileOf(access.head);
  const trial = trials.find(({ head }) => head.id === id);
  if (!file || !trial || !seesWorkOf(access, trial.head.owner)) return fail(problem('not-found'));
  if (!access.may('TAKE_COPY', { category: CATEGORY, owner: trial.head.owner })) {
    return fail(problem('access-refused'));
  }
  const { terms } = viewTrial(trial, place);
  if (!terms || trial.head.state === 'CANCELLED') return fail(problem('state-conflict'));
  return succeed({ body: { ...sheetOf(terms, file.client.displayName), payer: terms.payer } });
};
