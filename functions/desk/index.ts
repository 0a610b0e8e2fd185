export { contactsOf } from './contactsOf.ts';
export { contactsMet } from './contactsMet.ts';
export { type ContactRecord, forgetClient, putContact, readContactsOfDay } from './repository.ts';
