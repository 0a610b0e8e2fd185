import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { taskWrite } from '../kernel/caseTasks.ts';
import { putStep, taskId } from './change.ts';
import { detailFault, detailsOf } from './details.ts';
import { emptied } from './giveBack.ts';
import { mayKnow } from './listReferrals.ts';
import { readConsents, readLink } from './linkRepository.ts';
import { sealReferral } from './package.ts';
import { type Place, readPlace } from './place.ts';
import type { ReferralRow } from './record.ts';
import { findReferral, type Found } from './repository.ts';
import { takeStep, taskAfter } from './step.ts';
import { viewReferral } from './views.ts';

type Move = typeof referralsRoutes.moveReferral;

/** A step of those who sent. The same step again, e.g. by a second press of the button, is the same step. */
export const moveReferral: UseCase<Move> = async (context) => {
  const { scope, request, audit, clock, case: access } = context;
  const { clientId, referralId } = request.parameters;
  const [place, found] = await Promise.all([
    readPlace(scope, clock),
    findReferral(scope, clientId, referralId),
  ]);
  if (!found || !mayKnow(access, found.referral)) return fail(problem('not-found'));
  if (access.organisation !== found.referral.from) return fail(problem('access-refused'));
  const { step } = request.body;
  const fault = step === 'NOTE' ? undefined : detailFault(request.body);
  if (fault) return fail(fault);
  const after = step === 'NOTE' ? await note(context, found) : await move(context, found, place);
  if (!after) return fail(problem('state-conflict'));
  if (!audit.taken) await audit.append([found.person.id], 'DONE');
  const [consents, link] = await Promise.all([
    readConsents(scope, found.person.id),
    readLink(scope, referralId),
  ]);
  const view = { place, consents, link, mayRefer: true };
  return succeed({ body: await viewReferral(scope, { ...found, referral: after }, view) });
};

/** An answer was read: nothing is left to do about it. */
async function note({ scope, audit }: ContextOf<Move>, { person, referral }: Found): Promise<ReferralRow> {
  await scope.cases.transact([
    taskWrite(scope, person.id, taskId(referral), undefined),
    ...audit.writes([person.id]),
  ]);
  return referral;
}

async function move(
  { scope, request, actor, audit }: ContextOf<Move>,
  found: Found,
  { at, today }: Place,
): Promise<ReferralRow | undefined> {
  const { step } = request.body;
  if (step === 'NOTE') return undefined;
  const { person, referral } = found;
  const last = referral.history.at(-1);
  // A meeting can be moved again and again; anything else that this worker has just done is done.
  if (step !== 'BOOK_MEETING' && last?.step === step && last.by === actor.staffId) return referral;
  const details = detailsOf(request.body);
  const sealed = await sealReferral(scope, person.id, referral, details.texts);
  const taken = { step, side: 'SENDER', at, today, by: actor.staffId, ...details, sealed } as const;
  const next = takeStep(referral, taken);
  if (!next) return undefined;
  const after = step === 'WITHDRAW' ? emptied(next) : next;
  const task = taskAfter(after, taken);
  const consequences = { after, ...taken, ...(task !== undefined && { task }) };
  return (await putStep(scope, found, consequences, audit.writes([person.id]))) ? after : undefined;
}
