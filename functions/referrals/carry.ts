import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import { handOver } from '../kernel/handOver.ts';
import { hashOf } from '../kernel/hash.ts';
import { errorFields, log } from '../kernel/log.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { carryAnswer } from './carryAnswer.ts';
import { readEnvelope, sealEnvelope } from './envelopeRepository.ts';
import { giveBack } from './giveBack.ts';
import { groundHolds } from './grounds.ts';
import { readLink } from './linkRepository.ts';
import { linkMail } from './mailText.ts';
import type { CourierPorts } from './courierPorts.ts';
import { errandPlace } from '../kernel/sealedPlaces.ts';
import { doneWith, readOutbox } from './outbox.ts';
import { openReferral, readPackage } from './package.ts';
import { type Place, readPlace } from './place.ts';
import type { EnvelopeRow, OutboxRow } from './record.ts';
import { emptyThere, recall } from './recall.ts';
import { findReferral } from './repository.ts';

type Errand<What extends OutboxRow['what']> = Extract<OutboxRow, { what: What }>;

/**
 * Does the errands of every municipality: mails links, carries referrals to other municipalities and answers back, and takes back what
 * lost its consent. Each errand is done in the scope of one tenant and then of another, never across; done twice it has effect once.
 * What goes to a municipality that is not open waits; when that has left the service, the referral is given back. An errand that fails stays for the next run and makes the job fail in the end.
 */
export function carryReferrals(ports: CourierPorts): Promise<void> {
  return forEachTenant(ports, 'carryReferrals', (tenant) => carryFrom(ports, tenant));
}

async function carryFrom(ports: CourierPorts, tenant: TenantId): Promise<number> {
  const scope = ports.openScope(tenant, 'courier');
  const errands = await readOutbox(scope);
  if (errands.length === 0) return 0;
  const place = await readPlace(scope, ports.clock);
  let done = 0;
  let failed = 0;
  // What failed for one referral holds up what came after it for the same one, and nothing else.
  const held = new Set<string>();
  for (const errand of errands) {
    if (held.has(errand.referralId)) continue;
    try {
      if (await carry(ports, scope, place, errand)) done++;
    } catch (error) {
      failed++;
      held.add(errand.referralId);
      log('JOB_FAILED', { job: 'carryReferrals', ...errorFields(error) });
    }
  }
  if (failed > 0) throw new Error('Some errands could not be done');
  return done;
}

/** True when something was done. */
async function carry(
  ports: CourierPorts,
  scope: TenantScope,
  place: Place,
  errand: OutboxRow,
): Promise<boolean> {
  if (errand.what === 'MAIL') return mailLink(ports, scope, place, errand);
  const standing = await standingOf(ports.platform, errand.to);
  if (standing === 'CLOSED') return false;
  const gone = standing === 'GONE';
  if (errand.what === 'ANSWER') {
    await (gone ? leaveUnanswered(scope, errand) : carryAnswer(ports, scope, errand));
    await doneWith(scope, errand);
    return true;
  }
  if (gone) {
    await giveBack(scope, place, errand);
    return true;
  }
  return errand.deliveredAt === undefined
    ? deliver(ports, scope, place, errand)
    : recall(ports.openScope, scope, place, errand);
}

/** Mails a link that still is the referral's. Noted after it was taken: twice only if the function dies between the two. */
async function mailLink(
  { sendMail, origin }: CourierPorts,
  scope: TenantScope,
  place: Place,
  errand: Errand<'MAIL'>,
): Promise<boolean> {
  const secret = await scope.vault.open(errandPlace(errand.sk, 'secret'), errand.sealed.secret);
  const [link, found] = await Promise.all([
    readLink(scope, errand.referralId),
    findReferral(scope, errand.clientId, errand.referralId),
  ]);
  if (found?.person.restriction) return false;
  const { to, state } = found?.referral ?? {};
  if (link?.secretHash === hashOf(secret) && to?.kind === 'OUTSIDE' && state === 'SENT') {
    const address = `${origin}/${errand.language}/r/${scope.tenantId}.${errand.referralId}.${secret}`;
    await handOver(() => sendMail({ to: to.email, ...linkMail(errand.language, place, address) }));
  }
  await doneWith(scope, errand);
  return true;
}

/** Nobody at the sender can be asked any more whether what it rests on holds: nobody becomes a client by an acceptance. */
async function leaveUnanswered(
  scope: TenantScope,
  { step, at, referralId }: Errand<'ANSWER'>,
): Promise<void> {
  const envelope = step === 'ACCEPT' ? await readEnvelope(scope, referralId) : undefined;
  if (envelope) await emptyThere(scope, envelope, at);
}

/** Opens what was sent under the sender's key and seals it under the receiver's; in between it is in memory only. */
async function deliver(
  { openScope }: CourierPorts,
  scope: TenantScope,
  place: Place,
  errand: Errand<'LETTER'>,
): Promise<boolean> {
  const found = await findReferral(scope, errand.clientId, errand.referralId);
  // It waits: nothing is sent while the processing is restricted (GDPR article 18).
  if (found?.person.restriction) return false;
  if (
    found?.referral.state !== 'SENT' ||
    !(await groundHolds(scope, found.person.id, found.referral, place))
  ) {
    await doneWith(scope, errand);
    return true;
  }
  const { person, referral } = found;
  const sent = readPackage((await openReferral(scope, person.id, referral)).package, person.shielded);
  const theirs = openScope(errand.to, 'courier');
  const { id, wish, warm, categories, ground, sentAt = place.at } = referral;
  const envelope: EnvelopeRow = {
    ...{ kind: 'ENVELOPE', id, version: 1, state: 'SENT', wish, warm, categories, sentAt, changedAt: sentAt },
    openedBy: [],
    ...{ fromTenant: scope.tenantId, fromName: place.tenant.profile.name },
    ...(ground && 'consentId' in ground && { consentId: ground.consentId }),
    ...(person.shielded && { contactWithheldAt: place.at }),
    sealed: await sealEnvelope(theirs, id, { package: sent && JSON.stringify(sent) }),
  };
  // One that stands there was delivered by a run that died before it noted so.
  await theirs.cases.put({ ...theirs.keys.envelope(id), ...envelope }, true);
  await scope.cases.update({
    Key: scope.keys.outbox(errand.sk),
    UpdateExpression: 'SET deliveredAt = :at',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':at': place.at },
  });
  return true;
}
