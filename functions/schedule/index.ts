export { applyAnotherPlan, type PlanPorts, previewAnotherPlan } from './anotherPlan.ts';
export { namesOf } from './names.ts';
export {
  absenceWrite,
  planChangeWrite,
  planWrites,
  readPlan,
  readVersionedPlan,
  type VersionedPlan,
} from './planRepository.ts';
export { servicesAt, sitePageOf } from './sitePage.ts';
export { workersAt } from './workersAt.ts';
