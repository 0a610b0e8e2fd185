import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { signingFaultsOf } from '@ohjaamo/shared/plans/changes.ts';
import type { plansRoutes, PlanView } from '@ohjaamo/shared/plans/contract.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { fulfilWishes } from '../rights/index.ts';
import { listCopies } from './copies.ts';
import { type PlanPlace, readPlanPlace } from './place.ts';
import { type LivingPlan, putSignature } from './repository.ts';
import { planRights } from './rights.ts';
import { onLivingPlan } from './settledPlan.ts';
import { viewPlan } from './views.ts';

type Sign = typeof plansRoutes.signPlan;
type Outcome = Result<{ readonly body: PlanView }, Problem>;

/**
 * The young person signs the version that was shown, with the worker beside. A version that others have changed since is refused as
 * `stale-version`; one without a goal, without a coming review or with an open field as `state-conflict`. Signed again, it is the
 * same signature. Wishes of the
 * own page to sign it are answered by it. 2 reads; 4 writes, and one for each wish.
 */
export const signPlan: UseCase<Sign> = async (context) => {
  const { scope, request, actor, clock, case: access } = context;
  const place = await readPlanPlace(scope, clock);
  const by = { at: place.now, by: actor.staffId, organisation: access.organisation };
  const outcome = await onLivingPlan(scope, request.parameters.clientId, by, (living) =>
    attempt(context, living, place),
  );
  return outcome ?? fail(problem('stale-version'));
};

async function attempt(
  { scope, request, actor, audit, ids, case: access }: ContextOf<Sign>,
  living: LivingPlan,
  place: PlanPlace,
): Promise<Outcome | 'AGAIN'> {
  const { client, row, fields, version } = living;
  if (!planRights(access, fields).changeCommon) return fail(problem('access-refused'));
  if (!row || request.body.version !== version) return fail(problem('stale-version'));
  const copies = (await listCopies(scope, client))(place, access);
  if (row.signatures.some((signed) => signed.version === version)) {
    await audit.append([client], 'DONE');
    return succeed({ body: viewPlan(living, copies, place, access) });
  }
  const faults = signingFaultsOf(fields, place.today);
  if (faults.length > 0) {
    return fail(
      problem('state-conflict', { errors: faults.map((code) => ({ pointer: '/body/version', code })) }),
    );
  }
  const signed = { version, at: place.now, by: actor.staffId };
  const entry = timelineWrite(scope, client, {
    id: ids.id(20),
    at: place.now,
    what: 'PLAN_SIGNED',
    by: actor.staffId,
    category: 'SHARED_PLAN',
    owner: access.organisation,
    record: client,
  });
  const { onClient, wishes } = await fulfilWishes(scope, client, signed);
  const more = [entry, ...audit.writes([client]), ...wishes];
  const written = await putSignature(scope, row, signed, onClient, more);
  if (written === 'AGAIN') return 'AGAIN';
  if (written === 'NOT_FOUND') return fail(problem('not-found'));
  const now = { ...living, row: { ...row, signatures: [...row.signatures, signed] } };
  return succeed({ body: viewPlan(now, copies, place, access) });
}
