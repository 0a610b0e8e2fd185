import type { ClientId, ReferralId } from '@ohjaamo/shared/kernel/ids.ts';
import { LINK_TRIES } from '@ohjaamo/shared/referrals/states.ts';
import { type ConsentRow, consentRow } from '../cases/index.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { traceWrite } from '../kernel/traces.ts';
import { type LinkRow, linkRow } from './record.ts';

/** The consents of a client in one Query. */
export async function readConsents(scope: TenantScope, client: ClientId): Promise<ConsentRow[]> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, consentRow, {
    begins: 'CONSENT#',
    consistent: true,
  });
  return items;
}

export function readLink(scope: TenantScope, referral: ReferralId): Promise<LinkRow | undefined> {
  return scope.cases.get(scope.keys.referralLink(referral), linkRow);
}

/** The writes of a link: one before it, if any, opens nothing from now on. 2 units. */
export function linkWrites(scope: TenantScope, referral: ReferralId, link: LinkRow): Write[] {
  const key = scope.keys.referralLink(referral);
  return [scope.cases.putWrite({ ...key, ...link }), traceWrite(scope, link.clientId, key)];
}

/** Counts a code that is about to be looked at; false when this link has borne as many as it bears. Counted first, so that tries at one time are all counted. */
export async function countTry(
  scope: TenantScope,
  referral: ReferralId,
  { turn }: LinkRow,
): Promise<boolean> {
  const counted = await scope.cases.update({
    Key: scope.keys.referralLink(referral),
    UpdateExpression: 'ADD tries :one',
    ConditionExpression: 'turn = :turn AND tries < :most',
    ExpressionAttributeValues: { ':one': 1, ':turn': turn, ':most': LINK_TRIES },
  });
  return counted.ok;
}

/** The write by which a link gives its one look, with the right code's try taken back; it fails for a second one. */
export function lookWrite(scope: TenantScope, referral: ReferralId, { turn }: LinkRow, at: string): Write {
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.referralLink(referral),
      UpdateExpression: 'SET openedAt = :at ADD tries :back',
      ConditionExpression: 'turn = :turn AND attribute_not_exists(openedAt)',
      ExpressionAttributeValues: { ':at': at, ':turn': turn, ':back': -1 },
    },
  };
}
