/**
 * Use cases that are asked for seldom, in one file beside the function's own: every further file would cost each cold start
 * about what it saves (see `lazily`).
 */
export { applyPlanChange } from './applyPlanChange.ts';
export { applyPlanCopy } from './applyPlanCopy.ts';
export { previewPlanChange } from './previewPlanChange.ts';
export { previewPlanCopy } from './previewPlanCopy.ts';
export { readAppointments } from './readAppointments.ts';
export { readRoomWeek } from './readRoomWeek.ts';
export { readStaffHours } from './readStaffHours.ts';
export { readSitePlan } from './readSitePlan.ts';
