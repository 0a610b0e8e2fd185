export { changePlan } from './changePlan.ts';
export { planCameFrom } from './joinedPlan.ts';
export { planGoals, planOf, planText } from './planOf.ts';
