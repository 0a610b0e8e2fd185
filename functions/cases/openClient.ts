import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { openCase, purposeOf } from '../access/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import type { Write } from '../kernel/table.ts';
import { readPlace } from './place.ts';
import {
  type ClientFile,
  type ClientRow,
  clientWrites,
  type EpisodeRow,
  putClient,
  readClientFile,
} from './repository.ts';
import { searchWrites } from './searchWords.ts';
import { organisationOf, type Opened, viewClient, type ViewPlace } from './views.ts';

type Open = typeof casesRoutes.openClient;
type Asked = ContextOf<Open>['request']['body'];

/**
 * Opens a client with the first episode; whoever met the young person first becomes the named worker. Asked again with the same ids
 * and content, it opens the case as any look at it does: by the policies as they stand then, with the purpose that is still stated.
 */
export const openClient: UseCase<Open> = async (context) => {
  const { scope, request, actor, audit, clock, sessionHash } = context;
  const asked = request.body;
  const place = await readPlace(scope, clock);
  if (asked.birthDate && asked.birthDate > place.today) {
    return fail(
      problem('invalid-request', { errors: [{ pointer: '/body/birthDate', code: 'in_the_future' }] }),
    );
  }
  const { client, episode, more } = await openingOf({ scope, clock, worker: actor.staffId }, asked, place);
  const purpose = purposeOf(scope, asked.clientId, 'GUIDANCE', { actor, sessionHash, now: clock.now() });
  const done = await putClient(scope, client, episode, [...more, purpose, ...audit.writes([asked.clientId])]);
  if (done.ok)
    return succeed({
      body: await viewClient(scope, { client, episodes: [episode], consents: [] }, place, openedByOneself),
    });

  const standing = await readClientFile(scope, asked.clientId);
  if (!standing || !isSame(standing, asked, actor.staffId)) return fail(problem('id-already-used'));
  return shownAgain(context, standing, place);
};

async function shownAgain(
  { scope, actor, sessionHash, clock, audit }: ContextOf<Open>,
  standing: ClientFile,
  place: ViewPlace,
): ReturnType<UseCase<Open>> {
  if (sessionHash === undefined) throw new Error('A signed-in request has a session');
  const { id: clientId } = standing.client;
  const asking = { scope, actor, sessionHash, clock, audit, clientId };
  const access = await openCase({ ...asking, action: 'VIEW', part: {} });
  if (!access.ok) return fail({ ...access.error, subjects: [clientId] });
  await audit.append([clientId], 'DONE');
  return succeed({ body: await viewClient(scope, standing, place, access.value) });
}

/** Who opens, and when. */
interface Opening extends Pick<ContextOf<Open>, 'scope' | 'clock'> {
  readonly worker: StaffId;
}

/**
 * The writes that open a client with the first episode, into the transaction of what makes one: a referral from elsewhere and its
 * client are there together or not at all. They fail when an id is in use. 5 units, and one for each word of the search.
 */
export async function openingWrites(opening: Opening, asked: Asked): Promise<Write[]> {
  const place = await readPlace(opening.scope, opening.clock);
  const { client, episode, more } = await openingOf(opening, asked, place);
  return [...clientWrites(opening.scope, client, episode), ...more];
}

async function openingOf({ scope, worker, clock }: Opening, asked: Asked, place: ViewPlace) {
  const createdAt = new Date(clock.now()).toISOString();
  const { client, episode } = rowsOf(asked, worker, { createdAt, today: place.today });
  const more = [
    ...(await searchWrites(scope, undefined, client)),
    timelineWrite(scope, asked.clientId, {
      ...{ id: asked.episodeId, at: createdAt, what: 'EPISODE_OPENED', by: worker },
      ...{ category: 'BASICS', owner: organisationOf(place.tenant, worker), record: asked.episodeId },
    }),
  ];
  return { client, episode, more };
}

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
