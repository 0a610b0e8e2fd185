import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import { personKey, personWrite } from './personRepository.ts';
import { clientFileOf } from './repository.ts';
import { clientPlace } from './sealedPlaces.ts';

/**
 * Tells a client's identity code to whoever guides the person, with the reason (1050/2018 §29). That it was told stands in the
 * trail, why in the record, sealed; without both there is no answer. 1 write and the trail's.
 */
export const revealIdentityCode: UseCase<typeof casesRoutes.revealIdentityCode> = async (context) => {
  const { scope, request, actor, audit, clock, ids, case: access } = context;
  const { clientId } = request.parameters;
  const { identityCode: code } = clientFileOf(access.head)?.client.sealed ?? {};
  if (code === undefined) return fail(problem('not-found'));
  const { identityCode = '' } = await openTexts<'identityCode'>(scope, clientPlace(clientId), {
    identityCode: code,
  });
  const at = new Date(clock.now()).toISOString();
  const named = { kind: 'REVEAL', name: `${at}#${ids.id(10)}` } as const;
  const place = { client: clientId, sk: personKey(named) };
  const sealed = await sealTexts(scope, place, { reason: request.body.reason });
  const act = { at, by: actor.staffId, owner: access.organisation };
  const done = await scope.cases.transact([
    personWrite(scope, clientId, { ...named, ...act, sealed }),
    ...audit.writes([clientId]),
  ]);
  if (!done.ok) throw new Error('That the identity code was told could not be written');
  return succeed({ body: { identityCode } });
};
