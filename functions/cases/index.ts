export { readIdentification } from './repository.ts';
