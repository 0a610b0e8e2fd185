import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { applyPlanChange } from './applyPlanChange.ts';
import { applyPlanCopy } from './applyPlanCopy.ts';
import type { OrphanPort } from './orphanPort.ts';
import { previewPlanChange } from './previewPlanChange.ts';
import { previewPlanCopy } from './previewPlanCopy.ts';
import { readCalendar } from './readCalendar.ts';
import { readRoomWeek } from './readRoomWeek.ts';
import { readSitePage } from './readSitePage.ts';
import { readSitePlan } from './readSitePlan.ts';

/** The module's handler in a house; `orphans` is what happens to bookings when hours change. */
export function scheduleHandler(house: House, orphans: OrphanPort) {
  return moduleHandler(
    scheduleRoutes,
    {
      readSitePage,
      readCalendar,
      readRoomWeek,
      readSitePlan,
      previewPlanChange: previewPlanChange(orphans),
      applyPlanChange: applyPlanChange(orphans),
      previewPlanCopy: previewPlanCopy(orphans),
      applyPlanCopy: applyPlanCopy(orphans),
    },
    house,
  );
}
