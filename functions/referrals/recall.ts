import { isOver } from '@ohjaamo/shared/referrals/states.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { CourierPorts } from './courierPorts.ts';
import { envelopeWrite, openEnvelope, readEnvelope, sealEnvelope } from './envelopeRepository.ts';
import { groundHolds } from './grounds.ts';
import { doneWith } from './outbox.ts';
import { readPackage } from './package.ts';
import type { Place } from './place.ts';
import type { EnvelopeRow, OutboxRow } from './record.ts';
import { findReferral } from './repository.ts';

type Letter = Extract<OutboxRow, { what: 'LETTER' }>;

/** What the sender's side says of a letter that was delivered. */
type Standing =
  | { readonly is: 'HOLDS'; readonly shielded: boolean }
  /** Nothing rests on anything any more. */
  | { readonly is: 'ENDED'; readonly over: boolean };

/**
 * Looks after what was delivered, while its referral is open. Once the sender has taken it back, closed it, erased the person, or the
 * consent has ended, what was sealed for the receiver and not accepted goes. What became a client there stays, as given. True when the
 * errand is over.
 */
export async function recall(
  openScope: CourierPorts['openScope'],
  scope: TenantScope,
  place: Place,
  letter: Letter,
): Promise<boolean> {
  const standing = await standingOf(scope, place, letter);
  if (standing.is === 'HOLDS' && !standing.shielded) return false;
  const theirs = openScope(letter.to, 'courier');
  const envelope = await readEnvelope(theirs, letter.referralId);
  const ours = envelope?.fromTenant === scope.tenantId ? envelope : undefined;
  if (standing.is === 'HOLDS') {
    if (ours) await withholdContact(theirs, ours, place.at);
    return false;
  }
  const left = ours && (await emptyThere(theirs, ours, place.at));
  // The steps of those who have accepted still come back to the sender, by this letter.
  if (left?.acceptedBy && !standing.over) return false;
  await doneWith(scope, letter);
  return true;
}

async function standingOf(scope: TenantScope, place: Place, letter: Letter): Promise<Standing> {
  const found = await findReferral(scope, letter.clientId, letter.referralId);
  if (!found) return { is: 'ENDED', over: true };
  const { person, referral } = found;
  const over = isOver(referral.state);
  if (!over && (await groundHolds(scope, person.id, referral, place))) {
    return { is: 'HOLDS', shielded: person.shielded && referral.categories.includes('CONTACT_DETAILS') };
  }
  return { is: 'ENDED', over };
}

/** The round of the sender and the answer of the receiver may come to one envelope at one time: it is read and judged anew, so often. */
const TRIES = 3;

/**
 * Nothing of the person stays with those who have not accepted, nor with those who were about to. What became a client stays. Harmless
 * when it is done twice, or by two at one time. Gives the envelope as it stands afterwards.
 */
export async function emptyThere(
  theirs: TenantScope,
  envelope: EnvelopeRow,
  at: string,
): Promise<EnvelopeRow | undefined> {
  let before: EnvelopeRow | undefined = envelope;
  for (let tries = 1; before && tries <= TRIES; tries++) {
    const { accepting: _accepting, ...rest } = before;
    if (before.acceptedBy || before.recalledAt !== undefined) return before;
    if (isOver(before.state) || before.state === 'DECLINED') return before;
    const after: EnvelopeRow = {
      ...rest,
      ...{ state: 'WITHDRAWN', recalledAt: at, changedAt: at, sealed: {} },
    };
    const done = await theirs.cases.transact([envelopeWrite(theirs, before, after)]);
    if (done.ok) return after;
    before = await readEnvelope(theirs, envelope.id);
  }
  if (before) throw new Error('The envelope changed again and again while the courier emptied it');
  return undefined;
}

/** A non-disclosure that came after the sending takes the contact details out of what nobody has accepted yet (661/2009). */
async function withholdContact(theirs: TenantScope, envelope: EnvelopeRow, at: string): Promise<void> {
  const { acceptedBy, contactWithheldAt, recalledAt, sealed } = envelope;
  const carried = sealed['package'];
  if (acceptedBy || contactWithheldAt || recalledAt || carried === undefined) return;
  const sent = readPackage((await openEnvelope(theirs, envelope)).package, true);
  const rest = await sealEnvelope(theirs, envelope.id, { package: sent && JSON.stringify(sent) });
  await changeEnvelope(theirs, envelope, {
    ...envelope,
    contactWithheldAt: at,
    sealed: { ...sealed, ...rest },
  });
}

/** Writes a changed envelope and `more`; throws when it changed meanwhile, so that the next round judges anew. */
export async function changeEnvelope(
  theirs: TenantScope,
  before: EnvelopeRow,
  after: EnvelopeRow,
  more: readonly Write[] = [],
): Promise<void> {
  const done = await theirs.cases.transact([envelopeWrite(theirs, before, after), ...more]);
  if (!done.ok) throw new Error('The envelope changed while the courier looked after it');
}
