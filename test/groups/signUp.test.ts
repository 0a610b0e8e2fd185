import { readSignUpRecord } from '@ohjaamo/functions/groups/repository.ts';
import { randomIds, signUpId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { groupTown, people, person, rooms, series } from './groupTown.ts';

describe('A young person joins a group', () => {
  it('sees what there is, when it meets next, and how many seats are left', async () => {
    const town = await groupTown();
    const closed = (await town.create({ seats: 3 })).body;
    const open = await town.create({
      joining: 'DROP_IN',
      name: { fi: 'Kahvila' },
      room: undefined,
      series: series({ start: '13:00', end: '14:00' }),
    });
    await town.signUp(closed.id);
    const { groups } = (await town.list()).body;
    expect(groups.map(({ name }) => name.fi)).toEqual(['Arki haltuun', 'Kahvila']);
    expect(groups[0]).toMatchObject({
      joining: 'WHOLE_SERIES',
      seatsLeft: 2,
      waiting: 0,
      ages: { from: 16, to: 29 },
      leaders: ['Test worker 0001'],
    });
    expect(groups[0]?.meetings[0]).toMatchObject({ start: '2027-02-02T10:00+02:00', room: 'huone 1' });
    expect(groups[1]).not.toHaveProperty('seatsLeft');
    expect((await town.look(open.body.id)).body.group.name.fi).toBe('Kahvila');
    expect((await town.signUp(open.body.id)).status).toBe(404);

    town.clock.set('2027-02-16T14:00+02:00');
    expect((await town.list()).body.groups).toEqual([]);
    expect((await town.look(closed.id)).status).toBe(404);
  });

  it('without saying who they are; then the seats are gone, and whoever wants to wait waits in order', async () => {
    const town = await groupTown();
    const { id } = (await town.create()).body;
    const first = await town.signUp(id);
    expect(first.status).toBe(201);
    expect(first.body.signUp).toMatchObject({ state: 'IN', told: false, mayLeave: true, mayRejoin: false });
    expect(first.body.signUp.meetings.length).toBe(3);
    await town.signUp(id, { nickname: 'Kettu' });
    const full = await town.signUp(id, { readyToWait: false });
    expect([full.status, full.problem.type]).toEqual([409, '/problems/group-full']);
    const third = await town.signUp(id);
    const fourth = await town.signUp(id);
    expect(third.body.signUp).toMatchObject({ state: 'WAITING', ahead: 0 });
    expect(fourth.body.signUp).toMatchObject({ state: 'WAITING', ahead: 1 });

    const gone = await town.leave(first.body.link);
    expect(gone.body).toMatchObject({ state: 'LEFT', mayLeave: false, mayRejoin: true });
    expect((await town.mine(third.body.link)).body.state).toBe('IN');
    expect((await town.mine(fourth.body.link)).body).toMatchObject({ state: 'WAITING', ahead: 0 });
    expect((await town.leave(first.body.link)).body).toEqual(gone.body);
    expect((await town.look(id)).body.group).toMatchObject({ seatsLeft: 0, waiting: 1 });
  });

  it('and is taken off by a worker, once: the seat goes to whoever waits, and the way back is the end of the line', async () => {
    const town = await groupTown();
    const { id } = (await town.create()).body;
    const first = (await town.signUp(id, { nickname: 'Kettu' })).body;
    await town.signUp(id);
    const waiting = (await town.signUp(id)).body;
    const removed = await town.remove(id, first.signUp.id);
    expect(removed.status).toBe(200);
    expect(removed.body.roll?.members.map((member) => member.id)).not.toContain(first.signUp.id);
    expect((await town.mine(waiting.link)).body.state).toBe('IN');
    expect((await town.remove(id, first.signUp.id)).body).toEqual(removed.body);
    expect((await town.mine(first.link)).body).toMatchObject({ state: 'LEFT', mayRejoin: true });
    expect((await town.rejoin(first.link, true)).body.state).toBe('WAITING');
  });

  it('and is taken off by nobody who only lends time, of no other group, and not once it is over', async () => {
    const town = await groupTown();
    const { id } = (await town.create()).body;
    const other = (await town.create({ room: rooms.left, leaders: [people.partner.id] })).body;
    const { signUp } = (await town.signUp(id)).body;
    expect((await town.remove(id, signUp.id, 'partner')).status).toBe(403);
    expect((await town.remove(other.id, signUp.id)).status).toBe(404);
    town.clock.set('2027-02-16T10:00+02:00');
    expect((await town.remove(id, signUp.id)).problem.type).toBe('/problems/state-conflict');
  });

  it('once, however often the same request arrives, wherever they stand by then', async () => {
    const town = await groupTown();
    const { id } = (await town.create({ seats: 1 })).body;
    const body = person({ nickname: 'Kettu', readyToWait: false });
    const [first, second] = await Promise.all([town.signUp(id, body), town.signUp(id, body)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body).toEqual(second.body);
    expect((await town.signUp(id, body)).body).toEqual(first.body);
    expect((await town.roll(id)).members.length).toBe(1);

    await town.leave(first.body.link);
    await town.signUp(id);
    const later = await town.signUp(id, body);
    expect([later.status, later.body.signUp.state]).toEqual([201, 'LEFT']);

    for (const other of [{ nickname: 'Muu' }, { secret: randomIds.secret(128) }]) {
      const refused = await town.signUp(id, { ...body, ...other });
      expect([refused.status, refused.problem.type]).toEqual([409, '/problems/id-already-used']);
    }
  });

  it('takes leaving back while a seat is there, and else only by waiting', async () => {
    const town = await groupTown();
    const { id } = (await town.create({ seats: 1 })).body;
    const { link } = (await town.signUp(id)).body;
    await town.leave(link);
    expect((await town.rejoin(link)).body.state).toBe('IN');
    expect((await town.rejoin(link)).body.state).toBe('IN');
    await town.leave(link);
    await town.signUp(id);
    const refused = await town.rejoin(link);
    expect([refused.status, refused.problem.type]).toEqual([409, '/problems/group-full']);
    expect((await town.rejoin(link, true)).body).toMatchObject({ state: 'WAITING', ahead: 0 });
  });

  it('for one meeting of a group that is joined one meeting at a time', async () => {
    const town = await groupTown();
    const { id, meetings, version } = (await town.create({ joining: 'EACH_MEETING', seats: 1 })).body;
    const [first, second] = meetings;
    const { link } = (await town.signUp(id, { meetingId: first?.id })).body;
    expect((await town.mine(link)).body.meetings.map((each) => each.start)).toEqual([first?.start]);
    expect((await town.signUp(id, { meetingId: second?.id })).body.signUp.state).toBe('IN');
    expect((await town.signUp(id, { meetingId: first?.id })).body.signUp.state).toBe('WAITING');
    expect((await town.signUp(id)).status).toBe(404);
    const seats = (await town.look(id)).body.group.meetings.map((each) => [each.seatsLeft, each.waiting]);
    expect(seats).toEqual([
      [0, 1],
      [0, 0],
      [1, 0],
    ]);
    await town.cancel(id, meetings[2]?.id, { version, following: false });
    const refused = await town.signUp(id, { meetingId: meetings[2]?.id });
    expect([refused.status, refused.problem.type]).toEqual([409, '/problems/state-conflict']);
  });

  it('not after the last meeting has begun; a link opens thirty days longer', async () => {
    const town = await groupTown();
    const { id } = (await town.create()).body;
    const { link } = (await town.signUp(id)).body;
    town.clock.set('2027-02-16T10:00+02:00');
    expect((await town.signUp(id)).problem.type).toBe('/problems/state-conflict');
    expect((await town.leave(link)).problem.type).toBe('/problems/state-conflict');
    town.clock.set('2027-02-16T12:00+02:00');
    expect((await town.mine(link)).body).toMatchObject({ state: 'OVER', mayLeave: false });
    town.clock.set('2027-03-18T11:59+02:00');
    expect((await town.mine(link)).status).toBe(200);
    town.clock.set('2027-03-18T12:00+02:00');
    expect((await town.mine(link)).status).toBe(410);
  });

  it('opens with the right secret alone', async () => {
    const town = await groupTown();
    const { id } = (await town.create()).body;
    const { link } = (await town.signUp(id)).body;
    const [tenant, signUp] = link.split('.');
    for (const wrong of [
      `${tenant ?? ''}.${signUp ?? ''}.${randomIds.secret(128)}`,
      `${tenant ?? ''}.${randomIds.id(20)}.${randomIds.secret(128)}`,
    ]) {
      const refused = await town.mine(wrong);
      expect([refused.status, refused.problem.type]).toEqual([404, '/problems/link-not-found']);
    }
  });

  it('not more often from one address in a day than the municipality lets, so that nobody empties a group', async () => {
    const town = await groupTown({ perAddress: 2 });
    const { id } = (await town.create({ seats: 9 })).body;
    const { link } = (await town.signUp(id)).body;
    await town.leave(link);
    expect((await town.signUp(id)).status).toBe(201);
    const refused = await town.signUp(id);
    expect([refused.status, refused.problem.type]).toEqual([429, '/problems/cap-reached']);
    town.clock.set('2027-02-02T08:00+02:00');
    expect((await town.signUp(id)).status).toBe(201);
  });

  it('sees where an online group meets as soon as there is a seat, and not before', async () => {
    const town = await groupTown();
    const meetingAddress = 'https://meet.example/arki';
    const { id } = (await town.create({ online: true, room: undefined, seats: 1, meetingAddress })).body;
    const first = (await town.signUp(id)).body;
    const second = (await town.signUp(id)).body;
    expect(first.signUp.meetingAddress).toBe(meetingAddress);
    expect(second.signUp).not.toHaveProperty('meetingAddress');
    expect(JSON.stringify((await town.look(id)).body)).not.toContain(meetingAddress);
  });
});

describe('What somebody told of themselves', () => {
  it('is let go by the table a year after the last meeting, on the roll and beside it', async () => {
    const town = await groupTown();
    const { id } = (await town.create()).body;
    const body = person({ nickname: 'Kettu', email: 'young@example.org' });
    await town.signUp(id, body);
    const kept = await readSignUpRecord(
      town.house.scope(town.tenantId, 'groups'),
      signUpId.parse(body['signUpId']),
    );
    const year = Date.parse('2028-02-16T12:00+02:00') / 1000;
    expect([kept?.expiresAtSeconds, (await town.roll(id)).expiresAtSeconds]).toEqual([year, year]);
  });
});

describe('More seats', () => {
  it('go to those who waited longest, in the same write, and asking again changes nothing', async () => {
    const town = await groupTown();
    const made = (await town.create({ seats: 1 })).body;
    const links = [];
    for (let number = 0; number < 4; number++) links.push((await town.signUp(made.id)).body.link);
    const { name, description, spokenLanguage, ages, online } = made;
    const told = { name, description, spokenLanguage, ages, online, seats: 3 };
    const changed = await town.change(made.id, { version: made.version, ...told });
    expect(changed.status).toBe(200);
    expect(changed.body.roll?.members.length).toBe(3);
    const states = await Promise.all(links.map(async (link) => (await town.mine(link)).body.state));
    expect(states).toEqual(['IN', 'IN', 'IN', 'WAITING']);
    expect((await town.change(made.id, { version: made.version, ...told })).body).toEqual(changed.body);
    const stale = await town.change(made.id, { version: made.version, ...told, seats: 1 });
    expect([stale.status, stale.problem.type]).toEqual([409, '/problems/stale-version']);
    const fewer = await town.change(made.id, { version: changed.body.version, ...told, seats: 1 });
    expect(fewer.body.roll?.members.length).toBe(3);
  });
});

describe('The calendar file of a sign-up', () => {
  it('has every meeting in UTC, says nothing of the group, and marks what is cancelled', async () => {
    const town = await groupTown();
    const { id, version, meetings } = (await town.create()).body;
    const { link } = (await town.signUp(id, { nickname: 'Kettu' })).body;
    const ICAL = (await import('ical.js')).default;
    const read = async () => {
      const { text } = await town.calendar(link);
      for (const hidden of ['Arki', 'Kettu', 'worker', people.leader.id]) expect(text).not.toContain(hidden);
      return new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents('vevent').map((event) => ({
        start: String(event.getFirstPropertyValue('dtstart')),
        status: String(event.getFirstPropertyValue('status')),
        sequence: Number(event.getFirstPropertyValue('sequence')),
        uid: String(event.getFirstPropertyValue('uid')),
      }));
    };
    const before = await read();
    expect(before.map(({ start, status }) => [start, status])).toEqual([
      ['2027-02-02T08:00:00Z', 'CONFIRMED'],
      ['2027-02-09T08:00:00Z', 'CONFIRMED'],
      ['2027-02-16T08:00:00Z', 'CONFIRMED'],
    ]);
    await town.cancel(id, meetings[1]?.id, { version, following: false });
    const after = await read();
    expect(after.map(({ status }) => status)).toEqual(['CONFIRMED', 'CANCELLED', 'CONFIRMED']);
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(after[1]?.sequence).toBeGreaterThan(before[1]?.sequence ?? 0);
    await town.leave(link);
    const left = await read();
    expect(left.map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
    left.forEach(({ sequence }, index) => {
      expect(sequence).toBeGreaterThan(after[index]?.sequence ?? 0);
    });
  });
});
