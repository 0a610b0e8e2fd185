import { consentState } from '@ohjaamo/shared/kernel/consents.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { OwnConsentView, RequestView, RestrictionView } from '@ohjaamo/shared/rights/contract.ts';
import type { ConsentRow } from '../cases/index.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Elsewhere, purposeOfReferral } from '../referrals/index.ts';
import { organisationName, type Place, workerOf } from './place.ts';
import { restrictionPlace, type RestrictionRow } from './restrictionRepository.ts';
import { requestPlace, type RequestRow } from './requestRepository.ts';

/** Consents with the state each has today, newest first; where those went that went out of the municipality. */
export function viewConsents(
  consents: readonly ConsentRow[],
  elsewhere: ReadonlyMap<string, Elsewhere>,
  place: Place,
): OwnConsentView[] {
  return consents
    .toSorted((one, other) => other.givenAt.localeCompare(one.givenAt))
    .map(({ id, categories, from, to, toName, purpose, validUntil, means, givenAt, withdrawnAt }) => ({
      ...{ id, categories, purpose, validUntil, means, givenAt },
      ...ofReferral(purpose),
      ...(elsewhere.has(id) && { elsewhere: elsewhere.get(id) }),
      from: organisationName(place, from),
      to: toName ?? organisationName(place, to),
      ...(withdrawnAt && { withdrawnAt }),
      state: consentState({ validUntil, withdrawnAt }, place.today),
    }));
}

function ofReferral(purpose: string) {
  const words = purposeOfReferral(purpose);
  return words && { purposeOfReferral: words };
}

/** Requests with their texts opened. */
export function viewRequests(
  scope: TenantScope,
  client: ClientId,
  rows: readonly RequestRow[],
  place: Place,
): Promise<RequestView[]> {
  return Promise.all(
    rows.map(async ({ id, what, ground, at, by, state, answeredAt, answeredBy, sealed }) => {
      type Name = 'text' | 'reason' | 'annotation';
      const opened = await openTexts<Name>(scope, requestPlace(client, id), sealed);
      const name = workerOf(place, answeredBy)?.name;
      return {
        ...{ id, what, state, askedAt: at, byPerson: by === undefined, text: opened.text ?? '' },
        ...(ground && { ground }),
        ...(answeredAt && { answeredAt }),
        ...(name && { answeredBy: name }),
        ...(opened.reason && { reason: opened.reason }),
        ...(opened.annotation && { annotation: opened.annotation }),
      };
    }),
  );
}

/** A restriction of processing with its texts opened. */
export async function viewRestriction(
  scope: TenantScope,
  client: ClientId,
  { id, ground, setAt, toldAt, liftsOn, liftedAt, sealed }: RestrictionRow,
  { today }: Place,
): Promise<RestrictionView> {
  const texts = await openTexts<'reason' | 'told'>(scope, restrictionPlace(client, id), sealed);
  return {
    ...{ id, ground, since: setAt, reason: texts.reason ?? '' },
    ...(toldAt &&
      liftsOn && { told: { at: toldAt, text: texts.told ?? '', liftsOn, mayBeLifted: liftsOn <= today } }),
    ...(liftedAt && { liftedAt }),
  };
}
