export { type ContactRecord, putContact } from './repository.ts';
