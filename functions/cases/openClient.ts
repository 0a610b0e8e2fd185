import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { purposeOf } from '../access/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readPlace } from './place.ts';
import { type ClientFile, type ClientRow, type EpisodeRow, putClient, readClientFile } from './repository.ts';
import { searchWrites } from './searchWords.ts';
import { organisationOf, type Opened, viewClient } from './views.ts';

type Open = typeof casesRoutes.openClient;
type Asked = ContextOf<Open>['request']['body'];

/**
 * Opens a client with the first episode; whoever met the young person first becomes the named worker. Asked again with
 * the same ids and content, it answers with what stands.
 */
export const openClient: UseCase<Open> = async ({ scope, request, actor, sessionHash, audit, clock }) => {
  const asked = request.body;
  const place = await readPlace(scope, clock);
  if (asked.birthDate && asked.birthDate > place.today) {
    return fail(
      problem('invalid-request', { errors: [{ pointer: '/body/birthDate', code: 'in_the_future' }] }),
    );
  }
  const createdAt = new Date(clock.now()).toISOString();
  const { client, episode } = rowsOf(asked, actor.staffId, { createdAt, today: place.today });
  const done = await putClient(scope, client, episode, [
    ...(await searchWrites(scope, undefined, client)),
    timelineWrite(scope, asked.clientId, {
      ...{ id: asked.episodeId, at: createdAt, what: 'EPISODE_OPENED', by: actor.staffId },
      ...{ category: 'BASICS', owner: organisationOf(place.tenant, actor.staffId), record: asked.episodeId },
    }),
    purposeOf(scope, asked.clientId, 'GUIDANCE', { actor, sessionHash, now: clock.now() }),
    ...audit.writes([asked.clientId]),
  ]);
  if (done.ok)
    return succeed({
      body: await viewClient(scope, { client, episodes: [episode], consents: [] }, place, openedByOneself),
    });

  const standing = await readClientFile(scope, asked.clientId);
  if (!standing || !isSame(standing, asked, actor.staffId)) return fail(problem('id-already-used'));
  await audit.append([asked.clientId], 'DONE');
  return succeed({ body: await viewClient(scope, standing, place, openedByOneself) });
};

/** Whoever has just typed a client in sees what was typed. */
const openedByOneself: Opened = { organisation: '', may: () => true };

function rowsOf(
  asked: Asked,
  worker: StaffId,
  { createdAt, today }: { readonly createdAt: string; readonly today: string },
): { client: ClientRow; episode: EpisodeRow } {
  const { clientId, episodeId, routeIn, mainActivity, ...told } = asked;
  return {
    client: {
      kind: 'CLIENT',
      id: clientId,
      version: 1,
      ...told,
      createdAt,
      createdBy: worker,
      team: [{ staffId: worker, part: 'NAMED' }],
      receivers: [],
      shielded: false,
      tasks: {},
      episodeOpenedOn: today,
    },
    episode: {
      kind: 'EPISODE',
      id: episodeId,
      openedOn: today,
      state: 'OPEN',
      routeIn,
      mainActivity,
      namedWorker: worker,
    },
  };
}

function isSame({ client, episodes }: ClientFile, asked: Asked, worker: StaffId): boolean {
  const first = episodes.find(({ id }) => id === asked.episodeId);
  return (
    client.createdBy === worker &&
    (['displayName', 'identification', 'birthDate', 'contactLanguage', 'phone', 'email'] as const).every(
      (field) => client[field] === asked[field],
    ) &&
    first?.routeIn === asked.routeIn &&
    first.mainActivity === asked.mainActivity
  );
}
