import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { answering } from '@ohjaamo/shared/rights/requests.ts';
import { taskWrite } from '../kernel/caseTasks.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { openTexts } from '../kernel/sealing.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readEverything } from './everything.ts';
import { readPlace, registerOf } from './place.ts';
import { putAnswer, readRequest, readRequests, requestPlace, sealedBeside } from './requestRepository.ts';
import { recordAsked, taskOf } from './requests.ts';
import { viewRequests } from './views.ts';

/** What the person has asked, newest first. */
export const listRequests: UseCase<typeof rightsRoutes.listRequests> = async ({ scope, request, clock }) => {
  const { clientId } = request.parameters;
  const [place, rows] = await Promise.all([readPlace(scope, clock), readRequests(scope, clientId)]);
  return succeed({ body: { requests: await viewRequests(scope, clientId, rows, place) } });
};

/** Writes down what somebody has asked by word of mouth. */
export const recordRequest: UseCase<typeof rightsRoutes.recordRequest> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const place = await readPlace(scope, clock);
  const client = request.parameters.clientId;
  const asking = { scope, client, audit, now: clock.now(), place, by: actor.staffId };
  const done = await recordAsked(request.body, asking);
  return done.ok ? succeed({ body: {} }) : fail(done.error);
};

/**
 * Answers a request with the reason and, when it is accepted, what now stands beside the text that was asked about (GDPR article
 * 16; the text itself stays). The same answer again changes nothing; another one is refused. 4 writes and the trail's.
 */
export const answerRequest: UseCase<typeof rightsRoutes.answerRequest> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const { clientId, requestId } = request.parameters;
  const { decision, reason, annotation } = request.body;
  const [place, standing] = await Promise.all([
    readPlace(scope, clock),
    readRequest(scope, clientId, requestId),
  ]);
  if (!standing) return fail(problem('not-found'));
  const where = requestPlace(clientId, requestId);
  if (answering[standing.state] === 'ANSWERED') {
    const before = await openTexts<'reason' | 'annotation'>(scope, where, standing.sealed);
    const same = standing.state === decision && before.reason === reason && before.annotation === annotation;
    return same ? succeed({ body: {} }) : fail(problem('state-conflict'));
  }
  const at = new Date(clock.now()).toISOString();
  const sealed = await sealedBeside(scope, where, standing.sealed, { reason, annotation });
  const answered = { ...standing, state: decision, answeredAt: at, answeredBy: actor.staffId, sealed };
  const done = await putAnswer(scope, clientId, answered, [
    timelineWrite(scope, clientId, {
      ...{ id: `${requestId}-A`, at, what: 'REQUEST_ANSWERED', by: actor.staffId, category: 'GUIDANCE' },
      ...{ owner: registerOf(place), record: requestId },
    }),
    taskWrite(scope, clientId, taskOf(requestId), undefined),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? succeed({ body: {} }) : fail(problem('state-conflict'));
};

/** The copy that the own page gives, for somebody who asked a worker for it and said so when the case was opened. */
export const exportForPerson: UseCase<typeof rightsRoutes.exportForPerson> = async (context) => {
  const { scope, request, clock, case: access } = context;
  if (access.purpose !== 'REQUEST_OF_THE_PERSON') return fail(problem('access-refused'));
  const place = await readPlace(scope, clock);
  return succeed({ body: await readEverything(scope, request.parameters.clientId, place, clock.now()) });
};
