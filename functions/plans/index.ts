export { changePlan } from './changePlan.ts';
export { hasPlan } from './hasPlan.ts';
export { planCameFrom } from './joinedPlan.ts';
export { planGoals, planOf, planText } from './planOf.ts';
