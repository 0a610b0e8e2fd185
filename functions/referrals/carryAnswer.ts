import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { CourierPorts } from './courierPorts.ts';
import { putStep } from './change.ts';
import { groundHolds } from './grounds.ts';
import { errandPlace } from './outbox.ts';
import { sealReferral } from './package.ts';
import { readPlace } from './place.ts';
import { type OutboxRow, outboxRow } from './record.ts';
import { findReferral } from './repository.ts';
import { type Taken, takeStep, taskAfter } from './step.ts';

/**
 * Carries a step of the receiving municipality back to the sender's referral, by the same machine that the sender's own steps go
 * through. Only the municipality that the sender's letter names can answer. A step that was carried already, or that came after the
 * sender took it back, changes nothing. After the consent has ended what came of it still comes back, and no words with it.
 */
export async function carryAnswer(
  { openScope, clock }: CourierPorts,
  theirs: TenantScope,
  answer: Extract<OutboxRow, { what: 'ANSWER' }>,
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
  const open = async (name: 'answer' | 'place') => {
    const sealed = answer.sealed[name];
    return sealed && theirs.vault.open(errandPlace(answer.sk, name), sealed);
  };
  const holds = await groundHolds(scope, person.id, referral, place);
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
