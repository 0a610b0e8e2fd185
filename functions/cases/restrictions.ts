import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { isMinor } from '@ohjaamo/shared/cases/age.ts';
import type { TimelineKind } from '@ohjaamo/shared/cases/timeline.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { personKey, personWrite, putRestriction } from './personRepository.ts';
import type { RestrictionRow } from './personRows.ts';
import { readPlace } from './place.ts';
import { readClientFile } from './repository.ts';
import { viewClient } from './views.ts';

type SetShield = typeof casesRoutes.setShield;
type SetProhibition = typeof casesRoutes.setGuardianProhibition;

const told: Readonly<Record<RestrictionRow['kind'], Readonly<Record<'true' | 'false', TimelineKind>>>> = {
  SHIELD: { true: 'SHIELD_SET', false: 'SHIELD_ENDED' },
  PROHIBITION: { true: 'GUARDIAN_TOLD_NOTHING', false: 'GUARDIAN_MAY_BE_TOLD' },
};

/**
 * Puts a non-disclosure for personal safety in force or ends it (661/2009). The policies hide where the person is from the next
 * request on. Ending it shows whoever ends it more, so a worker of another organisation does not. 2 reads, 3 writes and the
 * trail's.
 */
export const setShield: UseCase<SetShield> = async (context) => {
  const { scope, request, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const { inForce } = request.body;
  if (!access.may('CHANGE_CLIENT', { widensOwnRights: !inForce })) return fail(problem('access-refused'));
  const [place, file] = await Promise.all([readPlace(scope, clock), readClientFile(scope, clientId)]);
  if (!file) return fail(problem('not-found'));
  const after = { ...file, client: { ...file.client, shielded: inForce } };
  if (file.client.shielded === inForce) {
    await audit.append([clientId], 'DONE');
    return succeed({ body: await viewClient(scope, after, place, access) });
  }
  const { at, writes } = await actOf(context, 'SHIELD');
  const done = await putRestriction(scope, clientId, { kind: 'SHIELD', inForce, at }, writes);
  if (!done.ok) return fail(problem(done.error));
  return succeed({ body: await viewClient(scope, after, place, access) });
};

/**
 * Records that a minor forbids to tell the guardian, or ends it. Nobody of age needs it: a guardian is told nothing then anyway.
 * 2 reads, 3 writes and the trail's.
 */
export const setGuardianProhibition: UseCase<SetProhibition> = async (context) => {
  const { scope, request, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const [place, file] = await Promise.all([readPlace(scope, clock), readClientFile(scope, clientId)]);
  if (!file) return fail(problem('not-found'));
  const { inForce } = request.body;
  const { guardianProhibitedAt: standing, ...rest } = file.client;
  if ((standing !== undefined) === inForce) {
    await audit.append([clientId], 'DONE');
    return succeed({ body: await viewClient(scope, file, place, access) });
  }
  if (inForce && isMinor(file.client.birthDate, place.today) === false)
    return fail(problem('state-conflict'));
  const { at, writes } = await actOf(context, 'PROHIBITION');
  const done = await putRestriction(scope, clientId, { kind: 'PROHIBITION', inForce, at }, writes);
  if (!done.ok) return fail(problem(done.error));
  const client = { ...rest, ...(inForce && { guardianProhibitedAt: at }) };
  return succeed({ body: await viewClient(scope, { ...file, client }, place, access) });
};

/** That a restriction began or ended: with its reason, in the story, in the trail. */
async function actOf(
  {
    scope,
    request,
    actor,
    audit,
    clock,
    ids,
    case: access,
  }: ContextOf<SetShield> | ContextOf<SetProhibition>,
  kind: RestrictionRow['kind'],
): Promise<{ readonly at: string; readonly writes: Write[] }> {
  const { clientId } = request.parameters;
  const { inForce, reason } = request.body;
  const at = new Date(clock.now()).toISOString();
  const by = actor.staffId;
  const owner = access.organisation;
  const named = { kind, name: `${at}#${ids.id(10)}` };
  const sealed = await sealTexts(scope, { client: clientId, sk: personKey(named) }, { reason });
  const what = told[kind][inForce ? 'true' : 'false'];
  return {
    at,
    writes: [
      personWrite(scope, clientId, { ...named, at, by, owner, inForce, sealed }),
      timelineWrite(scope, clientId, { id: ids.id(20), at, what, by, category: 'GUIDANCE', owner }),
      ...audit.writes([clientId]),
    ],
  };
}
