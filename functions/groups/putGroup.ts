import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { commitMeetings } from './makeMeetings.ts';
import type { SiteOfTenant } from './place.ts';
import { resourcesOf } from './planSeries.ts';
import type { GroupRecord } from './record.ts';
import { groupWrite } from './repository.ts';

/**
 * Puts a group that is known from elsewhere, with the meetings that have been too, and keeps leaders and room busy. Fails loudly:
 * it is for loading data that was checked, not for people.
 */
export async function putGroup(
  scope: TenantScope,
  place: SiteOfTenant,
  group: GroupRecord,
  clock: Clock,
): Promise<void> {
  const meetings = group.meetings.map((meeting) => {
    const resources = resourcesOf(place, meeting);
    if (!resources) throw new Error('A group names a leader or a room that is not there');
    return { ...meeting, resources };
  });
  const writes = [groupWrite(scope, { ...group, meetings })];
  const done = await commitMeetings(scope, place, { add: meetings, writes }, clock);
  if (!done.ok) throw new Error('A group could not be put: its leader or room is taken');
}
