export { type ContactRecord, forgetClient, putContact, readContactsOfDay } from './repository.ts';
