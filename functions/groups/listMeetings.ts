import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { GroupId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { MeetingRecord } from './record.ts';
import { readGroups } from './repository.ts';

/** A meeting with the name of its group. */
export interface GroupMeeting extends Omit<MeetingRecord, 'resources'> {
  readonly groupId: GroupId;
  readonly name: LocalizedText;
}

/** The meetings of a site's groups that touch [from, until), cancelled ones too, by start: one Query. */
export async function listMeetings(
  scope: TenantScope,
  site: SiteId,
  from: EpochMinute,
  until: EpochMinute,
): Promise<GroupMeeting[]> {
  const groups = await readGroups(scope, site);
  return groups
    .flatMap(({ id: groupId, name, meetings }) =>
      meetings.map(({ resources: _, ...meeting }) => ({ ...meeting, groupId, name })),
    )
    .filter(({ start, end }) => start < until && from < end)
    .sort((one, other) => one.start - other.start);
}
