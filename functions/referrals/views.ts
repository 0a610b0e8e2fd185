import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { LINK_TRIES, receiverSteps, stepsOpen } from '@ohjaamo/shared/referrals/states.ts';
import type { ReceivedLine, ReceivedView, ReferralView } from '@ohjaamo/shared/referrals/views.ts';
import type { ConsentRow } from '../cases/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { carries } from './grounds.ts';
import { phoneCodeOf } from './phoneCode.ts';
import { openReferral, readPackage } from './package.ts';
import { organisationName, personOf, type Place, receiverOf, workerName } from './place.ts';
import type { LinkRow, ReceivedRow, ReferralRow } from './record.ts';
import type { Found, PersonRow } from './repository.ts';
import { standingOf } from './standing.ts';

/** What a referral is shown with to those who send. */
export interface SenderView {
  readonly place: Place;
  /** The client's consents, which decide whether it holds and what would carry a draft. */
  readonly consents: readonly ConsentRow[];
  readonly link: LinkRow | undefined;
  /** Whether whoever asks may refer. */
  readonly mayRefer: boolean;
}

/** A referral as those see it who send the young person on. */
export async function viewReferral(
  scope: TenantScope,
  { person, referral }: Found,
  view: SenderView,
): Promise<ReferralView> {
  const { place, consents, mayRefer } = view;
  const texts = await openReferral(scope, person.id, referral);
  const carrying = consents.filter((each) => carries(each, referral, place)).map(({ id }) => id);
  const { id, state, createdAt, from, to, wish, categories, warm, history } = referral;
  return {
    ...{ id, state, createdAt, wish, categories, warm },
    notes: referral.notes.length,
    from: { code: from, name: organisationName(place, from) },
    to: { kind: to.kind, ...receiverOf(referral, place), ...(to.kind === 'OUTSIDE' && { email: to.email }) },
    ...(texts.words && { words: texts.words }),
    ...groundOf(referral, carrying, texts.reason),
    carriedBy: carrying,
    ...timesOf(referral),
    ...(referral.acceptedBy && { acceptedBy: personOf(place, referral.acceptedBy) }),
    ...resultsOf(referral, texts),
    ...(await linkOf(scope, referral, view)),
    history: history.map(({ step, at, by }) => ({ step, at, ...(by && { by: personOf(place, by) }) })),
    steps: mayRefer ? stepsOpen(state, 'SENDER') : [],
  };
}

function groundOf(
  { ground }: ReferralRow,
  carrying: readonly string[],
  reason: string | undefined,
): Pick<ReferralView, 'ground'> {
  if (!ground) return {};
  if ('provision' in ground)
    return { ground: { provision: ground.provision, ...(reason && { reason }), inForce: true } };
  return { ground: { consentId: ground.consentId, inForce: carrying.includes(ground.consentId) } };
}

function timesOf({ sentAt, comesBackOn, seenAt }: ReferralRow) {
  return { ...(sentAt && { sentAt }), ...(comesBackOn && { comesBackOn }), ...(seenAt && { seenAt }) };
}

/** Answer, meeting and outcome: the same for both sides. */
export function resultsOf(
  { answer, meeting, outcome }: Pick<ReferralRow, 'answer' | 'meeting' | 'outcome'>,
  texts: {
    readonly answer?: string | undefined;
    readonly place?: string | undefined;
    readonly outcome?: string | undefined;
  },
) {
  return {
    ...(answer && { answer: { ...answer, ...(texts.answer && { text: texts.answer }) } }),
    ...(meeting && { meeting: { ...meeting, ...(texts.place && { place: texts.place }) } }),
    ...(outcome && { outcome }),
    ...(texts.outcome && { outcomeText: texts.outcome }),
  };
}

/** The code to be told by telephone, as long as the link may open. */
async function linkOf(scope: TenantScope, referral: ReferralRow, { link, place, mayRefer }: SenderView) {
  if (!link || referral.to.kind !== 'OUTSIDE') return {};
  if (link.openedAt) return { linkState: 'USED' as const };
  if (link.tries >= LINK_TRIES) return { linkState: 'LOCKED' as const };
  if (place.at >= link.opensUntil) return { linkState: 'EXPIRED' as const };
  if (!mayRefer || referral.state !== 'SENT') return {};
  return { linkState: 'OPEN' as const, phoneCode: await phoneCodeOf(scope, referral.id, link.turn) };
}

/** What decides how a received referral is shown. */
export interface ReceiverView {
  readonly place: Place;
  /** Whether what it rests on holds now. */
  readonly holds: boolean;
  readonly worker: StaffId;
}

/** A line of the receiver's list. */
export function viewLine(
  row: ReceivedRow,
  place: Place,
  shown: { holds: boolean; worker: StaffId; person: PersonRow | undefined },
): ReceivedLine {
  const { id, state, wish, warm, sentAt, acceptedBy } = row;
  const { displayName: name, team } = shown.person ?? {};
  const ended = !shown.holds || state === 'WITHDRAWN';
  return {
    ...{ id, state, wish, warm, sentAt, ended },
    fromName: organisationName(place, row.from),
    ...(!ended && row.seen && name && standingOf(shown.worker, row, team).knows && { name }),
    ...(acceptedBy && { acceptedBy: workerName(place, acceptedBy) }),
  };
}

/** A referral as receivers see it: of the person nothing before the worker has opened it, nor after the consent has ended. */
export async function viewReceived(
  scope: TenantScope,
  { person, referral }: Found,
  { place, holds, worker }: ReceiverView,
): Promise<ReceivedView> {
  const { id, state, wish, warm, from, categories, sentAt = '', seenAt, acceptedBy } = referral;
  const ended = !holds || state === 'WITHDRAWN';
  const standing = standingOf(worker, referral, person.team);
  const open = !ended && seenAt !== undefined && standing.knows;
  const texts = open ? await openReferral(scope, person.id, referral) : {};
  const sent = readPackage(texts.package, person.shielded);
  return {
    ...{ id, state, wish, warm, sentAt, ended, categories },
    fromName: organisationName(place, from),
    fromElsewhere: false,
    confirming: false,
    mine: acceptedBy === worker,
    ...(open && { name: person.displayName, fromWorker: workerName(place, referral.createdBy) }),
    ...(sent && { sent }),
    ...(open && acceptedBy && { clientId: person.id }),
    ...(seenAt && { seenAt }),
    ...(acceptedBy && { acceptedBy: workerName(place, acceptedBy) }),
    ...(open && resultsOf(referral, texts)),
    steps: ended ? [] : receiverSteps(state, standing),
  };
}
