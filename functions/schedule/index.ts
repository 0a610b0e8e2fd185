export { namesOf } from './names.ts';
export {
  absenceWrite,
  planChangeWrite,
  planWrites,
  readPlan,
  readVersionedPlan,
  type VersionedPlan,
} from './planRepository.ts';
export { sitePageOf } from './sitePage.ts';
