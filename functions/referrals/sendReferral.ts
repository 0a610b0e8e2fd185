import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { LINK_DAYS } from '@ohjaamo/shared/referrals/states.ts';
import { reviewWrite } from '../access/index.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import { putStep } from './change.ts';
import { disclosedOf } from './disclosure.ts';
import { gatherMaterial } from './material.ts';
import { mayBeGiven, consentsOf } from './grounds.ts';
import { linkWrites, readConsents, readLink } from './linkRepository.ts';
import { mayKnow } from './listReferrals.ts';
import { letterWrites, mailWrites } from './outbox.ts';
import { openReferral, packageOf, sealReferral } from './package.ts';
import { daysFrom, type Place, readPlace, senderOf } from './place.ts';
import type { LinkRow, ReferralRow } from './record.ts';
import { findReferral, type Found } from './repository.ts';
import { type Taken, takeStep, taskAfter } from './step.ts';
import { viewReferral } from './views.ts';

type Send = typeof referralsRoutes.sendReferral;

/**
 * Sends a referral: takes the ticked categories as they are now, sealed, and tells the receiver. What it rests on is asked again
 * at this moment. Sent again it changes nothing; for a receiver without an account it makes a new link while nobody has looked.
 */
export const sendReferral: UseCase<Send> = async (context) => {
  const { scope, request, audit, clock, case: access } = context;
  const { clientId, referralId } = request.parameters;
  const [place, found] = await Promise.all([
    readPlace(scope, clock),
    findReferral(scope, clientId, referralId),
  ]);
  if (!found || !mayKnow(access, found.referral)) return fail(problem('not-found'));
  if (access.organisation !== found.referral.from) return fail(problem('access-refused'));
  if (!(await mayBeGiven(scope, found, place))) return fail(problem('state-conflict'));
  const { person, referral } = found;
  if (person.shielded && referral.categories.includes('CONTACT_DETAILS'))
    return fail(problem('access-refused'));
  if (!referral.categories.every((category) => access.may('VIEW', { category }))) {
    return fail(problem('access-refused'));
  }
  audit.because({
    organisation: access.organisation,
    ...(access.purpose && { purpose: access.purpose }),
    ...consentsOf(referral),
    disclosed: disclosedOf(referral, place),
  });
  const sent =
    referral.state === 'SENT'
      ? await sendAgain(context, found, place)
      : await sendFirst(context, found, place);
  if (!sent) return fail(problem('state-conflict'));
  const [consents, link] = await Promise.all([readConsents(scope, clientId), readLink(scope, referralId)]);
  const view = { place, consents, link, mayRefer: true };
  return succeed({ body: await viewReferral(scope, { person, referral: sent }, view) });
};

async function sendFirst(
  { scope, request, actor, audit, case: access }: ContextOf<Send>,
  found: Found,
  place: Place,
): Promise<ReferralRow | undefined> {
  const { person, referral } = found;
  const { words, senderPhone, reason } = await openReferral(scope, person.id, referral);
  const parts = await gatherMaterial(scope, access, referral, { language: person.contactLanguage, place });
  const reached = referral.warm || referral.to.kind !== 'ORGANISATION';
  const sender = reached ? senderOf(place, actor.staffId, senderPhone) : undefined;
  const carried = JSON.stringify(packageOf({ person, parts, words, sender }, referral.categories));
  const taken: Taken = {
    step: 'SEND',
    side: 'SENDER',
    ...{ at: place.at, today: place.today, by: actor.staffId },
    sealed: await sealReferral(scope, person.id, referral, { package: carried }),
  };
  const after = takeStep(referral, taken);
  if (!after) return undefined;
  const task = taskAfter(after, taken);
  const more = [
    ...(await dispatchWrites(scope, found, place, request.body.secret)),
    ...byLawWrites(scope, found, { at: place.at, staffId: actor.staffId, why: reason }),
    ...audit.writes([person.id]),
  ];
  const done = await putStep(scope, found, { after, ...taken, ...(task !== undefined && { task }) }, more);
  return done ? after : undefined;
}

/** What is sent on a provision of law, without a consent, an administrator goes through afterwards, like access in danger. 1 unit. */
function byLawWrites(
  scope: ContextOf<Send>['scope'],
  { person, referral: { id, ground } }: Found,
  { at, staffId, why }: { readonly at: string; readonly staffId: StaffId; readonly why: string | undefined },
): Write[] {
  if (!ground || !('provision' in ground)) return [];
  const reason = [ground.provision, why].filter((text) => text !== undefined).join(': ');
  return [
    reviewWrite(scope, { id: `${id}-law`, review: 'SENT_BY_LAW', at, staffId, clientId: person.id, reason }),
  ];
}

/** What leaves the house: a letter to another municipality, a link by mail, nothing to an organisation that sees its list. */
async function dispatchWrites(
  scope: ContextOf<Send>['scope'],
  { person, referral }: Found,
  place: Place,
  secret: string,
): Promise<Write[]> {
  if (referral.to.kind === 'MUNICIPALITY') return letterWrites(scope, person.id, referral, place.at);
  if (referral.to.kind !== 'OUTSIDE') return [];
  const secretHash = hashOf(secret);
  const link: LinkRow = {
    ...{ kind: 'REFERRAL_LINK', clientId: person.id, secretHash, turn: place.at, tries: 0 },
    opensUntil: daysFrom(place.at, LINK_DAYS),
  };
  const mail = {
    client: person.id,
    referral: referral.id,
    secret,
    at: place.at,
    language: place.tenant.profile.languages[0] ?? 'fi',
  };
  return [...linkWrites(scope, referral.id, link), ...(await mailWrites(scope, mail))];
}

/** Sent already: the same link again is the same sending, another one replaces the first while nobody has looked. */
async function sendAgain(
  { scope, request, audit }: ContextOf<Send>,
  { person, referral }: Found,
  place: Place,
): Promise<ReferralRow | undefined> {
  const standing = referral.to.kind === 'OUTSIDE' ? await readLink(scope, referral.id) : undefined;
  if (!standing || standing.openedAt || standing.secretHash === hashOf(request.body.secret)) return referral;
  const done = await scope.cases.transact([
    ...(await dispatchWrites(scope, { person, referral }, place, request.body.secret)),
    ...audit.writes([person.id]),
  ]);
  return done.ok ? referral : undefined;
}
