import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { answering } from '@ohjaamo/shared/rights/requests.ts';
import { taskWrite } from '../kernel/caseTasks.ts';
import { readClientFile } from '../cases/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import { openTexts } from '../kernel/sealing.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readEverything } from './everything.ts';
import { type Place, readPlace, registerOf } from './place.ts';
import {
  putAnswer,
  readRequest,
  readRequests,
  requestPlace,
  type RequestRow,
  sealedBeside,
} from './requestRepository.ts';
import { beginningWrites } from './restriction.ts';
import { readNewestRestriction } from './restrictionRepository.ts';
import { recordAsked, taskOf } from './requests.ts';
import { viewRequests, viewRestriction } from './views.ts';

/** What the person has asked, newest first, and whether the processing is restricted. */
export const listRequests: UseCase<typeof rightsRoutes.listRequests> = async ({ scope, request, clock }) => {
  const { clientId } = request.parameters;
  const [place, rows, restriction] = await Promise.all([
    readPlace(scope, clock),
    readRequests(scope, clientId),
    readNewestRestriction(scope, clientId),
  ]);
  return succeed({
    body: {
      requests: await viewRequests(scope, clientId, rows, place),
      ...(restriction && { restriction: await viewRestriction(scope, clientId, restriction, place) }),
    },
  });
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
 * 16; the text itself stays). A restriction that is accepted is in force with the answer (article 18), for the reason that the answer
 * gives, unless one is already. The same answer again changes nothing; another one is refused. 5 reads; 4 to 6 writes and the trail's.
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
    ...(await carriedOut(context, standing, place, at)),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? succeed({ body: {} }) : fail(problem('state-conflict'));
};

/** What an answer does beside being told: its task goes, and a restriction that is accepted begins. */
async function carriedOut(
  {
    scope,
    request,
    actor,
  }: Pick<ContextOf<typeof rightsRoutes.answerRequest>, 'scope' | 'request' | 'actor'>,
  { id, ground }: RequestRow,
  place: Place,
  at: string,
): Promise<Write[]> {
  const { clientId: client } = request.parameters;
  const { decision, reason } = request.body;
  const file = ground && decision === 'ACCEPTED' ? await readClientFile(scope, client) : undefined;
  if (!ground || !file || file.client.restriction) return [taskWrite(scope, client, taskOf(id), undefined)];
  const beginning = { scope, client, id, ground, reason, at, by: actor.staffId, place, done: taskOf(id) };
  return beginningWrites(beginning);
}

/** The copy that the own page gives, for somebody who asked a worker for it and said so when the case was opened. */
export const exportForPerson: UseCase<typeof rightsRoutes.exportForPerson> = async (context) => {
  const { scope, request, clock, case: access } = context;
  if (access.purpose !== 'REQUEST_OF_THE_PERSON') return fail(problem('access-refused'));
  const place = await readPlace(scope, clock);
  return succeed({ body: await readEverything(scope, request.parameters.clientId, place, clock.now()) });
};
