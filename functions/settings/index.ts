export { countDueReviews } from './readAgreement.ts';
