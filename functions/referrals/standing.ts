import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { ReceiverStanding } from '@ohjaamo/shared/referrals/states.ts';
import type { EnvelopeRow, ReferralRow } from './record.ts';
import type { PersonRow } from './repository.ts';

/** Who of the receiving organisation has opened a referral, and who has accepted it or is about to. */
type Handled = Pick<ReferralRow, 'openedBy' | 'acceptedBy'> & Pick<EnvelopeRow, 'accepting'>;

/** How a worker of the receiving organisation stands to a referral of somebody with this team. */
export function standingOf(
  worker: StaffId,
  { openedBy, accepting, acceptedBy = accepting?.by }: Handled,
  team: PersonRow['team'] = [],
): ReceiverStanding {
  const inTeam = team.some(({ staffId }) => staffId === worker);
  const knows = inTeam || acceptedBy === worker || openedBy.includes(worker);
  return { knows, others: acceptedBy !== undefined && acceptedBy !== worker && !inTeam };
}

/** Those who have opened it, with one more. */
export function openersWith(openedBy: readonly StaffId[], worker: StaffId): StaffId[] {
  return openedBy.includes(worker) ? [...openedBy] : [...openedBy, worker];
}
