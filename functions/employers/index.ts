export { trialsOf } from './trialsOf.ts';
