import { groupWrite, readGroupRecord } from '@ohjaamo/functions/groups/repository.ts';
import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { groupId, meetingId, siteId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Ids, Settled } from './ids.ts';
import { somebody } from './people.ts';
import type { Send } from './send.ts';
import { isolationTables } from './tables.ts';

/** When the tenant's group meets: three Saturdays, when nothing else goes on. */
export const saturdays = {
  first: '2027-02-06',
  start: '13:00',
  end: '14:00',
  everyWeeks: 1,
  times: 3,
  skip: [],
};

/** A group that is joined one meeting at a time, with somebody signed up to a coming meeting, and a meeting that has begun. */
export async function meet(
  send: Send,
  of: Settled,
  secret: string,
): Promise<Pick<Ids, 'meetingId' | 'begunMeetingId'>> {
  const { ids } = of;
  const actor = somebody('COUNSELLOR', of);
  const made = await send(routes.createGroup, {
    actor,
    parameters: { siteId: ids.siteId },
    body: {
      groupId: ids.groupId,
      name: { fi: 'Ryhmä' },
      description: { fi: 'Yhdessä' },
      seats: 8,
      spokenLanguage: 'fi',
      ages: {},
      online: false,
      joining: 'EACH_MEETING',
      leaders: [ids.staffId],
      room: ids.roomId,
      series: saturdays,
    },
  });
  const meetings =
    made.status === 201 ? (made.body as unknown as { meetings: { id: string }[] }).meetings : [];
  const coming = meetings[0]?.id ?? '';
  const signedUp = await send(routes.signUpToGroup, {
    parameters: { tenantSlug: ids.tenantSlug, siteSlug: ids.siteSlug, groupId: ids.groupId },
    body: { signUpId: ids.signUpId, secret, meetingId: coming, language: 'fi', readyToWait: false },
  });
  if (signedUp.status !== 201) throw new Error(`${made.text} ${signedUp.text}`);
  return { meetingId: coming, begunMeetingId: await begin(of) };
}

/** Puts a meeting that began half an hour ago beside the others: no request can make one in the past. */
async function begin({ tenantId: tenant, ids }: Settled): Promise<string> {
  const tables = { work: isolationTables.WORK_TABLE };
  const openScope = scopes(tenantClients(tables, { groups: 'arn:local:groups' }), tables);
  const scope = openScope(tenantId.parse(tenant), 'groups');
  const group = await readGroupRecord(scope, siteId.parse(ids.siteId), groupId.parse(ids.groupId));
  const first = group?.meetings[0];
  if (!group || !first) throw new Error('The group is not there');
  const start = Date.parse('2027-02-01T09:00+02:00') / 60_000;
  const begun = { ...first, id: meetingId.parse(ids.begunMeetingId), start, end: start + 60 };
  const next = { ...group, version: group.version + 1, meetings: [begun, ...group.meetings] };
  await scope.work.transact([groupWrite(scope, next)]);
  return begun.id;
}
