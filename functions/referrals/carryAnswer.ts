import { afterStep } from '@ohjaamo/shared/referrals/states.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { CourierPorts } from './courierPorts.ts';
import { putStep } from './change.ts';
import { readEnvelope } from './envelopeRepository.ts';
import { groundHolds } from './grounds.ts';
import { openThere } from './openThere.ts';
import { errandPlace } from '../kernel/sealedPlaces.ts';
import { sealReferral } from './package.ts';
import { readPlace } from './place.ts';
import { type OutboxRow, outboxRow } from './record.ts';
import { emptyThere } from './recall.ts';
import { findReferral, type Found } from './repository.ts';
import { type Taken, takeStep, taskAfter } from './step.ts';

type Answer = Extract<OutboxRow, { what: 'ANSWER' }>;

/**
 * Carries a step of the receiving municipality back to the sender's referral, by the same machine that the sender's own steps go
 * through. Only the municipality that the sender's letter names can answer. A step that was carried already, or that came after the
 * sender took it back, changes nothing. An acceptance counts only when what the referral rests on holds at this moment: then the client
 * is opened there, else what was delivered is emptied. What comes of it later comes back also after the consent has ended, without words.
 */
export async function carryAnswer(
  { openScope, clock }: CourierPorts,
  theirs: TenantScope,
  answer: Answer,
): Promise<void> {
  const scope = openScope(answer.to, 'courier');
  const letter = await scope.cases.get(scope.keys.outbox(`LETTER#${answer.referralId}`), outboxRow);
  if (letter?.what !== 'LETTER' || letter.to !== theirs.tenantId) return;
  const [place, found] = await Promise.all([
    readPlace(scope, clock),
    findReferral(scope, letter.clientId, letter.referralId),
  ]);
  if (!found) return;
  const { person, referral } = found;
  if (referral.history.some(({ step, at }) => step === answer.step && at === answer.at)) return;
  const holds = await groundHolds(scope, person.id, referral, place);
  if (answer.step === 'ACCEPT' && !(await accept({ theirs, clock }, found, { answer, holds }))) return;
  const open = async (name: 'answer' | 'place') => {
    const sealed = answer.sealed[name];
    return sealed && theirs.vault.open(errandPlace(answer.sk, name), sealed);
  };
  const [text, where] = holds ? await Promise.all([open('answer'), open('place')]) : [];
  const texts = answer.step === 'CLOSE' ? { outcome: text } : { answer: text, place: where };
  const taken: Taken = {
    ...{ step: answer.step, at: answer.at, today: place.today },
    ...{ reason: answer.reason, meeting: answer.meeting, outcome: answer.outcome },
    side: 'RECEIVER',
    sealed: await sealReferral(scope, person.id, referral, texts),
  };
  const after = takeStep(referral, taken);
  if (!after) return;
  const task = taskAfter(after, taken);
  const done = await putStep(scope, found, { after, ...taken, ...(task !== undefined && { task }) }, []);
  if (!done) throw new Error('The referral changed while its answer was carried');
}

/** Whether the acceptance stands: the client is there. One that was opened by a run that died before it noted so is. */
async function accept(
  { theirs, clock }: { readonly theirs: TenantScope; readonly clock: CourierPorts['clock'] },
  { referral }: Found,
  { answer, holds }: { readonly answer: Answer; readonly holds: boolean },
): Promise<boolean> {
  const envelope = await readEnvelope(theirs, answer.referralId);
  if (envelope?.acceptedBy) return true;
  if (!envelope || envelope.accepting?.at !== answer.at) return false;
  if (holds && afterStep(referral.state, 'ACCEPT', 'RECEIVER')) await openThere(theirs, envelope, clock);
  else await emptyThere(theirs, envelope, answer.at);
  return (await readEnvelope(theirs, answer.referralId))?.acceptedBy !== undefined;
}
