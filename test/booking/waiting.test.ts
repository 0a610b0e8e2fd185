import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { service, worker } from '../support/schedule.ts';
import { FIRST_TIME, fromAddress, starts } from './town.ts';
import { fullMonday, SECOND_TIME, THIRD_TIME } from './waitingTown.ts';
import { registered } from '../support/registered.ts';

describe('Joining a waiting list', () => {
  it('gives a place behind those who came first, and a link', async () => {
    const { join, waiting } = await fullMonday();
    const first = await join();
    const second = await join({ nickname: 'Kettu' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect([first.body.waiting.ahead, second.body.waiting.ahead]).toEqual([0, 1]);
    expect((await waiting(second.body.link)).body).toMatchObject({ state: 'WAITING', from: '2027-02-01' });
  });

  it('is joining once, however often it is sent, and refuses the id for other content', async () => {
    const { join } = await fullMonday();
    const same = { waitingId: randomIds.id(20), secret: randomIds.secret(128), email: 'young@example.org' };
    const answers = await Promise.all([join(same), join(same), join(same)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.link)).size).toBe(1);
    expect((await join({ ...same, nickname: 'Kettu' })).problem.type).toContain('id-already-used');
    expect((await join()).body.waiting.ahead).toBe(1);
  });

  it('needs a way to be told, dates in order and ahead, and a service that is given there', async () => {
    const { join } = await fullMonday();
    expect((await join({ email: undefined })).status).toBe(400);
    expect((await join({ from: '2027-02-10', to: '2027-02-09' })).status).toBe(400);
    expect((await join({ after: '12:00', before: '09:00' })).status).toBe(400);
    expect((await join({ from: '2027-01-01', to: '2027-01-31' })).problem.type).toContain('time-not-offered');
    expect((await join({ service: 'NOSUCH' })).status).toBe(404);
    expect((await join({ staff: worker(9) })).status).toBe(404);
  });

  it('is capped for one person and for one address, and for nobody else', async () => {
    const { join } = await fullMonday({ caps: { perAddress: 5 } });
    const mine = { email: 'young@example.org' };
    for (let index = 0; index < 3; index++) expect((await join(mine)).status).toBe(201);
    expect((await join(mine)).status).toBe(429);
    for (let index = 0; index < 2; index++) expect((await join()).status).toBe(201);
    expect((await join()).status).toBe(429);
    expect((await join({}, fromAddress('192.0.2.7'))).status).toBe(201);
  });

  it('opens to whoever has the link, and to nobody else', async () => {
    const { join, waiting, clock } = await fullMonday();
    const { link } = (await join()).body;
    expect((await waiting(`${link.slice(0, -22)}${randomIds.secret(128)}`)).status).toBe(404);
    clock.set('2027-03-04T12:00+02:00');
    expect((await waiting(link)).status).toBe(410);
  });
});

describe('A time that frees up', () => {
  it('is offered to the first who wants it, kept from everybody else, and booked by accepting', async () => {
    const town = await fullMonday();
    const first = (await town.join()).body.link;
    const second = (await town.join()).body.link;
    await town.cancel(town.booked[1]?.link ?? '');
    await town.follower.follow(town.booked[1]?.id ?? town.idOf(first));

    const offered = (await town.waiting(first)).body;
    expect(offered).toMatchObject({
      state: 'OFFERED',
      offer: { start: SECOND_TIME, expiresAt: '2027-02-01T09:00+02:00' },
    });
    expect((await town.waiting(second)).body.state).toBe('WAITING');
    expect(starts(await town.search())).not.toContain(SECOND_TIME);
    expect((await town.book({ start: SECOND_TIME })).status).toBe(409);

    const accepted = await town.accept(first);
    expect(accepted.body.state).toBe('BOOKED');
    const booking = await town.read(accepted.body.bookingLink ?? '');
    expect(booking.body).toMatchObject({ state: 'BOOKED', start: SECOND_TIME });
    expect((await town.accept(first)).body).toEqual(accepted.body);
    expect((await town.waiting(second)).body.ahead).toBe(0);
    expect(await town.promote()).toBe(0);
  });

  it.each(['PROVISIONING', 'SUSPENDED', 'ERASING'] as const)(
    'is offered to nobody while the municipality is %s',
    async (state) => {
      const town = await fullMonday();
      const { link } = (await town.join()).body;
      await town.cancel(town.booked[1]?.link ?? '');
      await registered(town.house, town.tenantId, town.tenant, state);
      await town.follower.follow(town.booked[1]?.id ?? town.idOf(link));
      expect((await town.waiting(link)).body.state).toBe('WAITING');
    },
  );

  it('passes those whom it does not suit, and keeps their places', async () => {
    const town = await fullMonday();
    const late = (await town.join({ after: '11:00' })).body.link;
    const any = (await town.join()).body.link;
    await town.cancel(town.booked[0]?.link ?? '');
    expect(await town.promote()).toBe(1);
    expect((await town.waiting(late)).body).toMatchObject({ state: 'WAITING', ahead: 0 });
    expect((await town.waiting(any)).body.offer?.start).toBe(FIRST_TIME);
  });

  it('goes to the next when it is not accepted in time, and comes back to the first another time', async () => {
    const town = await fullMonday({ now: '2027-01-31T12:00+02:00' });
    const first = (await town.join()).body.link;
    const second = (await town.join()).body.link;
    await town.cancel(town.booked[2]?.link ?? '');
    await town.promote();
    town.clock.set('2027-01-31T14:00+02:00');
    expect((await town.waiting(first)).body).toMatchObject({ state: 'WAITING' });
    expect((await town.accept(first)).status).toBe(409);
    await town.promote();
    expect((await town.waiting(second)).body.offer?.start).toBe(THIRD_TIME);
    expect((await town.waiting(first)).body.state).toBe('WAITING');
    await town.cancel(town.booked[0]?.link ?? '');
    await town.promote();
    expect((await town.waiting(first)).body.offer?.start).toBe(FIRST_TIME);
  });

  it('waits for the morning when it frees up at night, and goes to nobody meanwhile', async () => {
    const town = await fullMonday({ now: '2027-01-30T12:00+02:00' });
    const first = (await town.join()).body.link;
    const second = (await town.join()).body.link;
    town.clock.set('2027-01-30T23:00+02:00');
    await town.cancel(town.booked[0]?.link ?? '');
    await town.promote();
    town.clock.set('2027-01-31T09:59+02:00');
    expect(await town.promote()).toBe(0);
    expect((await town.waiting(second)).body.state).toBe('WAITING');
    expect((await town.accept(first)).body.state).toBe('BOOKED');
  });

  it('goes to who waits longest, whichever service it is waited for', async () => {
    const services = [
      service('ALPHA', { staff: [worker(1)] }),
      service('INDIV', { staff: [worker(1)], hoursFor: 'EVERY' }),
    ];
    const town = await fullMonday({ services });
    const longest = (await town.join({ service: 'INDIV' })).body.link;
    const newcomer = (await town.join({ service: 'ALPHA' })).body.link;
    await town.cancel(town.booked[1]?.link ?? '');
    expect(await town.promote()).toBe(1);
    expect((await town.waiting(longest)).body.offer?.start).toBe(SECOND_TIME);
    expect((await town.waiting(newcomer)).body.state).toBe('WAITING');
  });

  it('leaves whoever may not have more at the place in the line, and says so', async () => {
    const services = [service('INDIV', { staff: [worker(1)], limits: { perPerson: 1 } })];
    const town = await fullMonday({ services });
    const mine = { email: 'young@example.org' };
    const first = (await town.join(mine)).body.link;
    const second = (await town.join()).body.link;
    await town.cancel(town.booked[1]?.link ?? '');
    await town.promote();
    const other = await town.bookAndFollow({ ...mine, start: '2027-02-08T09:00+02:00' });
    const refused = await town.accept(first);
    expect([refused.status, refused.problem.type]).toEqual([429, expect.stringContaining('cap-reached')]);
    expect((await town.waiting(first)).body).toMatchObject({ state: 'WAITING', ahead: 0 });
    await town.promote();
    expect((await town.waiting(second)).body.offer?.start).toBe(SECOND_TIME);
    // With room again, the next time that frees up is the first one's: nothing has lapsed.
    await town.cancel(other.link);
    await town.cancel(town.booked[2]?.link ?? '');
    await town.promote();
    expect((await town.accept(first)).body.state).toBe('BOOKED');
  });

  it('goes to the next when the first leaves, and at once', async () => {
    const town = await fullMonday();
    const first = (await town.join()).body.link;
    const second = (await town.join()).body.link;
    await town.cancel(town.booked[0]?.link ?? '');
    await town.promote();
    const left = await town.leave(first);
    expect(left.body).toMatchObject({ state: 'LEFT', ahead: 0 });
    expect((await town.leave(first)).body.state).toBe('LEFT');
    await town.promote();
    expect((await town.waiting(second)).body.offer?.start).toBe(FIRST_TIME);
    expect((await town.accept(first)).status).toBe(409);
  });

  it('may be accepted to the last moment, though its notice is over by then', async () => {
    const early = await fullMonday();
    const link = (await early.join()).body.link;
    await early.cancel(early.booked[0]?.link ?? '');
    await early.promote();
    early.clock.set('2027-02-01T08:29+02:00');
    expect((await early.accept(link)).body.state).toBe('BOOKED');
  });

  it('ends the waiting when the dates are over', async () => {
    const town = await fullMonday();
    const link = (await town.join()).body.link;
    town.clock.set('2027-02-02T00:01+02:00');
    await town.promote();
    expect((await town.waiting(link)).body).toMatchObject({ state: 'EXPIRED', ahead: 0 });
    expect((await town.leave(link)).status).toBe(409);
  });
});
