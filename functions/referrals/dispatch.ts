import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { lazily } from '../kernel/http/lazily.ts';
import type { Table } from '../kernel/table.ts';
import { draftReferral } from './draftReferral.ts';
import { groundReferral } from './groundReferral.ts';
import { answerReferralLink, openReferralLink, readReferralLink } from './link.ts';
import { listReferrals } from './listReferrals.ts';
import { moveReceived } from './moveReceived.ts';
import { moveReferral } from './moveReferral.ts';
import { municipalitiesOf } from '../tenants/index.ts';
import { listReceived, readReceived } from './received.ts';

/** The use cases; the network's directory says to which municipalities a referral can go. */
export function referralsDispatch(network: Table): Dispatch<typeof referralsRoutes> {
  const municipalities = municipalitiesOf(network);
  return {
    listReferrals: listReferrals(municipalities),
    draftReferral: draftReferral(municipalities),
    groundReferral,
    // What is sent is gathered from notes, maps and plan: three modules that no other act of a referral reads.
    sendReferral: lazily(async () => (await import('./sendReferral.ts')).sendReferral),
    moveReferral,
    listReceived,
    readReceived,
    moveReceived,
    readReferralLink,
    openReferralLink,
    answerReferralLink,
  };
}
