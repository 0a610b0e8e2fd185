import type { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { CASES_PER_HOUR, sharesFamilyName } from '@ohjaamo/shared/access/question.ts';
import { type AccessPurpose } from '@ohjaamo/shared/kernel/accessPurposes.ts';
import { DANGER_MINUTES, PURPOSE_HOURS } from '@ohjaamo/shared/access/rules.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { knownCase } from './opening.ts';
import {
  type CaseHead,
  countOpened,
  type PurposeRow,
  purposeWrite,
  putReview,
  readReview,
  reviewWrite,
  type Sitting,
} from './repository.ts';

type StatePurpose = typeof accessRoutes.statePurpose;
type OpenInDanger = typeof accessRoutes.openInDanger;

/**
 * Says why a case is opened. Opening many different cases within an hour, or that of somebody with the own family name,
 * raises a review (906/2019 §23). A partner's worker to whom the case was not given is told that there is no such client.
 * 4 reads beside the tenant's names; 2 writes, with the trail's 2 more.
 */
export const statePurpose: UseCase<StatePurpose> = async (context) => {
  const { scope, request, audit, clock } = context;
  const { clientId } = request.parameters;
  const known = await lookAt(context);
  if (!known) return fail(problem('not-found'));
  const row = statedPurpose(request.body.purpose, clock.now());
  const done = await scope.cases.transact([
    purposeWrite(scope, clientId, sittingOf(context), row),
    ...audit.writes([clientId]),
  ]);
  if (!done.ok) throw new Error('A purpose could not be written');
  await watch(context, known.worker.name, known.head);
  return succeed({ body: standing(row) });
};

/** Opens a case in danger to life (Youth Act §28): the reason goes to the administrator in the same transaction. */
export const openInDanger: UseCase<OpenInDanger> = async (context) => {
  const { scope, request, actor, audit, clock } = context;
  const { clientId } = request.parameters;
  const { reviewId: id, reason } = request.body;
  const [known, before] = await Promise.all([lookAt(context), readReview(scope, id)]);
  if (!known) return fail(problem('not-found'));
  const row = statedPurpose('DANGER_TO_LIFE', before ? Date.parse(before.at) : clock.now());
  if (before) {
    const same = before.clientId === clientId && before.reason === reason && before.staffId === actor.staffId;
    if (!same) return fail(problem('id-already-used'));
    await audit.append([clientId], 'DONE');
    return succeed({ body: standing(row) });
  }
  const at = new Date(clock.now()).toISOString();
  const review = { id, review: 'DANGER_TO_LIFE', at, staffId: actor.staffId, clientId, reason } as const;
  const done = await scope.cases.transact([
    purposeWrite(scope, clientId, sittingOf(context), row),
    reviewWrite(scope, review),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? succeed({ body: standing(row) }) : fail(problem('id-already-used'));
};

/** A purpose as it is written: with its end. */
export function statedPurpose(purpose: AccessPurpose, now: number): PurposeRow {
  const minutes = purpose === 'DANGER_TO_LIFE' ? DANGER_MINUTES : PURPOSE_HOURS * 60;
  return { purpose, untilMilliseconds: now + minutes * 60_000 };
}

function standing({ purpose, untilMilliseconds }: PurposeRow) {
  return { purpose, until: new Date(untilMilliseconds).toISOString() };
}

function sittingOf({ sessionHash, actor }: Pick<ContextOf<StatePurpose>, 'sessionHash' | 'actor'>): Sitting {
  if (sessionHash === undefined) throw new Error('A signed-in request has a session');
  return { staffId: actor.staffId, sessionHash };
}

/** The case, if the policies would open it once the purpose is told; whoever may not know of it is told of no client. */
function lookAt(context: ContextOf<StatePurpose> | ContextOf<OpenInDanger>): ReturnType<typeof knownCase> {
  const { scope, actor, clock, audit, request } = context;
  const { sessionHash } = sittingOf(context);
  const { clientId } = request.parameters;
  return knownCase({ scope, actor, sessionHash, clock, audit, clientId, action: 'VIEW', part: {} });
}

/** Notices unusual opening: one review an hour and kind, whatever the number. */
async function watch(
  { scope, request, actor, clock }: ContextOf<StatePurpose>,
  name: string,
  { client }: CaseHead,
): Promise<void> {
  const { clientId } = request.parameters;
  const { staffId } = actor;
  const cases = await countOpened(scope, staffId, clientId, clock.now());
  const at = new Date(clock.now()).toISOString();
  const id = `${at.slice(0, 13).toLowerCase()}-${staffId}`;
  if (cases > CASES_PER_HOUR) {
    await putReview(scope, { id: `${id}-many`, review: 'MANY_CASES', at, staffId, cases });
  }
  if (sharesFamilyName(name, client.displayName)) {
    await putReview(scope, { id: `${id}-${clientId}`, review: 'OWN_NAME', at, staffId, clientId });
  }
}
