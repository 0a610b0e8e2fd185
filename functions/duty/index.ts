export { dutyWrites } from './repository.ts';
