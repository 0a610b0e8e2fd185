export { confirmationWrite, setupWrite, skillListWrite } from './repository.ts';
