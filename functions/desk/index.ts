export { type ContactRecord, putContact, readContactsOfDay } from './repository.ts';
