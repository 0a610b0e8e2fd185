export { contactsOf } from './contactsOf.ts';
export { type ContactRecord, forgetClient, putContact, readContactsOfDay } from './repository.ts';
