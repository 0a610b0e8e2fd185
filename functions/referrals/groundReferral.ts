import { isDeepStrictEqual } from 'node:util';
import { LONGEST_MONTHS } from '@ohjaamo/shared/cases/consent.ts';
import { isMinor } from '@ohjaamo/shared/cases/age.ts';
import { giverFaults, judgementOf } from '@ohjaamo/shared/cases/minors.ts';
import type { ConsentId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { OTHER_PROVISION } from '@ohjaamo/shared/referrals/provisions.ts';
import { type ConsentRow, consentWrites, factsOf, readConsent } from '../cases/index.ts';
import type { ConsentFacts } from '../kernel/audit.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import { purposes } from './consentsOfReferrals.ts';
import { putStep } from './change.ts';
import { consentGapOf } from './grounds.ts';
import { mayKnow } from './listReferrals.ts';
import { readConsents } from './linkRepository.ts';
import { sealReferral } from './package.ts';
import { type Place, readPlace, receiverOf } from './place.ts';
import type { ReferralRow } from './record.ts';
import { findReferral, type Found } from './repository.ts';
import { takeStep } from './step.ts';
import { viewReferral } from './views.ts';

type Ground = typeof referralsRoutes.groundReferral;
type Asked = ContextOf<Ground>['request']['body'];

/** What a referral rests on from now on, and the writes of a consent that is given with it. */
interface Grounded {
  readonly ground: NonNullable<ReferralRow['ground']>;
  readonly writes: readonly Write[];
  /** Why another provision than those of the list lets it. */
  readonly reason?: string | undefined;
  /** A consent that was given with the referral. */
  readonly given?: ConsentFacts;
}

/** Says what lets a referral disclose what it carries (L03). A consent must cover it whole. */
export const groundReferral: UseCase<Ground> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId, referralId } = request.parameters;
  const [place, found] = await Promise.all([
    readPlace(scope, clock),
    findReferral(scope, clientId, referralId),
  ]);
  if (!found || !mayKnow(access, found.referral)) return fail(problem('not-found'));
  if (access.organisation !== found.referral.from) return fail(problem('access-refused'));
  const grounded = await groundOf(context, found, place);
  if (!grounded.ok) return grounded;
  const taken = {
    step: 'CONSENT',
    side: 'SENDER',
    at: place.at,
    today: place.today,
    by: actor.staffId,
  } as const;
  const next = takeStep(found.referral, taken);
  if (!next) return fail(problem('state-conflict'));
  const { ground, reason } = grounded.value;
  const view = { place, consents: await readConsents(scope, clientId), link: undefined, mayRefer: true };
  // Sent once more: it rests on this already.
  if (reason === undefined && isDeepStrictEqual(found.referral.ground, ground)) {
    return succeed({ body: await viewReferral(scope, found, view) });
  }
  const { reason: _former, ...texts } = next.sealed;
  const sealed = { ...texts, ...(await sealReferral(scope, clientId, next, { reason })) };
  const after = { ...next, ground, sealed };
  const more = [...grounded.value.writes, ...audit.writes([clientId], grounded.value.given)];
  if (!(await putStep(scope, found, { after, ...taken }, more))) return fail(problem('state-conflict'));
  const consents = await readConsents(scope, clientId);
  return succeed({ body: await viewReferral(scope, { ...found, referral: after }, { ...view, consents }) });
};

async function groundOf(
  context: ContextOf<Ground>,
  found: Found,
  place: Place,
): Promise<Result<Grounded, Problem>> {
  const { consentId, provision, means } = context.request.body;
  if (provision !== undefined) {
    return consentId === undefined ? byLaw(context.request.body) : wrong('provision', 'two_grounds');
  }
  if (consentId === undefined) return wrong('consentId', 'no_ground');
  const standing = await readConsent(context.scope, found.person.id, consentId);
  if (standing) {
    const gap = consentGapOf(standing, found.referral, place);
    return gap ? wrong('consentId', gap) : succeed({ ground: { consentId }, writes: [] });
  }
  return means === undefined ? fail(problem('not-found')) : givenNow(context, consentId, found, place);
}

/** A provision of the list stands for itself; another one is named, with why it lets the referral disclose. */
function byLaw({ provision = OTHER_PROVISION, provisionName, reason }: Asked): Result<Grounded, Problem> {
  if (provision !== OTHER_PROVISION) return succeed({ ground: { provision }, writes: [] });
  if (provisionName === undefined) return wrong('provisionName', 'missing');
  if (reason === undefined) return wrong('reason', 'missing');
  return succeed({ ground: { provision: provisionName }, writes: [], reason });
}

/** A consent that the young person gives for this very referral: to its receiver, for what it carries. */
async function givenNow(
  { scope, request, actor, case: access }: ContextOf<Ground>,
  consentId: ConsentId,
  { person, referral }: Found,
  place: Place,
): Promise<Result<Grounded, Problem>> {
  const { means, language = person.contactLanguage, validUntil, reason } = request.body;
  const latest = Temporal.PlainDate.from(place.today).add({ months: LONGEST_MONTHS }).toString();
  if (means === undefined) return wrong('means', 'invalid_value');
  if (validUntil === undefined || validUntil < place.today) return wrong('validUntil', 'in_the_past');
  if (validUntil > latest) return wrong('validUntil', 'too_far_ahead');
  const minor = isMinor(person.birthDate, place.today);
  const [fault] = giverFaults({
    ...{ giver: 'SELF', judged: reason !== undefined, minor },
    guardianProhibited: person.guardianProhibitedAt !== undefined,
  });
  if (fault) return wrong('reason', fault.code);
  const to = receiverOf(referral, place);
  if (to.code === referral.from) return wrong('consentId', 'same_organisation');
  const widensOwnRights = to.code === access.organisation;
  if (!access.may('REFER', { widensOwnRights })) return fail(problem('access-refused'));
  const consent: Omit<ConsentRow, 'kind' | 'sealed'> = {
    ...{ id: consentId, categories: referral.categories, from: referral.from, to: to.code },
    ...(referral.to.kind !== 'ORGANISATION' && { toName: to.name }),
    purpose: purposes[person.contactLanguage],
    ...{ validUntil, means, language, giver: 'SELF' },
    ...(reason !== undefined && { judgement: judgementOf('SELF') }),
    ...{ givenAt: place.at, recordedBy: actor.staffId },
  };
  return succeed({
    ground: { consentId },
    writes: await consentWrites(scope, person.id, consent, reason),
    given: factsOf(consent),
  });
}

function wrong(field: keyof Asked, code: string): Result<never, Problem> {
  return fail(problem('invalid-request', { errors: [{ pointer: `/body/${field}`, code }] }));
}
