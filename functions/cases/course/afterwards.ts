import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { followUpOn } from '@ohjaamo/shared/cases/episode.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail } from '@ohjaamo/shared/kernel/result.ts';
import { taskWrite } from '../../kernel/caseTasks.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import { openTexts, sealTexts } from '../../kernel/sealing.ts';
import { timelineWrite } from '../../kernel/timeline.ts';
import { readPlace } from '../place.ts';
import { clientFileOf } from '../repository.ts';
import { courseAnswer } from './readCourse.ts';
import { erasureAskWrite, followUpTaskId, putFollowUp, putHandover } from './repository.ts';
import { courseKeys, type FollowUpRow, type HandoverRow } from './rows.ts';

/**
 * Records how things are three or six months after an episode, from that day on, and ends its task. Once recorded it stands; the
 * same sent again is the same. 7 reads; 3 writes and the trail's.
 */
export const recordFollowUp: UseCase<typeof casesRoutes.recordFollowUp> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId, episodeId } = request.parameters;
  const { months, reached, destination, words } = request.body;
  const { today } = await readPlace(scope, clock);
  const closing = clientFileOf(access.head)?.episodes.find(({ id }) => id === episodeId)?.closing;
  if (!closing) return fail(problem('not-found'));
  if (!closing.followUp || followUpOn(closing.on, months) > today) return fail(problem('state-conflict'));
  if (reached && !destination) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/destination', code: 'missing' }] }));
  }
  const sk = courseKeys.followUp(episodeId, months);
  const at = new Date(clock.now()).toISOString();
  const row: FollowUpRow = {
    ...{ kind: 'FOLLOW_UP', episode: episodeId, months, on: today, at, by: actor.staffId },
    ...{ owner: access.organisation, reached },
    ...(destination && { destination }),
    sealed: await sealTexts(scope, { client: clientId, sk }, { words }),
  };
  const done = await putFollowUp(scope, clientId, row, [
    taskWrite(scope, clientId, followUpTaskId(episodeId, months), undefined),
    timelineWrite(scope, clientId, {
      ...{ id: `${episodeId}-${String(months)}`, at, what: 'FOLLOW_UP', by: actor.staffId },
      ...{ category: 'GUIDANCE', owner: access.organisation, record: episodeId },
    }),
    ...audit.writes([clientId]),
  ]);
  if (!done.ok) {
    const standing = done.error;
    if (!standing) return fail(problem('not-found'));
    const before = await openTexts<'words'>(scope, { client: clientId, sk }, standing.sealed);
    const isSame =
      standing.reached === reached && standing.destination === destination && before.words === words;
    if (!isSame) return fail(problem('state-conflict'));
    await audit.append([clientId], 'DONE');
  }
  return courseAnswer(context);
};

/** Records what was agreed about the time after the service, and with whom (sealed). 7 reads; 2 writes and the trail's. */
export const recordHandover: UseCase<typeof casesRoutes.recordHandover> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const { handoverId, to, text } = request.body;
  const sk = courseKeys.handover(handoverId);
  const at = new Date(clock.now()).toISOString();
  const row: HandoverRow = {
    ...{ kind: 'HANDOVER', id: handoverId, at, by: actor.staffId, owner: access.organisation },
    sealed: await sealTexts(scope, { client: clientId, sk }, { to, text }),
  };
  const done = await putHandover(scope, clientId, row, [
    timelineWrite(scope, clientId, {
      ...{ id: handoverId, at, what: 'HANDOVER', by: actor.staffId },
      ...{ category: 'GUIDANCE', owner: access.organisation, record: handoverId },
    }),
    ...audit.writes([clientId]),
  ]);
  if (!done.ok) {
    if (!done.error) return fail(problem('not-found'));
    const standing = await openTexts<'to' | 'text'>(scope, { client: clientId, sk }, done.error.sealed);
    if (standing.to !== to || standing.text !== text) return fail(problem('id-already-used'));
    await audit.append([clientId], 'DONE');
  }
  return courseAnswer(context);
};

/** Asks an administrator to erase the records now, or takes it back. 7 reads; 1 write and the trail's. */
export const askErasure: UseCase<typeof casesRoutes.askErasure> = async (context) => {
  const { scope, request, actor, audit, clock } = context;
  const { clientId } = request.parameters;
  const { asked, ground } = request.body;
  const { today } = await readPlace(scope, clock);
  const wish = asked ? { on: today, ground, by: actor.staffId } : undefined;
  const done = await scope.cases.transact([
    erasureAskWrite(scope, clientId, wish, today),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? courseAnswer(context) : fail(problem('not-found'));
};
