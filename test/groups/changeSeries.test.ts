import { describe, expect, it } from 'vitest';
import { closed } from '../support/schedule.ts';
import { busyDates, groupTown, people, rooms, series, starts } from './groupTown.ts';

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

  it('can be cancelled as a whole, however long it has become: what cannot be cancelled at once cannot be added', async () => {
    const town = await groupTown();
    const made = (await town.create({ series: series({ times: 40 }) })).body;
    const wanted = { leaders: [people.leader.id], room: rooms.small };
    const add = (version: number, first: string, times: number) =>
      town.add(made.id, { version, ...wanted, series: series({ first, times }) });
    const tooLong = await add(1, '2028-01-11', 9);
    expect([tooLong.status, tooLong.problem.errors]).toEqual([
      400,
      [{ pointer: '/body/series/times', code: 'too_big' }],
    ]);
    expect((await add(1, '2028-01-11', 8)).status).toBe(200);
    const first = made.meetings[0];
    const day = { date: '2027-02-02', start: '10:00', end: '12:00' };
    const inTheHall = { ...wanted, room: rooms.hall, version: 2, ...day, following: false };
    const wider = await town.move(made.id, first?.id, inTheHall);
    expect(wider.problem.errors).toEqual([{ pointer: '/body/leaders', code: 'too_big' }]);
    const cancelled = await town.cancel(made.id, first?.id, { version: 2, following: true });
    expect(cancelled.status, cancelled.text).toBe(200);
    expect(cancelled.body.meetings.filter(({ state }) => state === 'CANCELLED').length).toBe(48);
    expect(await busyDates(town, people.leader.id)).toEqual([]);
  });

  it('does not go onto a day on which the house is closed, nor into a room that is too small for its seats', async () => {
    const town = await groupTown({ plan: { exceptions: [closed('2027-02-03')] } });
    const { id, meetings } = (await town.create({ seats: 15, room: rooms.hall })).body;
    const to = { version: 1, start: '10:00', end: '12:00', leaders: [people.leader.id] };
    const reasons = async (parts: Record<string, unknown>) =>
      (await town.move(id, meetings[0]?.id, { ...to, following: false, ...parts })).problem.conflicts;
    expect(await reasons({ date: '2027-02-03', room: rooms.hall })).toEqual([
      { date: '2027-02-03', reason: 'CLOSED' },
    ]);
    expect(await reasons({ date: '2027-02-04', room: rooms.small })).toEqual([
      { date: '2027-02-04', reason: 'ROOM_TOO_SMALL' },
    ]);
    expect(await reasons({ date: '2027-03-26', room: rooms.hall })).toEqual([
      { date: '2027-03-26', reason: 'CLOSED' },
    ]);
  });

  it('gets no more seats than its rooms hold', async () => {
    const town = await groupTown();
    const { id, version, name, description, spokenLanguage, ages } = (await town.create()).body;
    const told = { version, name, description, spokenLanguage, ages, online: false };
    const refused = await town.change(id, { ...told, seats: 13 });
    expect([refused.status, refused.problem.errors]).toEqual([
      400,
      [{ pointer: '/body/seats', code: 'too_big' }],
    ]);
    const online = await town.change(id, { ...told, seats: 13, online: true });
    expect(online.status).toBe(200);
    const back = await town.change(id, { ...told, version: online.body.version, seats: 13 });
    expect(back.problem.errors).toEqual([{ pointer: '/body/seats', code: 'too_big' }]);
  });
});
