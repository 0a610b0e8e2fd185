export { readIdentification } from './repository.ts';
export { openClient } from './openClient.ts';
export { consentWrites, joinWrites } from './referralPort.ts';
export { readConsent } from './repository.ts';
export { type ConsentRow, consentRow } from './rows.ts';
export { clientOfIdentityCode } from './personRepository.ts';
export { personOf, type PersonExport } from './personOf.ts';
export { strongIdentification } from './strongIdentification.ts';
