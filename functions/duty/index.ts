export { shiftsToTake } from './takeShifts.ts';
export { dutyWrites } from './repository.ts';
export { readSiteTime, type SiteTime } from './workDone.ts';
