import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { type ReceiverStanding, receiverSteps } from '@ohjaamo/shared/referrals/states.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { putStep } from './change.ts';
import { detailFault, detailsOf } from './details.ts';
import { moveEnvelope } from './moveEnvelope.ts';
import { consentsOf, mayBeGiven } from './grounds.ts';
import { sealReferral } from './package.ts';
import { type Place, readPlace } from './place.ts';
import { findReceived, type Receiving, receivingOf } from './received.ts';
import type { ReferralRow } from './record.ts';
import type { Found } from './repository.ts';
import { openersWith, standingOf } from './standing.ts';
import { takeStep, taskAfter } from './step.ts';
import { viewReceived } from './views.ts';

type Move = typeof referralsRoutes.moveReceived;

/** Somebody else may change the referral between reading and writing: then it is read and judged anew, so often. */
const TRIES = 3;

/**
 * A step of those who receive. Opening it the first time counts as seen; accepting makes the organisation one to which the policies
 * open the case by consent. Accepting what a colleague has accepted changes nothing and tells who did; from the acceptance on only who
 * accepted it and those in the client's team move it. Nothing can be done any more from the moment the consent ends.
 */
export const moveReceived: UseCase<Move> = async (context) => {
  const { scope, request, clock, audit, actor } = context;
  const fault = detailFault(request.body);
  if (fault) return fail(fault);
  const place = await readPlace(scope, clock);
  const receiving = await receivingOf(context, place);
  if (!receiving) return fail(problem('not-found'));
  for (let tries = 1; ; tries++) {
    const found = await findReceived(scope, receiving, request.parameters.referralId);
    if (!found) return moveEnvelope(context, receiving, place);
    const subjects = [found.person.id];
    const holds = await mayBeGiven(scope, found, place);
    audit.because({
      organisation: receiving.organisation,
      purpose: 'REFERRAL',
      ...consentsOf(found.referral),
    });
    if (!holds) return fail(problem('state-conflict', { subjects }));
    const moved = await tryStep(context, found, receiving, place);
    if (!moved.ok && moved.error === 'again' && tries < TRIES) continue;
    if (!moved.ok) return fail(problem('state-conflict', { subjects }));
    if (!audit.taken) await audit.append(subjects, 'DONE');
    const referral = moved.value;
    const body = await viewReceived(scope, { ...found, referral }, { place, holds, worker: actor.staffId });
    return succeed({ body, subjects });
  }
};

async function tryStep(
  { scope, request, actor, audit }: ContextOf<Move>,
  found: Found,
  { organisation }: Receiving,
  { at, today }: Place,
): Promise<Result<ReferralRow, 'again' | 'refused'>> {
  const { person, referral } = found;
  const { step, join = false } = request.body;
  const standing = standingOf(actor.staffId, referral, person.team);
  if (isDone(referral, step, standing)) return succeed(referral);
  if (!receiverSteps(referral.state, standing).includes(step)) return fail('refused');
  if (step === 'OPEN' && referral.seenAt !== undefined) {
    const after = { ...referral, openedBy: openersWith(referral.openedBy, actor.staffId) };
    const done = await putStep(scope, found, { after, step, at }, audit.writes([person.id]));
    return done ? succeed(after) : fail('again');
  }
  const details = detailsOf(request.body);
  const sealed = await sealReferral(scope, person.id, referral, details.texts);
  const taken = { step, side: 'RECEIVER', at, today, by: actor.staffId, ...details, sealed } as const;
  const after = takeStep(referral, taken);
  if (!after) return fail('refused');
  const task = taskAfter(after, taken);
  const accepts = step === 'ACCEPT';
  const consequences = {
    after,
    ...taken,
    ...(task !== undefined && { task }),
    ...(accepts && { receiver: organisation, ...(join && { joins: actor.staffId }) }),
  };
  return (await putStep(scope, found, consequences, audit.writes([person.id])))
    ? succeed(after)
    : fail('again');
}

/** A second look of one worker, and a second acceptance by whomever of the organisation, change nothing. */
function isDone(
  { seenAt, answer, history }: Pick<ReferralRow, 'seenAt' | 'answer' | 'history'>,
  step: ContextOf<Move>['request']['body']['step'],
  { knows, others }: ReceiverStanding,
): boolean {
  if (step === 'ACCEPT') return answer !== undefined && history.some((each) => each.step === 'ACCEPT');
  if (step === 'OPEN') return knows && seenAt !== undefined;
  return knows && !others && history.at(-1)?.step === step && step !== 'BOOK_MEETING';
}
