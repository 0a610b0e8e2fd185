export { personSecretOf } from './personCookie.ts';
export { readPersonSession, touchPersonSession } from './sessionRepository.ts';
export { fulfilWishes } from './wishesToSign.ts';
