export { carryReferrals, type CourierPorts } from './carry.ts';
export { referralsOf } from './referralsOf.ts';
