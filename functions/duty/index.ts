export { dutyWrites } from './repository.ts';
export { readSiteTime, type SiteTime } from './workDone.ts';
