import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { comingMeetings } from '../groups/index.ts';
import { lostMeetings } from './lostMeetings.ts';
import { findAffected, type OrphanPort } from './orphanPort.ts';
import { planChangeOf } from './planChange.ts';
import { openPlanning } from './openPlanning.ts';
import { touchedBy } from './planning.ts';
import { viewFaults, viewOrphans } from './planViews.ts';

/**
 * Tells what a change would do: new contradictions, and the bookings that would lose their time. Reads two Queries, a
 * GetItem a site, and the agenda and the groups of the sites it touches; writes nothing but the trail of whose bookings were shown.
 */
export function previewPlanChange(
  orphans: OrphanPort,
): UseCase<(typeof scheduleRoutes)['previewPlanChange']> {
  return async ({ request, scope, clock, actor }) => {
    const { site, change } = request.body;
    const planning = await openPlanning(scope, clock);
    const planned = planChangeOf(planning, site, change, actor);
    if (!planned.ok) return planned;
    const { at, after, faults } = planned.value;
    const touched = touchedBy(planning, at, after, change);
    const { orphaned, readopted } = await findAffected(orphans, scope, planning.tenant, touched, clock);
    const meetings = await lostMeetings(scope, planning, touched, clock, comingMeetings);
    const shown = viewOrphans(orphaned, planning.tenant, actor.roles);
    return succeed({
      body: {
        version: at.read.version,
        faults: viewFaults(faults, planning.tenant),
        orphaned: shown,
        readopted: readopted.length,
        meetings,
      },
      subjects: shown.bookings.map(({ id }) => id),
    });
  };
}
