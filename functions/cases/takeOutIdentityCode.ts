import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { identityGone, personKey, personWrite, putPerson } from './personRepository.ts';
import { readPlace } from './place.ts';
import { clientFileOf } from './repository.ts';
import { clientPlace } from './sealedPlaces.ts';
import { viewClient } from './views.ts';

/**
 * Takes a wrong identity code out of a client, with the reason (GDPR article 16): nobody comes to the own page by it any more,
 * whoever is there by it is out from the next request on, and the level falls to what a worker has seen, for it was somebody else
 * who identified. The right code is told by identifying anew. 1 read; 6 writes and the trail's.
 */
export const takeOutIdentityCode: UseCase<typeof casesRoutes.takeOutIdentityCode> = async (context) => {
  const { scope, request, actor, audit, clock, ids, case: access } = context;
  const { clientId } = request.parameters;
  const place = await readPlace(scope, clock);
  const file = clientFileOf(access.head);
  const { identityCode, ...others } = file?.client.sealed ?? {};
  if (!file || identityCode === undefined) return fail(problem('not-found'));
  const { client } = file;
  const opened = await openTexts<'identityCode'>(scope, clientPlace(clientId), { identityCode });
  const at = new Date(clock.now()).toISOString();
  const act = { at, by: actor.staffId, owner: access.organisation };
  const named = { kind: 'CODE_TAKEN_OUT', name: `${at}#${ids.id(10)}` } as const;
  const reason = await sealTexts(scope, { client: clientId, sk: personKey(named) }, request.body);
  const after = {
    ...client,
    identification: 'STAFF_VERIFIED',
    sealed: others,
    ownPageFrom: at,
  } as const;
  const done = await putPerson(
    scope,
    { before: client, after, today: place.today },
    [],
    [
      ...(await identityGone(scope, client, opened.identityCode ?? '')),
      personWrite(scope, clientId, { ...named, ...act, sealed: reason }),
      timelineWrite(scope, clientId, {
        ...{ id: ids.id(20), ...act, what: 'IDENTITY_CODE_TAKEN_OUT', category: 'BASICS' },
      }),
      ...audit.writes([clientId]),
    ],
  );
  if (!done.ok) return fail(problem('stale-version'));
  return succeed({ body: await viewClient(scope, { ...file, client: done.value }, place, access) });
};
