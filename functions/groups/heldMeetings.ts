import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { MeetingFact } from './record.ts';
import { readFacts, readGroups } from './repository.ts';

/** The held meetings of a site's groups between two dates, both inclusive: one Query of the groups and one for each. */
export async function heldMeetings(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<MeetingFact[]> {
  const groups = await readGroups(scope, site);
  const facts = await Promise.all(groups.map(({ id }) => readFacts(scope, id)));
  return facts.flat().filter(({ date }) => date >= from && date <= to);
}
