import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { Ids } from '../ids.ts';
import { where, type SamplesOf } from './sample.ts';

/** Own booked hours on Saturdays, when nobody else is there. */
const saturday = (ids: Ids) => ({
  kind: 'SAVE_RULE' as const,
  rule: {
    id: 'saturday01',
    staffId: ids.staffId,
    service: ids.service,
    mode: 'BOOKED' as const,
    weekday: 'SAT' as const,
    start: '09:00',
    end: '12:00',
    recurrence: { kind: 'EVERY_WEEK' as const },
    note: '',
  },
});
/** A week without its workers, who are at the site already. */
const copyOfWeek = (ids: Ids) => ({
  site: ids.siteId,
  from: '2027-03-01',
  to: '2027-03-07',
  onto: '2027-03-08',
  workers: [],
  exceptions: true,
  hours: false,
});

export const scheduleSamples: SamplesOf<typeof scheduleRoutes> = {
  readSitePage: { request: (ids) => ({ parameters: where(ids) }) },
  readCalendar: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readStaffHours: { request: () => ({ query: { week: '2027-W05' } }) },
  readAppointments: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readRoomWeek: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readSitePlan: { request: (ids) => ({ query: { site: ids.siteId } }) },
  previewPlanChange: { request: (ids) => ({ body: { site: ids.siteId, change: saturday(ids) } }) },
  applyPlanChange: {
    request: (ids) => ({
      body: { changeId: 'c'.repeat(20), site: ids.otherSiteId, version: 0, change: saturday(ids) },
    }),
  },
  previewPlanCopy: {
    request: (ids) => ({ body: { ...copyOfWeek(ids), sites: [ids.otherSiteId] } }),
  },
  applyPlanCopy: {
    request: (ids) => ({
      body: {
        ...copyOfWeek(ids),
        changeId: 'c'.repeat(20),
        targets: [{ site: ids.otherSiteId, version: 0 }],
      },
    }),
  },
};
