import { busyBetween } from '@ohjaamo/functions/booking/index.ts';
import { describe, expect, it } from 'vitest';
import { closed } from '../support/schedule.ts';
import { groupTown, type GroupTown, people, rooms, series, wish } from './groupTown.ts';

const starts = (group: { readonly meetings: readonly { readonly start: string }[] }) =>
  group.meetings.map(({ start }) => start);

/** The stretches in which somebody, or a room, is busy in February and March, by date. */
async function busyDates(town: GroupTown, id: string): Promise<string[]> {
  const scope = town.house.scope(town.tenantId, 'groups');
  const resource = { home: town.site.id, id: id as never };
  const from = Date.parse('2027-02-01T00:00+02:00') / 60_000;
  const found = await busyBetween(scope, [resource], from, from + 60 * 1440, town.clock);
  return (found[0]?.busy ?? [])
    .map(({ start }) => new Date(start * 60_000).toISOString().slice(0, 16))
    .sort();
}

describe('A group is made', () => {
  it('with all its meetings, which keep its leader and its room busy', async () => {
    const town = await groupTown();
    const made = await town.create();
    expect(made.status).toBe(201);
    expect(starts(made.body)).toEqual([
      '2027-02-02T10:00+02:00',
      '2027-02-09T10:00+02:00',
      '2027-02-16T10:00+02:00',
    ]);
    expect(made.body.meetings[0]).toMatchObject({
      end: '2027-02-02T12:00+02:00',
      state: 'PLANNED',
      leaders: [{ id: people.leader.id }],
      room: { name: 'huone 1' },
    });
    const days = ['2027-02-02T08:00', '2027-02-09T08:00', '2027-02-16T08:00'];
    expect(await busyDates(town, people.leader.id)).toEqual(days);
    expect(await busyDates(town, rooms.small)).toEqual(days);
  });

  it('in a divided room keeps its parts busy, so that no part can be had by another group', async () => {
    const town = await groupTown();
    await town.create({ room: rooms.hall });
    expect((await busyDates(town, rooms.left)).length).toBe(3);
    expect((await busyDates(town, rooms.right)).length).toBe(3);
    const refused = await town.create({ leaders: [people.manager.id], room: rooms.left });
    expect(refused.status).toBe(409);
    expect(refused.problem.conflicts?.[0]).toEqual({ date: '2027-02-02', reason: 'ROOM_BUSY' });
  });

  it('once, however often the same wish arrives; another wish under its id is refused', async () => {
    const town = await groupTown();
    const body = wish();
    const first = await town.create(body);
    const again = await town.create(body);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await busyDates(town, people.leader.id)).length).toBe(3);
    const other = await town.create({ ...body, seats: 9 });
    expect([other.status, other.problem.type]).toEqual([409, '/problems/id-already-used']);
  });

  it('once, when the same wish arrives twice at the same moment', async () => {
    const town = await groupTown();
    const body = wish();
    const answers = await Promise.all([town.create(body), town.create(body), town.create(body)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await busyDates(town, people.leader.id)).length).toBe(3);
  });

  it('not at all when one date cannot be had: each is named with its reason, and nothing is kept', async () => {
    const town = await groupTown({
      plan: {
        absences: [
          {
            id: 'absence001' as never,
            staffId: people.leader.id,
            from: '2027-02-15',
            to: '2027-02-17',
            kind: 'LEAVE',
          },
        ],
      },
    });
    const scope = town.house.scope(town.tenantId, 'planner');
    await scope.work.put({
      ...scope.keys.absence('2027-02-17#absence001'),
      kind: 'ABSENCE',
      value: {
        id: 'absence001',
        staffId: people.leader.id,
        from: '2027-02-15',
        to: '2027-02-17',
        kind: 'LEAVE',
      },
    });
    await town.create({ series: series({ first: '2027-02-09', times: 1, start: '11:00', end: '13:00' }) });
    const refused = await town.create();
    expect([refused.status, refused.problem.type]).toEqual([409, '/problems/series-conflict']);
    expect(refused.problem.conflicts).toEqual([
      { date: '2027-02-09', reason: 'LEADER_BUSY' },
      { date: '2027-02-09', reason: 'ROOM_BUSY' },
      { date: '2027-02-16', reason: 'LEADER_ABSENT' },
    ]);
    expect((await busyDates(town, people.leader.id)).length).toBe(1);

    const skipping = await town.create({ series: series({ skip: ['2027-02-09', '2027-02-16'] }) });
    expect(starts(skipping.body)).toEqual([
      '2027-02-02T10:00+02:00',
      '2027-02-23T10:00+02:00',
      '2027-03-02T10:00+02:00',
    ]);
  });

  it('around the days on which the house is closed, and over a clock change at the same hour', async () => {
    const town = await groupTown({
      now: '2027-03-15T08:00+02:00',
      plan: { exceptions: [closed('2027-03-23')] },
    });
    const shown = await town.preview({ series: series({ first: '2027-03-16' }) });
    expect(shown.body.closed).toEqual(['2027-03-23']);
    expect(shown.body.meetings.map(({ start }) => start)).toEqual([
      '2027-03-16T10:00+02:00',
      '2027-03-30T10:00+03:00',
      '2027-04-06T10:00+03:00',
    ]);
    expect(shown.body.meetings.every(({ conflicts }) => conflicts.length === 0)).toBe(true);
  });

  it('not in a time that is over, that the clocks skip, or that lies across the weeks of the sheets', async () => {
    const town = await groupTown({ now: '2026-03-23T12:00+02:00' });
    const reasons = async (parts: Record<string, unknown>) => {
      const shown = await town.preview({ series: series({ times: 1, ...parts }) });
      return shown.body.meetings.flatMap(({ conflicts }) => conflicts.map(({ reason }) => reason));
    };
    expect(await reasons({ first: '2026-03-23', start: '10:00' })).toEqual(['PAST']);
    expect(await reasons({ first: '2026-03-29', start: '03:10', end: '05:00' })).toEqual([
      'TIME_DOES_NOT_EXIST',
    ]);
    expect(await reasons({ first: '2026-03-30', start: '02:00', end: '04:00' })).toContain('CROSSES_WEEK');
  });

  it('in every language of its municipality', async () => {
    const town = await groupTown({ languages: ['fi', 'sv'] });
    const refused = await town.create();
    expect(refused.status).toBe(400);
    expect(refused.problem.errors).toEqual([
      { pointer: '/body/name/sv', code: 'missing_language' },
      { pointer: '/body/description/sv', code: 'missing_language' },
    ]);
    const both = { fi: 'Arki', sv: 'Vardag' };
    expect((await town.create({ name: both, description: both })).status).toBe(201);
  });

  it('with leaders and rooms that are there, hours that end after they begin, and not longer than one transaction', async () => {
    const town = await groupTown();
    expect((await town.create({ leaders: ['nobody0000'] })).status).toBe(404);
    expect((await town.create({ room: 'nowhere000' })).status).toBe(404);
    expect((await town.create({ series: series({ end: '10:00' }) })).status).toBe(400);
    const { leader, manager } = people;
    const long = { leaders: [leader.id, manager.id], room: rooms.hall, series: series({ times: 25 }) };
    const refused = await town.create(long);
    expect(refused.problem.errors).toEqual([{ pointer: '/body/series/times', code: 'too_big' }]);
    expect((await town.preview(long)).body.longest).toBe(24);
    expect((await town.create({ ...long, series: series({ times: 24 }) })).status).toBe(201);
  });
});

describe('A series is changed', () => {
  it('one meeting is moved: its old time is free again, its new one is not, and asking again changes nothing', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    const to = {
      version,
      date: '2027-02-10',
      start: '13:00',
      end: '15:00',
      leaders: [people.leader.id],
      room: rooms.small,
      following: false,
    };
    const moved = await town.move(id, meetings[1]?.id, to);
    expect(moved.status).toBe(200);
    expect(starts(moved.body)).toEqual([
      '2027-02-02T10:00+02:00',
      '2027-02-10T13:00+02:00',
      '2027-02-16T10:00+02:00',
    ]);
    expect(moved.body.meetings.map((each) => each.version)).toEqual([1, 2, 1]);
    expect(await busyDates(town, people.leader.id)).toEqual([
      '2027-02-02T08:00',
      '2027-02-10T11:00',
      '2027-02-16T08:00',
    ]);
    const again = await town.move(id, meetings[1]?.id, to);
    expect(again.body).toEqual(moved.body);
  });

  it('a meeting and all that follow move by as many days, also onto each other’s places, to another leader and room', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    const moved = await town.move(id, meetings[1]?.id, {
      version,
      date: '2027-02-16',
      start: '10:30',
      end: '12:00',
      leaders: [people.manager.id],
      following: true,
    });
    expect(starts(moved.body)).toEqual([
      '2027-02-02T10:00+02:00',
      '2027-02-16T10:30+02:00',
      '2027-02-23T10:30+02:00',
    ]);
    expect(moved.body.meetings[2]).toMatchObject({ leaders: [{ id: people.manager.id }] });
    expect(await busyDates(town, people.leader.id)).toEqual(['2027-02-02T08:00']);
    expect(await busyDates(town, people.manager.id)).toEqual(['2027-02-16T08:30', '2027-02-23T08:30']);
    expect(await busyDates(town, rooms.small)).toEqual(['2027-02-02T08:00']);
  });

  it('by half an hour does not stand in its own way', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    const later = { start: '10:30', end: '12:30', leaders: [people.leader.id], room: rooms.small };
    const moved = await town.move(id, meetings[0]?.id, {
      version,
      date: '2027-02-02',
      ...later,
      following: true,
    });
    expect(starts(moved.body)[2]).toBe('2027-02-16T10:30+02:00');
  });

  it('not at all when one of the dates is taken', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    await town.create({ series: series({ first: '2027-02-17', times: 1 }) });
    const refused = await town.move(id, meetings[1]?.id, {
      version,
      date: '2027-02-10',
      start: '11:00',
      end: '12:00',
      leaders: [people.leader.id],
      following: true,
    });
    expect(refused.problem.conflicts).toEqual([{ date: '2027-02-17', reason: 'LEADER_BUSY' }]);
    expect(starts((await town.open(id)).body)[1]).toBe('2027-02-09T10:00+02:00');
  });

  it('is cancelled from a date on, gives the times back, and cancelling twice is cancelling once', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    const cancelled = await town.cancel(id, meetings[1]?.id, { version, following: true });
    expect(cancelled.body.meetings.map(({ state }) => state)).toEqual(['PLANNED', 'CANCELLED', 'CANCELLED']);
    expect(await busyDates(town, people.leader.id)).toEqual(['2027-02-02T08:00']);
    expect((await town.cancel(id, meetings[1]?.id, { version, following: true })).body).toEqual(
      cancelled.body,
    );
    expect((await town.cancel(id, meetings[1]?.id, { version, following: false })).body).toEqual(
      cancelled.body,
    );
    const stale = await town.cancel(id, meetings[0]?.id, { version, following: false });
    expect([stale.status, stale.problem.type]).toEqual([409, '/problems/stale-version']);
  });

  it('a cancelled meeting is taken back, once: its time is busy again, with those who may lead and where there is room', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    await town.cancel(id, meetings[1]?.id, { version, following: false });
    expect(await busyDates(town, rooms.small)).not.toContain('2027-02-09T08:00');
    const wanted = { version: version + 1, leaders: [people.manager.id], room: rooms.left };
    const restored = await town.restore(id, meetings[1]?.id, wanted);
    expect(restored.status).toBe(200);
    expect(restored.body.meetings[1]).toMatchObject({
      state: 'PLANNED',
      start: '2027-02-09T10:00+02:00',
      end: '2027-02-09T12:00+02:00',
      version: 3,
      leaders: [{ id: people.manager.id }],
      room: { id: rooms.left },
    });
    expect(await busyDates(town, people.manager.id)).toEqual(['2027-02-09T08:00']);
    expect(await busyDates(town, rooms.left)).toEqual(['2027-02-09T08:00']);
    expect((await town.restore(id, meetings[1]?.id, wanted)).body).toEqual(restored.body);
  });

  it('a cancelled meeting is not taken back while its leader has something else at that very time, nor once it would have begun', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    await town.cancel(id, meetings[0]?.id, { version, following: false });
    await town.create({ room: rooms.left, series: series({ times: 1 }) });
    const wanted = { version: version + 1, leaders: [people.leader.id], room: rooms.small };
    const refused = await town.restore(id, meetings[0]?.id, wanted);
    expect(refused.problem.conflicts).toEqual([{ date: '2027-02-02', reason: 'LEADER_BUSY' }]);
    const stale = { version, leaders: [people.manager.id] };
    expect((await town.restore(id, meetings[0]?.id, stale)).problem.type).toBe('/problems/stale-version');
    town.clock.set('2027-02-02T10:00+02:00');
    const late = await town.restore(id, meetings[0]?.id, { ...wanted, leaders: [people.manager.id] });
    expect(late.problem.type).toBe('/problems/state-conflict');
  });

  it('with all that follow to another leader and room, the group has them from then on', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    const changed = await town.move(id, meetings[1]?.id, {
      version,
      date: '2027-02-09',
      start: '10:00',
      end: '12:00',
      leaders: [people.manager.id],
      room: rooms.left,
      following: true,
    });
    expect(changed.body).toMatchObject({ leaders: [{ id: people.manager.id }], room: { id: rooms.left } });
    expect(changed.body.meetings[0]).toMatchObject({ leaders: [{ id: people.leader.id }] });
    expect(await busyDates(town, rooms.left)).toEqual(['2027-02-09T08:00', '2027-02-16T08:00']);
  });

  it('does not touch what has begun', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    town.clock.set('2027-02-02T10:00+02:00');
    const refused = await town.cancel(id, meetings[0]?.id, { version, following: true });
    expect([refused.status, refused.problem.type]).toEqual([409, '/problems/state-conflict']);
  });

  it('goes on with more meetings, once, and a cancelled date can be met on again', async () => {
    const town = await groupTown();
    const made = (await town.create()).body;
    const { body: after } = await town.cancel(made.id, made.meetings[2]?.id, {
      version: made.version,
      following: false,
    });
    const { as, ofGroup } = town;
    const { groupsRoutes } = await import('@ohjaamo/shared/groups/contract.ts');
    const more = () =>
      as('leader', groupsRoutes.addMeetings, {
        parameters: ofGroup(made.id),
        anyBody: {
          version: after.version,
          leaders: [people.leader.id],
          series: series({ first: '2027-02-16', times: 2 }),
        },
      });
    const longer = await more();
    expect(longer.status).toBe(200);
    expect(longer.body.meetings.filter(({ state }) => state === 'PLANNED').map(({ start }) => start)).toEqual(
      [
        '2027-02-02T10:00+02:00',
        '2027-02-09T10:00+02:00',
        '2027-02-16T10:00+02:00',
        '2027-02-23T10:00+02:00',
      ],
    );
    expect((await more()).body).toEqual(longer.body);
  });
});

describe('A partner who lends time', () => {
  it('sees the groups that they lead and no other', async () => {
    const town = await groupTown();
    const others = (await town.create()).body;
    const own = (await town.create({ leaders: [people.partner.id], room: rooms.left })).body;
    const { groupsRoutes } = await import('@ohjaamo/shared/groups/contract.ts');
    const listed = await town.as('partner', groupsRoutes.listGroups, {
      parameters: { siteId: town.site.id },
    });
    expect(listed.body.groups.map(({ id }) => id)).toEqual([own.id]);
    expect((await town.open(own.id, 'partner')).status).toBe(200);
    expect((await town.open(others.id, 'partner')).status).toBe(404);
    expect((await town.sheet(others.id, others.meetings[0]?.id, 'partner')).status).toBe(404);
  });
});
