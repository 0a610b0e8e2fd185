import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { SentPackage } from '@ohjaamo/shared/referrals/views.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readArrivals } from './arrivals.ts';
import { openReferral, readPackage } from './package.ts';
import { readReferrals } from './repository.ts';

/** Everything that referrals hold about a client, opened, as plain values. Two Queries. */
export async function referralsOf(scope: TenantScope, client: ClientId) {
  const [referrals, arrivals] = await Promise.all([
    readReferrals(scope, client),
    readArrivals(scope, client),
  ]);
  const opened = referrals.map(
    async ({ kind: _kind, sealed: _sealed, version: _version, ...referral }, index) => {
      const row = referrals[index];
      const {
        package: carried,
        senderPhone: _phone,
        ...texts
      } = row ? await openReferral(scope, client, row) : {};
      return { ...referral, texts, ...sentOf(readPackage(carried, false)) };
    },
  );
  const arrived = arrivals.map(({ sent, ...each }) => ({ ...each, ...sentOf(sent) }));
  return { referrals: await Promise.all(opened), arrivals: arrived };
}

/** Where the sending worker is reached is nothing about the client. */
function sentOf(sent: SentPackage | undefined): { readonly sent?: Omit<SentPackage, 'sender'> } {
  if (!sent) return {};
  const { sender: _sender, ...rest } = sent;
  return { sent: rest };
}
