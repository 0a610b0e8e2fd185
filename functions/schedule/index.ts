export { planWrites, readPlan } from './planRepository.ts';
