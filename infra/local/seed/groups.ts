import { type GroupRecord, putGroup } from '@ohjaamo/functions/groups/index.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { meetingIdOf } from '@ohjaamo/shared/groups/meetings.ts';
import { meetingTime, seriesDates } from '@ohjaamo/shared/groups/series.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { dateOfDay, mondayOf } from '@ohjaamo/shared/kernel/dates.ts';
import { type RoomId, groupId, type SiteId, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { dayAt, zoneAxis, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import type { DemoFiles } from './files.ts';
import { derivedId } from './ids.ts';
import type { DemoGroup, DemoTenant } from './demo.ts';

/** The groups of a site. */
export function buildGroups(
  site: string,
  files: DemoFiles,
  idOf: {
    readonly site: (code: string) => SiteId;
    readonly worker: (code: string) => StaffId;
    readonly room: (code: string) => RoomId;
  },
): DemoGroup[] {
  return files.groups
    .filter(({ row }) => row.site === site)
    .map(({ row }) => ({
      row,
      siteId: idOf.site(row.site),
      leader: idOf.worker(row.leader),
      ...(row.room !== undefined && { room: idOf.room(row.room) }),
    }));
}

/** Writes a tenant's groups with their meetings around `now` (milliseconds since 1970), in the leaders' and rooms' calendars too. */
export async function writeGroups(openScope: OpenScope, demo: DemoTenant, now: number): Promise<void> {
  const scope = openScope(demo.tenantId, 'groups');
  for (const group of demo.sites.flatMap(({ groups }) => groups)) {
    const site = demo.tenant.sites.find(({ id }) => id === group.siteId);
    if (!site) throw new Error('unreachable');
    const record = recordOf(demo, group, now);
    await putGroup(scope, { tenant: demo.tenant, site }, record, { now: () => now });
  }
}

function recordOf(demo: DemoTenant, { row, siteId, leader, room }: DemoGroup, now: number): GroupRecord {
  const { zone } = demo.tenant.profile;
  const plan = demo.sites.find((each) => each.siteId === siteId)?.plan;
  const minute = Math.floor(now / 60_000);
  const monday = mondayOf(dayAt(zoneAxis(zone, minute, minute), minute));
  const first = monday + row.begins * 7 + weekdays.indexOf(row.weekday);
  const rule = { ...row, first: dateOfDay(first), everyWeeks: row.every_weeks, skip: [] };
  const { days } = seriesDates(
    rule,
    (day) => plan !== undefined && openingOn(plan, day).closed !== undefined,
  );
  const axis = zoneAxisOfDays(zone, first, days.at(-1) ?? first);
  const id = groupId.parse(derivedId(`group ${row.group}`));
  const at = new Date(now).toISOString();
  return {
    kind: 'GROUP',
    id,
    siteId,
    version: 1,
    name: { fi: row.name_fi, sv: row.name_sv, en: row.name_en },
    description: { fi: row.about_fi, sv: row.about_sv, en: row.about_en },
    joining: row.joining,
    seats: row.seats,
    spokenLanguage: row.language,
    ages: {
      ...(row.age_from !== undefined && { from: row.age_from }),
      ...(row.age_to !== undefined && { to: row.age_to }),
    },
    online: row.online === 'yes',
    leaders: [leader],
    ...(room !== undefined && { room }),
    meetings: days.flatMap((day) => {
      const time = meetingTime(axis, day, rule);
      const meeting = { id: meetingIdOf(id, day, new Set()), version: 1, state: 'PLANNED' as const };
      return time
        ? [{ ...meeting, ...time, leaders: [leader], ...(room !== undefined && { room }), resources: [] }]
        : [];
    }),
    contentHash: `demo ${row.group}`,
    createdAt: at,
    changedAt: at,
  };
}
