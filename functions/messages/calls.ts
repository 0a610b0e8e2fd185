import { topics } from '@ohjaamo/shared/kernel/codes.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate, resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { answeredByDay, answeredTogether, doneAt } from '@ohjaamo/shared/messages/calls.ts';
import type { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import type { CallBackView } from '@ohjaamo/shared/messages/views.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { capOfDay } from '../kernel/capOfDay.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { countAct } from '../kernel/visitorActs.ts';
import { onSiteClock, type Place, placeOf, workersPlace } from './place.ts';
import {
  type CallBackRecord,
  type CallRecord,
  putCall,
  putCallBack,
  readCallBack,
  readCallBacks,
  readCalls,
} from './callRepository.ts';
import { viewStaff } from './views.ts';

type Routes = typeof messagesRoutes;

/** Call-backs that one address may ask for in a municipality in a day. */
const REQUESTS_A_DAY = 10;
/** Days whose calls are counted beside the tasks. */
const DAYS_COUNTED = 28;
/** A call this many minutes ahead is a clock that runs fast; one longer ago than a week was written down elsewhere. */
const MINUTES_AHEAD = 5;
const MINUTES_BACK = 7 * 24 * 60;

/** "Call me back": one Query, one read, one count, one write. The same request again is the same task. */
export const requestCallBack: UseCase<Routes['requestCallBack']> = async (context) => {
  const { scope, request, clock, visitor } = context;
  const place = await placeOf(scope, request.parameters.siteSlug);
  if (!place.ok) return place;
  const { site, tenant } = place.value;
  const { callId, ...told } = request.body;
  const now = clock.now();
  const task: CallBackRecord = {
    kind: 'CALL_BACK',
    id: callId,
    from: 'WEB',
    askedAt: now,
    ...told,
    tries: [],
    version: 1,
  };
  const answer = (standing: CallBackRecord) =>
    isSameRequest(standing, task)
      ? succeed({ body: { askedAt: onSiteClock(standing.askedAt, place.value) } })
      : fail(problem('id-already-used'));
  const earlier = await readCallBack(scope, site.id, callId, now);
  if (earlier) return answer(earlier);
  const today = visitor(localDate(currentMinute(clock), tenant.profile.zone));
  if (!(await countAct(scope, today, 'CALL_BACKS', REQUESTS_A_DAY, now))) {
    return fail(capOfDay(tenant.profile.zone, clock));
  }
  if (await putCallBack(scope, site.id, task, undefined, [])) return answer(task);
  const sameId = await readCallBack(scope, site.id, callId, now);
  return sameId ? answer(sameId) : fail(problem('id-already-used'));
};

function isSameRequest(standing: CallBackRecord, asked: CallBackRecord): boolean {
  return (['from', 'number', 'nickname', 'times', 'interpreter', 'language'] as const).every(
    (field) => standing[field] === asked[field],
  );
}

/** Whom to call, and how many calls were answered at once: one Query of the tenant, one of the tasks, two of calls. */
export const listCalls: UseCase<Routes['listCalls']> = async ({ scope, request, clock }) => {
  const place = await workersPlace(scope, request.query.site);
  if (!place.ok) return place;
  const { tenant, site } = place.value;
  const now = clock.now();
  const to = localDate(currentMinute(clock), tenant.profile.zone);
  const from = dateOfDay(dayNumber(to) - DAYS_COUNTED + 1);
  const [tasks, calls] = await Promise.all([
    readCallBacks(scope, site.id, now),
    readCalls(scope, site.id, from, to),
  ]);
  const days = answeredByDay(calls);
  const waiting = tasks.filter((task) => doneAt(task) === undefined);
  const done = tasks.filter((task) => doneAt(task) !== undefined);
  return succeed({
    body: {
      now: onSiteClock(now, place.value),
      site: { id: site.id, name: site.name },
      waiting: waiting
        .sort((one, other) => one.askedAt - other.askedAt)
        .map((task) => viewTask(task, tenant)),
      done: done
        .sort((one, other) => (doneAt(other) ?? 0) - (doneAt(one) ?? 0))
        .map((task) => viewTask(task, tenant)),
      staff: viewStaff(tenant),
      share: { from, to, ...answeredTogether(days), days },
    },
    subjects: tasks.map(({ id }) => id),
  });
};

/**
 * Writes a call down: answered, or missed and to be called back. One Query and a transaction of the call, the task of a
 * missed one and the row of the trail. The same call again is the same.
 */
export const recordCall: UseCase<Routes['recordCall']> = async (context) => {
  const { scope, request, audit } = context;
  const { body } = request;
  const place = await workersPlace(scope, body.site);
  if (!place.ok) return place;
  const call = callOf(context, place.value);
  if (!call.ok) return call;
  const task = body.answered ? undefined : taskOf(context, call.value);
  const done = await putCall(scope, place.value.site.id, call.value, task, audit.writes([body.callId]));
  const answer = succeed({
    body: { answered: body.answered, at: onSiteClock(call.value.at, place.value) },
    subjects: [body.callId],
  });
  if (done.ok) return answer;
  const { standing } = done.error;
  const left = task && (await readCallBack(scope, place.value.site.id, body.callId, context.clock.now()));
  const same =
    standing !== undefined && isSameCall(standing, call.value) && (!left || isSameTask(left, task));
  if (!same) return fail(problem('id-already-used'));
  await audit.append([body.callId], 'DONE');
  return answer;
};

function isSameCall(standing: CallRecord, asked: CallRecord): boolean {
  return (
    standing.topics.join() === asked.topics.join() &&
    (['at', 'answered', 'recordedBy'] as const).every((field) => standing[field] === asked[field])
  );
}

/** A corrected number under the same id is another call; the first one's number would be called for ever. */
function isSameTask(standing: CallBackRecord, asked: CallBackRecord): boolean {
  return standing.number === asked.number && standing.nickname === asked.nickname;
}

function callOf(
  { request, actor, clock }: ContextOf<Routes['recordCall']>,
  { tenant }: Place,
): Result<CallRecord, Problem> {
  const { callId, at, answered, topics: ticked, number, nickname } = request.body;
  const start = resolveOffsetDateTime(at, tenant.profile.zone);
  if (!start.ok) return fail(problem(start.error));
  const now = currentMinute(clock);
  if (start.value > now + MINUTES_AHEAD || start.value < now - MINUTES_BACK) {
    return fail(problem('time-not-offered'));
  }
  // Nobody can be called back who left neither; and what was answered needs no number kept.
  if (answered === (number !== undefined || nickname !== undefined)) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/number', code: 'custom' }] }));
  }
  return succeed({
    kind: 'CALL',
    id: callId,
    date: localDate(start.value, tenant.profile.zone),
    at: start.value * 60_000,
    answered,
    topics: topics.filter((topic) => ticked.includes(topic)),
    recordedBy: actor.staffId,
  });
}

function taskOf({ request }: ContextOf<Routes['recordCall']>, call: CallRecord): CallBackRecord {
  const { number, nickname } = request.body;
  return {
    kind: 'CALL_BACK',
    id: call.id,
    from: 'PHONE',
    askedAt: call.at,
    number,
    nickname,
    tries: [],
    version: 1,
  };
}

/** A call-back as its list shows it. */
export function viewTask(task: CallBackRecord, tenant: Tenant): CallBackView {
  const { kind: _kind, version: _version, askedAt, tries, ...shown } = task;
  const done = doneAt(task);
  return {
    ...shown,
    askedAt: onSiteClock(askedAt, { tenant }),
    tries: tries.map(({ at, staffId, outcome }) => ({ at: onSiteClock(at, { tenant }), staffId, outcome })),
    ...(done !== undefined && { doneAt: onSiteClock(done, { tenant }) }),
  };
}

/** Whether a worker may go on with a task: nobody else is at it. */
export function isFreeFor({ claimedBy }: Pick<CallBackRecord, 'claimedBy'>, worker: StaffId): boolean {
  return claimedBy === undefined || claimedBy === worker;
}
