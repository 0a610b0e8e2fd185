export { carryReferrals } from './carry.ts';
export { referralsOf } from './referralsOf.ts';
