import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { comingMeetings } from '../groups/index.ts';
import { lostMeetings } from './lostMeetings.ts';
import { findAffected, type OrphanPort } from './orphanPort.ts';
import { planCopyOf } from './planCopy.ts';
import { openPlanning } from './openPlanning.ts';
import { viewFaults, viewOrphans, viewSite } from './planViews.ts';

/** Tells what a copy to other sites would do. Reads as a change does, and the agenda and the groups of each site that is copied to. */
export function previewPlanCopy(orphans: OrphanPort): UseCase<(typeof scheduleRoutes)['previewPlanCopy']> {
  return async ({ request, scope, clock, ids, actor }) => {
    const { site, sites, ...copy } = request.body;
    const planning = await openPlanning(scope, clock);
    const planned = planCopyOf(planning, site, sites, copy, ids.id(20));
    if (!planned.ok) return planned;
    const { targets, faults } = planned.value;
    const touched = targets.map(({ at, after }) => ({ site: at.site, plan: after }));
    const { orphaned } = await findAffected(orphans, scope, planning.tenant, touched, clock);
    const meetings = await lostMeetings(scope, planning, touched, clock, comingMeetings);
    const shown = viewOrphans(orphaned, planning.tenant, actor.roles);
    return succeed({
      body: {
        targets: targets.map(({ at, rules, exceptions, hours }) => ({
          site: viewSite(at.site),
          version: at.read.version,
          rules,
          exceptions,
          hours,
        })),
        faults: viewFaults(faults, planning.tenant),
        orphaned: shown,
        meetings,
      },
      subjects: shown.bookings.map(({ id }) => id),
    });
  };
}
