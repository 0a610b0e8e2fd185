import { describe, expect, it } from 'vitest';
import { closed } from '../support/schedule.ts';
import { busyDates, groupTown, people, rooms, series, starts, wish } from './groupTown.ts';

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

  it('with no more seats than its room holds, unless it meets online', async () => {
    const town = await groupTown();
    const crowd = { seats: 13, room: rooms.small };
    const shown = await town.preview({ ...crowd, series: series({ times: 1 }) });
    expect(shown.body.meetings[0]?.conflicts).toEqual([{ reason: 'ROOM_TOO_SMALL' }]);
    const refused = await town.create({ ...crowd, series: series({ times: 1 }) });
    expect([refused.status, refused.problem.conflicts]).toEqual([
      409,
      [{ date: '2027-02-02', reason: 'ROOM_TOO_SMALL' }],
    ]);
    expect((await town.create({ ...crowd, seats: 12 })).status).toBe(201);
    const online = { ...crowd, online: true, room: rooms.hall, leaders: [people.manager.id] };
    expect((await town.create({ ...online, seats: 200 })).status).toBe(201);
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
