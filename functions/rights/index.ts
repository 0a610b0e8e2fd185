export { personSecretOf } from './personCookie.ts';
export { readPersonSession, touchPersonSession } from './sessionRepository.ts';
