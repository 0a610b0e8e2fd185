export { personSecretOf } from './personCookie.ts';
export { type PersonSessionRow, readPersonSession, touchPersonSession } from './sessionRepository.ts';
