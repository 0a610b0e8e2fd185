import { referralId, type ReferralId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { LOOK_MINUTES } from '@ohjaamo/shared/referrals/states.ts';
import type { linkView } from '@ohjaamo/shared/referrals/views.ts';
import type * as z from 'zod';
import { matchesHash } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { putStep } from './change.ts';
import { detailFault, detailsOf } from './details.ts';
import { disclosureWrite } from './disclosure.ts';
import { mayBeGiven } from './grounds.ts';
import { countTry, lookWrite, readLink } from './linkRepository.ts';
import { openReferral, readPackage, sealReferral } from './package.ts';
import { isPhoneCode, phoneCodeOf } from './phoneCode.ts';
import { organisationName, type Place, readPlace, workerName } from './place.ts';
import type { LinkRow, ReferralRow } from './record.ts';
import { findReferral, type Found } from './repository.ts';
import { takeStep, taskAfter } from './step.ts';

/** A referral that a link leads to, while it does. */
interface Linked {
  readonly id: ReferralId;
  readonly link: LinkRow;
  readonly found: Found;
  readonly place: Place;
}

/**
 * What a link leads to: `link-not-found` for one that is not there and for a wrong secret alike; `link-expired` after its days, when
 * it was taken back, from the moment the consent ends, and while the processing is restricted. Five reads and one Query.
 */
async function openLink(scope: TenantScope, address: string, clock: Clock): Promise<Result<Linked, Problem>> {
  const [, named = '', secret = ''] = address.split('.');
  const id = referralId.safeParse(named);
  const link = id.success ? await readLink(scope, id.data) : undefined;
  if (!id.success || !link || !matchesHash(secret, link.secretHash)) return fail(problem('link-not-found'));
  const [found, place] = await Promise.all([
    findReferral(scope, link.clientId, id.data),
    readPlace(scope, clock),
  ]);
  if (!found) return fail(problem('link-not-found'));
  const over = place.at >= link.opensUntil || found.referral.state === 'WITHDRAWN';
  if (over || !(await mayBeGiven(scope, found, place))) {
    return fail(problem('link-expired'));
  }
  return succeed({ id: id.data, link, found, place });
}

interface WithCode {
  readonly scope: TenantScope;
  readonly clock: Clock;
  readonly request: {
    readonly parameters: { readonly link: string };
    readonly body: { readonly phoneCode: string };
  };
}

/** The same after the code: each wrong one counts, and the link bears a few only. */
async function openWithCode({ scope, request, clock }: WithCode): Promise<Result<Linked, Problem>> {
  const linked = await openLink(scope, request.parameters.link, clock);
  if (!linked.ok) return linked;
  const { id, link } = linked.value;
  if (!(await countTry(scope, id, link))) return fail(problem('too-many-attempts'));
  const right = await phoneCodeOf(scope, id, link.turn);
  return isPhoneCode(request.body.phoneCode, right) ? linked : fail(problem('credentials-rejected'));
}

export const readReferralLink: UseCase<typeof referralsRoutes.readReferralLink> = async ({
  scope,
  request,
  clock,
}) => {
  const linked = await openLink(scope, request.parameters.link, clock);
  return linked.ok ? succeed({ body: viewLink(linked.value) }) : linked;
};

function viewLink(linked: Linked): z.infer<typeof linkView> {
  const {
    found: { referral },
    link,
    place,
  } = linked;
  const answered = referral.state !== 'SENT' && referral.state !== 'SEEN';
  const { profile } = place.tenant;
  return {
    state: answered ? 'ANSWERED' : link.openedAt && !isLooking(linked) ? 'USED' : 'ASKS_CODE',
    fromName: organisationName(place, referral.from),
    municipality: profile.name,
    language: profile.languages[0] ?? 'fi',
  };
}

/**
 * The one look: what was ticked, to whoever has the link and the code, once for some minutes. It is one disclosure, on the log in the
 * transaction of the first time.
 */
export const openReferralLink: UseCase<typeof referralsRoutes.openReferralLink> = async (context) => {
  const linked = await openWithCode(context);
  if (!linked.ok) return linked;
  const { scope, ids } = context;
  const { id, link, found, place } = linked.value;
  const seen = seenBy(found.referral, place);
  if (isLooking(linked.value)) {
    await scope.cases.transact([rightCodeWrite(scope, id, link)]);
  } else {
    if (link.openedAt || !seen) return fail(problem('link-expired'));
    const { taken, after } = seen;
    const done = await putStep(scope, found, { after, ...taken, task: null }, [
      lookWrite(scope, id, link, place.at),
      disclosureWrite(scope, found, place, ids, 'VIEW_REFERRAL_BY_LINK'),
    ]);
    if (!done) return fail(problem('link-expired'));
  }
  const { person, referral } = found;
  const sent = readPackage((await openReferral(scope, person.id, referral)).package, person.shielded);
  if (!sent) return fail(problem('link-expired'));
  return succeed({
    body: {
      fromName: organisationName(place, referral.from),
      fromWorker: workerName(place, referral.createdBy),
      wish: referral.wish,
      warm: referral.warm,
      categories: referral.categories,
      sent,
    },
  });
};

/** The one look lasts some minutes, until it is answered: a slip of the form or another language does not end it. */
function isLooking({ link: { openedAt }, found, place }: Linked): boolean {
  const end = openedAt && new Date(Date.parse(openedAt) + LOOK_MINUTES * 60_000).toISOString();
  return end !== undefined && place.at < end && found.referral.state === 'SEEN';
}

function seenBy(referral: ReferralRow, { at, today }: Place) {
  const taken = { step: 'OPEN', side: 'RECEIVER', at, today } as const;
  const after = takeStep(referral, taken);
  return after && { taken, after };
}

/** The answer of somebody without an account. Whoever answers without having looked has at least seen that it is there. */
export const answerReferralLink: UseCase<typeof referralsRoutes.answerReferralLink> = async (context) => {
  const { scope, request, ids } = context;
  const fault = detailFault(request.body);
  if (fault) return fail(fault);
  const linked = await openWithCode(context);
  if (!linked.ok) return linked;
  const { found, place, id, link } = linked.value;
  const { step } = request.body;
  const { person, referral } = found;
  if (referral.history.at(-1)?.step === step) return succeed({ body: viewLink(linked.value) });
  const { texts, ...details } = detailsOf(request.body);
  const sealed = await sealReferral(scope, person.id, referral, texts);
  const taken = { step, side: 'RECEIVER', at: place.at, today: place.today, ...details, sealed } as const;
  const after = takeStep(seenBy(referral, place)?.after ?? referral, taken);
  const task = after && taskAfter(after, taken);
  if (!after) return fail(problem('state-conflict'));
  const done = await putStep(scope, found, { after, ...taken, ...(task !== undefined && { task }) }, [
    disclosureWrite(scope, found, place, ids, 'ANSWER_REFERRAL_BY_LINK'),
    rightCodeWrite(scope, id, link),
  ]);
  if (!done) return fail(problem('state-conflict'));
  return succeed({ body: viewLink({ ...linked.value, found: { person, referral: after } }) });
};

/** The right code is no try: it is taken back. */
function rightCodeWrite(scope: TenantScope, id: ReferralId, { turn }: LinkRow) {
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.referralLink(id),
      UpdateExpression: 'ADD tries :back',
      ConditionExpression: 'turn = :turn',
      ExpressionAttributeValues: { ':turn': turn, ':back': -1 },
    },
  };
}
