import { isOver } from '@ohjaamo/shared/referrals/states.ts';
import { readConsent } from '../cases/index.ts';
import { taskWrite } from '../kernel/caseTasks.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { CourierPorts } from './courierPorts.ts';
import { envelopeWrite, openEnvelope, readEnvelope, sealEnvelope } from './envelopeRepository.ts';
import { groundHolds } from './grounds.ts';
import { doneWith } from './outbox.ts';
import { readPackage } from './package.ts';
import type { Place } from './place.ts';
import type { EnvelopeRow, OutboxRow } from './record.ts';
import { findPerson, findReferral, type Found } from './repository.ts';

type Letter = Extract<OutboxRow, { what: 'LETTER' }>;

/** What the sender's side says of a letter that was delivered. */
type Standing =
  | { readonly is: 'HOLDS'; readonly shielded: boolean }
  /** Nothing rests on anything any more, since an instant where one is known. */
  | { readonly is: 'ENDED'; readonly at?: string; readonly over: boolean };

/**
 * Looks after what was delivered, while its referral is open. Once the sender has taken it back, closed it, erased the person, or the
 * consent has ended, what was sealed for the receiver and not accepted goes. What became a client there stays, as given; when the end
 * came before the acceptance and only the courier came after it, the receiver is told by a task. True when the errand is over.
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
  if (ours?.acceptedBy) await tellEnded(theirs, ours, standing.at, place);
  else if (ours) await emptyThere(theirs, ours, place.at);
  // The steps of those who have accepted still come back to the sender, by this letter.
  if (ours?.acceptedBy && !standing.over) return false;
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
  const at = await endOf(scope, found);
  return { is: 'ENDED', over, ...(at !== undefined && { at }) };
}

/** When a consent was withdrawn, or the sender took the referral back. */
async function endOf(scope: TenantScope, { person, referral }: Found): Promise<string | undefined> {
  const { ground, history } = referral;
  const consent =
    ground && 'consentId' in ground ? await readConsent(scope, person.id, ground.consentId) : undefined;
  return consent?.withdrawnAt ?? history.find(({ step }) => step === 'WITHDRAW')?.at;
}

/** Nothing of the person stays with those who have not accepted. Harmless when it is done twice. */
function emptyThere(theirs: TenantScope, envelope: EnvelopeRow, at: string): Promise<void> {
  if (envelope.recalledAt !== undefined || isOver(envelope.state) || envelope.state === 'DECLINED')
    return Promise.resolve();
  return change(theirs, envelope, {
    ...envelope,
    ...{ state: 'WITHDRAWN', recalledAt: at, changedAt: at, sealed: {} },
  });
}

/** A non-disclosure that came after the sending takes the contact details out of what nobody has accepted yet (661/2009). */
async function withholdContact(theirs: TenantScope, envelope: EnvelopeRow, at: string): Promise<void> {
  const { acceptedBy, contactWithheldAt, recalledAt, sealed } = envelope;
  const carried = sealed['package'];
  if (acceptedBy || contactWithheldAt || recalledAt || carried === undefined) return;
  const sent = readPackage((await openEnvelope(theirs, envelope)).package, true);
  const rest = await sealEnvelope(theirs, envelope.id, { package: sent && JSON.stringify(sent) });
  await change(theirs, envelope, { ...envelope, contactWithheldAt: at, sealed: { ...sealed, ...rest } });
}

/** Tells the receiver, once, that a client was accepted after what it rested on had ended. */
async function tellEnded(
  theirs: TenantScope,
  envelope: EnvelopeRow,
  endedAt: string | undefined,
  { today }: Place,
): Promise<void> {
  const { acceptedAt, clientId, id } = envelope;
  if (envelope.endedAt !== undefined || endedAt === undefined || !clientId || !acceptedAt) return;
  if (endedAt > acceptedAt) return;
  const person = await findPerson(theirs, clientId);
  if (!person) return;
  const task = { kind: 'REFERRAL_ENDED', dueOn: today, record: id } as const;
  await change(theirs, envelope, { ...envelope, endedAt }, [
    taskWrite(theirs, person.id, `REFERRAL#${id}`, task),
  ]);
}

async function change(
  theirs: TenantScope,
  before: EnvelopeRow,
  after: EnvelopeRow,
  more: readonly Write[] = [],
): Promise<void> {
  const done = await theirs.cases.transact([envelopeWrite(theirs, before, after), ...more]);
  if (!done.ok) throw new Error('The envelope changed while the courier looked after it');
}
