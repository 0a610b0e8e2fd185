import type { ClientId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { StandingRestriction } from '@ohjaamo/shared/kernel/restriction.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { maySetRestriction } from '@ohjaamo/shared/rights/restriction.ts';
import { readClientFile } from '../cases/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Place, readPlace, registerOf } from './place.ts';
import {
  putRestriction,
  readNewestRestriction,
  restrictionPlace,
  type RestrictionRow,
  restrictionWrite,
  standingWrite,
} from './restrictionRepository.ts';

/** A restriction that begins. */
export interface Beginning {
  readonly scope: TenantScope;
  readonly client: ClientId;
  readonly id: StandingRestriction['id'];
  readonly ground: StandingRestriction['ground'];
  readonly reason: string;
  /** UTC instant. */
  readonly at: string;
  readonly by: StaffId;
  readonly place: Place;
  /** The id of the task that is done with it. */
  readonly done?: string;
}

/** The writes that begin a restriction, while there is none. 3 units and 1 KB of the story. */
export async function beginningWrites(beginning: Beginning): Promise<Write[]> {
  const { scope, client, id, ground, reason, at, by, done } = beginning;
  const sealed = await sealTexts(scope, restrictionPlace(client, id), { reason });
  const row: RestrictionRow = { kind: 'RESTRICTION', id, ground, setAt: at, setBy: by, sealed };
  const standing = { id, since: at, ground };
  return [
    standingWrite(scope, client, undefined, standing, done === undefined ? {} : { done }),
    restrictionWrite(scope, client, row, true),
    storyOf(beginning, 'RESTRICTION_SET'),
  ];
}

type InStory = Pick<Beginning, 'scope' | 'client' | 'id' | 'at' | 'by' | 'place'>;

const letters = { RESTRICTION_SET: 'S', RESTRICTION_END_TOLD: 'T', RESTRICTION_LIFTED: 'L' } as const;

function storyOf({ scope, client, id, at, by, place }: InStory, what: keyof typeof letters): Write {
  return timelineWrite(scope, client, {
    ...{ id: `${id}-${letters[what]}`, at, what, by, record: id },
    ...{ category: 'GUIDANCE', owner: registerOf(place) },
  });
}

/**
 * Restricts the processing of a person's data (GDPR article 18): from the next request on the policies open the case to those who
 * guide, nothing is sent, and no term erases it. The same again changes nothing. 3 reads, 3 writes and the trail's.
 */
export const restrictProcessing: UseCase<typeof rightsRoutes.restrictProcessing> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const { clientId: client } = request.parameters;
  const { restrictionId, ground, reason } = request.body;
  const [place, file, newest] = await read(context, client);
  if (!file) return fail(problem('not-found'));
  if (newest?.id === restrictionId) {
    const { reason: before } = await openTexts<'reason'>(
      scope,
      restrictionPlace(client, newest.id),
      newest.sealed,
    );
    if (newest.ground !== ground || before !== reason) return fail(problem('id-already-used'));
    return succeed({ body: {} });
  }
  const { restriction } = file.client;
  if (!maySetRestriction(restriction, 'SET', place)) return fail(problem('state-conflict'));
  const at = new Date(clock.now()).toISOString();
  const beginning = { scope, client, id: restrictionId, ground, reason, at, by: actor.staffId, place };
  const done = await putRestriction(scope, [
    ...(await beginningWrites(beginning)),
    ...audit.writes([client]),
  ]);
  return done.ok ? succeed({ body: {} }) : fail(problem('state-conflict'));
};

/**
 * Tells the person, on the own page, from which day on and why the restriction is lifted (GDPR article 18(3)); told again, the newest
 * counts. 3 reads, 3 writes and the trail's.
 */
export const tellRestrictionEnds: UseCase<typeof rightsRoutes.tellRestrictionEnds> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const { clientId: client } = request.parameters;
  const { text, liftsOn } = request.body;
  const [place, file, newest] = await read(context, client);
  const { restriction: before } = file?.client ?? {};
  if (!before || newest?.id !== before.id) return fail(problem('state-conflict'));
  if (!maySetRestriction(before, 'TELL', { today: place.today, liftsOn })) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/liftsOn', code: 'too_soon' }] }));
  }
  const at = new Date(clock.now()).toISOString();
  const by = actor.staffId;
  const texts = await sealTexts(scope, restrictionPlace(client, before.id), { told: text });
  const row = { ...newest, toldAt: at, toldBy: by, liftsOn, sealed: { ...newest.sealed, ...texts } };
  const ends = { kind: 'RESTRICTION_ENDS', dueOn: liftsOn, record: before.id } as const;
  const done = await putRestriction(scope, [
    standingWrite(scope, client, before, { ...before, liftsOn }, { ends }),
    restrictionWrite(scope, client, row),
    storyOf({ scope, client, id: before.id, at, by, place }, 'RESTRICTION_END_TOLD'),
    ...audit.writes([client]),
  ]);
  return done.ok ? succeed({ body: {} }) : fail(problem('state-conflict'));
};

/** Lifts a restriction from the day on that the person was told; what is not restricted stays so. 3 reads, 3 writes and the trail's. */
export const liftRestriction: UseCase<typeof rightsRoutes.liftRestriction> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const { clientId: client } = request.parameters;
  const [place, file, newest] = await read(context, client);
  const { restriction: before } = file?.client ?? {};
  if (!before) return succeed({ body: {} });
  if (newest?.id !== before.id || !maySetRestriction(before, 'LIFT', place)) {
    return fail(problem('state-conflict'));
  }
  const at = new Date(clock.now()).toISOString();
  const by = actor.staffId;
  const done = await putRestriction(scope, [
    standingWrite(scope, client, before, undefined),
    restrictionWrite(scope, client, { ...newest, liftedAt: at, liftedBy: by }),
    storyOf({ scope, client, id: before.id, at, by, place }, 'RESTRICTION_LIFTED'),
    ...audit.writes([client]),
  ]);
  return done.ok ? succeed({ body: {} }) : fail(problem('state-conflict'));
};

function read({ scope, clock }: { readonly scope: TenantScope; readonly clock: Clock }, client: ClientId) {
  return Promise.all([
    readPlace(scope, clock),
    readClientFile(scope, client),
    readNewestRestriction(scope, client),
  ]);
}
