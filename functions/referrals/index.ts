export { carryReferrals } from './carry.ts';
export { consentsElsewhere, type Elsewhere, purposeOfReferral } from './consentsOfReferrals.ts';
export { sentReferrals } from './sentReferrals.ts';
export { referralsOf } from './referralsOf.ts';
