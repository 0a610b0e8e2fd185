import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { lazily } from '../kernel/http/lazily.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import type { DataRoleName } from '../kernel/tenancy/dataRoles.ts';
import type { OrphanPort } from './orphanPort.ts';
import { readCalendar } from './readCalendar.ts';
import { readSitePage } from './readSitePage.ts';

const seldom = () => import('./seldom.ts');

/** In which role a worker's request runs: whoever manages an organisation's workers reads names and plans, and nothing else. */
export function memberRoleOf({ id }: Pick<Route, 'id'>): DataRoleName {
  return id === 'readStaffHours' ? 'staffHours' : 'planner';
}

/** The module's handler in a house; `orphans` is what happens to bookings when hours change. */
export function scheduleHandler(house: House, orphans: OrphanPort) {
  return moduleHandler(
    scheduleRoutes,
    {
      readSitePage,
      readCalendar,
      readAppointments: lazily(async () => (await seldom()).readAppointments),
      readRoomWeek: lazily(async () => (await seldom()).readRoomWeek),
      readStaffHours: lazily(async () => (await seldom()).readStaffHours),
      readSitePlan: lazily(async () => (await seldom()).readSitePlan),
      previewPlanChange: lazily(async () => (await seldom()).previewPlanChange(orphans)),
      applyPlanChange: lazily(async () => (await seldom()).applyPlanChange(orphans)),
      previewPlanCopy: lazily(async () => (await seldom()).previewPlanCopy(orphans)),
      applyPlanCopy: lazily(async () => (await seldom()).applyPlanCopy(orphans)),
    },
    house,
  );
}
