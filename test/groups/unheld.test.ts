import { scheduleHandler } from '@ohjaamo/functions/schedule/dispatch.ts';
import { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { absenceId, randomIds, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { describe, expect, it } from 'vitest';
import { noOrphans } from '../schedule/calendarTown.ts';
import { call } from '../support/house.ts';
import { closed } from '../support/schedule.ts';
import { groupTown, people } from './groupTown.ts';

/** A town with groups and the calendar in front of it, whose plan a site manager changes. */
async function townWithCalendar() {
  const town = await groupTown();
  const calendar = scheduleHandler({ ...town.house, memberRole: 'planner', streetRole: 'street' }, noOrphans);
  const actor = town.actor('manager');
  const site = town.site.id;
  return {
    ...town,
    preview: (change: PlanChange) =>
      call(calendar, scheduleRoutes.previewPlanChange, { body: { site, change }, actor }),
    apply: (change: PlanChange, version: number) =>
      call(calendar, scheduleRoutes.applyPlanChange, {
        body: { changeId: randomIds.id(20), site, version, change },
        actor,
      }),
    unheld: async () =>
      (
        await town.as('leader', groupsRoutes.listGroups, { parameters: { siteId: site } })
      ).body.groups.flatMap((group) => group.unheld.map(({ start, reason }) => [start.slice(0, 10), reason])),
  };
}

const away = (staffId: StaffId, id: string): PlanChange => ({
  kind: 'SAVE_ABSENCE',
  absence: { id: absenceId.parse(id), staffId, from: '2027-02-15', to: '2027-02-17', kind: 'LEAVE' },
});

describe('A meeting of a group that hours or absences leave behind', () => {
  it('is shown before the house is closed on its day, and named in the list until it is moved', async () => {
    const town = await townWithCalendar();
    const { id, version, meetings } = (await town.create()).body;
    const closing: PlanChange = { kind: 'SAVE_EXCEPTIONS', exceptions: [closed('2027-02-09')] };
    const shown = await town.preview(closing);
    expect(shown.body.meetings).toEqual([
      {
        site: town.site.id,
        groupId: id,
        name: { fi: 'Arki haltuun' },
        start: '2027-02-09T10:00+02:00',
        end: '2027-02-09T12:00+02:00',
      },
    ]);
    expect(await town.unheld()).toEqual([]);
    expect((await town.apply(closing, shown.body.version)).status).toBe(200);
    expect(await town.unheld()).toEqual([['2027-02-09', 'CLOSED']]);
    expect((await town.preview(closing)).body.meetings).toEqual([]);
    await town.move(id, meetings[1]?.id, {
      version,
      date: '2027-02-10',
      start: '10:00',
      end: '12:00',
      leaders: [people.leader.id],
      following: false,
    });
    expect(await town.unheld()).toEqual([]);
  });

  it('is one only when all who lead it are away', async () => {
    const town = await townWithCalendar();
    await town.create({ leaders: [people.leader.id, people.partner.id] });
    const first = away(people.leader.id, 'absence001');
    const second = away(people.partner.id, 'absence002');
    const shown = await town.preview(first);
    expect(shown.body.meetings).toEqual([]);
    await town.apply(first, shown.body.version);
    expect(await town.unheld()).toEqual([]);
    const alone = await town.preview(second);
    expect(alone.body.meetings.map(({ start }) => start)).toEqual(['2027-02-16T10:00+02:00']);
    await town.apply(second, alone.body.version);
    expect(await town.unheld()).toEqual([['2027-02-16', 'LEADERS_ABSENT']]);
  });

  it('is none when it is cancelled', async () => {
    const town = await townWithCalendar();
    const { id, version, meetings } = (await town.create()).body;
    await town.cancel(id, meetings[2]?.id, { version, following: false });
    expect((await town.preview(away(people.leader.id, 'absence001'))).body.meetings).toEqual([]);
  });
});
