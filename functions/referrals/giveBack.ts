import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { putStep } from './change.ts';
import { doneWith } from './outbox.ts';
import type { Place } from './place.ts';
import { type OutboxRow, type ReferralRow } from './record.ts';
import { findReferral } from './repository.ts';
import { type Taken, takeStep, taskAfter } from './step.ts';

type Letter = Extract<OutboxRow, { what: 'LETTER' }>;

/**
 * The receiving municipality has left the service: what nobody there has accepted comes back to the named worker as a task, with the
 * reason in its history, and carries nothing any more. What was accepted stays for the sender to close. The errand is over.
 */
export async function giveBack(scope: TenantScope, place: Place, letter: Letter): Promise<void> {
  const found = await findReferral(scope, letter.clientId, letter.referralId);
  const taken: Taken = { step: 'GIVE_BACK', side: 'SERVICE', at: place.at, today: place.today };
  const next = found && takeStep(found.referral, taken);
  if (next) {
    const after = emptied(next);
    const task = taskAfter(after, taken);
    const done = await putStep(scope, found, { after, ...taken, ...(task !== undefined && { task }) }, []);
    if (!done) throw new Error('The referral changed while it was given back');
  }
  await doneWith(scope, letter);
}

/** What was taken back carries nothing any more. */
export function emptied(referral: ReferralRow): ReferralRow {
  const { package: _package, ...sealed } = referral.sealed;
  return { ...referral, sealed };
}
