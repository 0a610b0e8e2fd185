import type { ReferralFact } from '@ohjaamo/shared/figures/persons/facts.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { ReferralStep } from '@ohjaamo/shared/referrals/states.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { ReferralRow } from './record.ts';
import { readReferrals } from './repository.ts';

/** The client's referrals that were sent, by the days of what happened to them; nothing of them is opened. One Query. */
export async function sentReferrals(
  scope: TenantScope,
  client: ClientId,
  zone: string,
): Promise<ReferralFact[]> {
  const rows = await readReferrals(scope, client);
  return rows.flatMap((row) => {
    const { id, createdBy: sentBy, sentAt } = row;
    if (sentAt === undefined) return [];
    const dayOf = (at: string) => localDate(Math.floor(Date.parse(at) / 60_000), zone);
    const dayOfStep = (...steps: readonly ReferralStep[]): string | undefined => {
      const happened = row.history.find(({ step }) => steps.some((each) => each === step));
      return happened && dayOf(happened.at);
    };
    return [
      {
        ...{ id, sentBy, to: receiverOf(row), sentOn: dayOf(sentAt) },
        seenOn: row.seenAt === undefined ? undefined : dayOf(row.seenAt),
        endedOn: dayOfStep('WITHDRAW', 'GIVE_BACK'),
        acceptedOn: dayOfStep('ACCEPT'),
        metOn: dayOfStep('KEEP_MEETING') === undefined ? undefined : row.meeting?.on,
      },
    ];
  });
}

function receiverOf({ to }: ReferralRow): ReferralFact['to'] {
  if (to.kind === 'ORGANISATION') return { code: to.code };
  return to.kind === 'MUNICIPALITY' ? 'OTHER_MUNICIPALITY' : 'OUTSIDE';
}
