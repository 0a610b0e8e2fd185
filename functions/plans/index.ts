export { changePlan } from './changePlan.ts';
export { planGoals, planOf, planText } from './planOf.ts';
