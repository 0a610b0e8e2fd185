export { planOf, planText } from './planOf.ts';
