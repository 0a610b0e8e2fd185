export { changePlan } from './changePlan.ts';
export { planOf, planText } from './planOf.ts';
