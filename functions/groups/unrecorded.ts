import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { mayOpen } from './place.ts';
import type { GroupRecord, MeetingRecord } from './record.ts';
import { readFacts, readGroups } from './repository.ts';

/** Minutes back in which a held meeting without numbers is asked for. */
const ASKED_FOR = 14 * 24 * 60;

/** The held meetings of a group in the last two weeks that nobody has recorded: one Query, none when it did not meet. */
export async function unrecordedOf(
  scope: TenantScope,
  group: GroupRecord,
  now: EpochMinute,
): Promise<MeetingRecord[]> {
  const held = group.meetings.filter(
    ({ state, end }) => state === 'PLANNED' && end <= now && end > now - ASKED_FOR,
  );
  if (held.length === 0) return [];
  const recorded = new Set((await readFacts(scope, group.id)).map(({ id }) => id));
  return held.filter(({ id }) => !recorded.has(id));
}

/**
 * How many held meetings of a site wait to be recorded by a worker; of whoever only lends time those of the groups they lead.
 * One Query, and one for each group that met in the last two weeks.
 */
export async function countUnrecorded(
  scope: TenantScope,
  site: SiteId,
  actor: TenantActor,
  now: EpochMinute,
): Promise<number> {
  const groups = (await readGroups(scope, site)).filter((group) => mayOpen(group, actor));
  const held = await Promise.all(groups.map((group) => unrecordedOf(scope, group, now)));
  return held.flat().length;
}
