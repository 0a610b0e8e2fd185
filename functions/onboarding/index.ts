export { followNames } from './followNames.ts';
