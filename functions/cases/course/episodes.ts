import { episodeSteps } from '@ohjaamo/shared/cases/episode.ts';
import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail } from '@ohjaamo/shared/kernel/result.ts';
import type { ContextOf, UseCase } from '../../kernel/http/context.ts';
import { openTexts, sealTexts } from '../../kernel/sealing.ts';
import { timelineWrite } from '../../kernel/timeline.ts';
import { readPlace } from '../place.ts';
import { clientFileOf } from '../repository.ts';
import type { EpisodeClosing, EpisodeRow } from '../rows.ts';
import { courseAnswer } from './readCourse.ts';
import { putClosing, putReopening } from './repository.ts';

type Close = typeof casesRoutes.closeEpisode;
type Reopen = typeof casesRoutes.reopenClient;

/**
 * Closes an episode with where the young person went, why it ended and what both say of it (sealed). Whoever agreed is asked how
 * things are after three and six months. What is under way stays: its tasks are those of the case. Asked again with the same
 * content it answers with what stands. 7 reads; 3 writes and the trail's.
 */
export const closeEpisode: UseCase<Close> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId, episodeId } = request.parameters;
  const { today } = await readPlace(scope, clock);
  const file = clientFileOf(access.head);
  const episode = file?.episodes.find(({ id }) => id === episodeId);
  if (!file || !episode) return fail(problem('not-found'));
  const { destination, reason, source, ownWords, workerWords, followUp } = request.body;
  if (!('CLOSE' in episodeSteps[episode.state])) return closedAlready(context, episode);
  const closing: EpisodeClosing = {
    ...{ on: today, destination, reason, source, followUp },
    by: actor.staffId,
    owner: access.organisation,
  };
  const sk = `EPISODE#${episodeId}`;
  const sealed = await sealTexts(scope, { client: clientId, sk }, { ownWords, workerWords });
  const done = await putClosing(scope, clientId, { episode: episodeId, closing, sealed }, [
    timelineWrite(scope, clientId, {
      ...{ id: episodeId, at: new Date(clock.now()).toISOString(), what: 'EPISODE_CLOSED' },
      ...{ by: actor.staffId, category: 'BASICS', owner: access.organisation, record: episodeId },
    }),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? courseAnswer(context) : fail(problem('state-conflict'));
};

/** The same closing sent again is the same closing; another one is too late. */
async function closedAlready(context: ContextOf<Close>, { id, closing, sealed }: EpisodeRow) {
  const { scope, request, actor } = context;
  const { clientId } = request.parameters;
  const { destination, reason, source, followUp, ownWords, workerWords } = request.body;
  const words = await openTexts<'ownWords' | 'workerWords'>(
    scope,
    { client: clientId, sk: `EPISODE#${id}` },
    sealed ?? {},
  );
  const isSame =
    closing?.by === actor.staffId &&
    closing.destination === destination &&
    closing.reason === reason &&
    closing.source === source &&
    closing.followUp === followUp &&
    words.ownWords === ownWords &&
    words.workerWords === workerWords;
  return isSame ? courseAnswer(context) : fail(problem('state-conflict'));
}

/** Begins a new episode of whoever came back; the team of before guides on. 7 reads; 3 writes and the trail's. */
export const reopenClient: UseCase<Reopen> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const { episodeId, routeIn, mainActivity } = request.body;
  const { today } = await readPlace(scope, clock);
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  const standing = file.episodes.find(({ id }) => id === episodeId);
  if (standing) {
    const isSame = standing.routeIn === routeIn && standing.mainActivity === mainActivity;
    return isSame ? courseAnswer(context) : fail(problem('id-already-used'));
  }
  const named = file.client.team.find(({ part }) => part === 'NAMED')?.staffId ?? actor.staffId;
  const episode: EpisodeRow = {
    ...{ kind: 'EPISODE', id: episodeId, openedOn: today, state: 'OPEN' },
    ...{ routeIn, mainActivity, namedWorker: named },
  };
  const done = await putReopening(scope, clientId, episode, [
    timelineWrite(scope, clientId, {
      ...{ id: episodeId, at: new Date(clock.now()).toISOString(), what: 'EPISODE_REOPENED' },
      ...{ by: actor.staffId, category: 'BASICS', owner: access.organisation, record: episodeId },
    }),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? courseAnswer(context) : fail(problem('state-conflict'));
};
