import { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { readDay } from '@ohjaamo/functions/line/repository.ts';
import { randomIds, ticketId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call } from '../support/house.ts';
import { lineTown, NOON, placeRequest } from './lineTown.ts';

describe('Taking a place', () => {
  it('gives the next number of the day and a link, and asks for nothing', async () => {
    const town = await lineTown();
    const first = await town.take();
    expect(first.status).toBe(201);
    expect(first.body.ticket).toMatchObject({
      number: 1,
      state: 'WAITING',
      ahead: 0,
      wait: { low: 0, high: 5 },
      named: false,
      mayLeave: true,
      mayStepOut: true,
      mayComeBack: false,
    });
    expect((await town.take()).body.ticket).toMatchObject({ number: 2, ahead: 1 });
  });

  it('is the same place however often the request is sent, also all at once', async () => {
    const town = await lineTown();
    const body = placeRequest({ nickname: 'Kotka' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => town.take(body)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await town.take({ ...body, nickname: 'Pöllö' })).problem.type).toBe('/problems/id-already-used');
    expect((await town.status()).body.waiting).toBe(1);
  });

  it('leaves the hash of its link for the day and two more, not for ever', async () => {
    const town = await lineTown();
    const id = ticketId.parse((await town.take()).body.link.split('.')[1]);
    const { work, keys } = town.house.scope(town.tenantId, 'walkIn');
    const row = await work.get(keys.ticket(id), z.object({ date: z.string(), expiresAtSeconds: z.int() }));
    expect((row?.expiresAtSeconds ?? 0) * 1000).toBe(Date.parse(row?.date ?? '') + 3 * 86_400_000);
  });

  it('gives thirty people who come at once thirty numbers without a gap', async () => {
    const town = await lineTown();
    const answers = await Promise.all(Array.from({ length: 30 }, () => town.take()));
    const numbers = answers.map(({ body }) => body.ticket.number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('counts each site and each day for itself', async () => {
    const town = await lineTown();
    await town.place();
    const there = { ...town.at, siteSlug: town.other.slug };
    const answer = await call(town.handler, lineRoutes.takePlace, {
      parameters: there,
      anyBody: placeRequest(),
    });
    expect(answer.body.ticket.number).toBe(1);
    town.clock.set('2027-02-02T12:30+02:00');
    expect((await town.place()).number).toBe(1);
  });

  it('is refused outside of the walk-in hours, and the answer tells when the line opens next', async () => {
    const town = await lineTown({ now: '2027-02-01T09:00+02:00' });
    const early = await town.take();
    expect(early.problem).toMatchObject({ type: '/problems/line-closed', opensAt: '2027-02-01T12:00+02:00' });
    expect((await town.status()).body).toEqual({
      state: 'OUT_OF_HOURS',
      opensAt: '2027-02-01T12:00+02:00',
      waiting: 0,
    });
    town.clock.set('2027-02-01T11:55+02:00');
    expect((await town.take()).status).toBe(201);
    town.clock.set('2027-02-01T15:59+02:00');
    expect((await town.take()).status).toBe(201);
    town.clock.set('2027-02-05T16:00+02:00');
    expect((await town.take()).problem.opensAt).toBe('2027-02-08T12:00+02:00');
  });

  it('at the desk goes on for a quarter of an hour, for whoever stepped in at the last minute', async () => {
    const town = await lineTown({ now: '2027-02-01T16:10+02:00' });
    const add = () =>
      town.as(1, lineRoutes.addToLine, {
        anyBody: {
          ...placeRequest({ way: undefined }),
          site: town.main.id,
          flags: ['MINOR'],
        },
      });
    const late = await add();
    expect(late.body.ticket).toMatchObject({ number: 1, way: 'DESK', flags: ['MINOR'] });
    expect(await town.trailOf(late.body.ticket.id)).toEqual(['ADD_TO_LINE']);
    town.clock.set('2027-02-01T16:16+02:00');
    expect((await add()).problem.type).toBe('/problems/line-closed');
  });

  it('is refused while workers have paused the line, with the reason for everybody to see; the desk still lets in', async () => {
    const town = await lineTown();
    const body = { site: town.main.id, to: 'PAUSED', reason: 'FULL' } as const;
    await town.as(1, lineRoutes.switchLine, { body });
    expect((await town.status()).body).toMatchObject({ state: 'PAUSED', reason: 'FULL' });
    expect((await town.take()).problem.type).toBe('/problems/line-closed');
    const added = await town.as(1, lineRoutes.addToLine, {
      anyBody: { ...placeRequest({ way: undefined }), site: town.main.id, flags: [] },
    });
    expect(added.status).toBe(201);
    await town.as(1, lineRoutes.switchLine, { body: { site: town.main.id, to: 'OPEN' } });
    expect((await town.status()).body).toMatchObject({ state: 'OPEN', waiting: 1 });
    expect((await town.status()).body.reason).toBeUndefined();
    expect((await town.take()).status).toBe(201);
  });

  it('ends at forty open places of one address', async () => {
    const town = await lineTown();
    for (let taken = 0; taken < 40; taken++) await town.place();
    expect((await town.take()).problem.type).toBe('/problems/cap-reached');
    await town.next(1);
    await town.move(1, await town.ticket(1), 'START');
    await town.move(1, await town.ticket(1), 'FINISH');
    expect((await town.take()).status).toBe(201);
  });

  it('counts an address by the day of the site, also in the hours in which the world’s date is another', async () => {
    const town = await lineTown({ now: '2027-02-02T01:50+02:00', open: ['00:00', '04:00'] });
    await town.place();
    town.pass(20);
    await town.place();
    const scope = town.house.scope(town.tenantId, 'walkIn');
    const { tickets } = await readDay(scope, { site: town.main.id, date: '2027-02-02' });
    expect(tickets).toHaveLength(2);
    expect(new Set(tickets.map(({ visitor }) => visitor)).size).toBe(1);
  });

  it('takes no nickname that could turn a list around, and loses nothing for saying so', async () => {
    const town = await lineTown();
    const answer = await town.take({ nickname: 'a‮b' });
    expect(answer.status).toBe(400);
    expect(answer.problem.errors).toEqual([{ pointer: '/body/nickname', code: 'invalid_format' }]);
  });
});

describe('The link of a ticket', () => {
  it('opens with its secret only, and to nobody the next day', async () => {
    const town = await lineTown();
    const { link } = await town.place({ nickname: 'Kotka' });
    expect((await town.look(link)).body.nickname).toBe('Kotka');
    const [tenant = '', id = ''] = link.split('.');
    const forged = await town.look(`${tenant}.${id}.${randomIds.secret(128)}`);
    expect(forged.problem.type).toBe('/problems/link-not-found');
    town.clock.set('2027-02-02T00:01+02:00');
    expect((await town.look(link)).problem.type).toBe('/problems/link-expired');
    expect((await town.own(link, 'leaveLine')).problem.type).toBe('/problems/link-expired');
  });

  it('keeps the place of whoever steps out and comes back', async () => {
    const town = await lineTown();
    const first = await town.place();
    const second = await town.place();
    expect((await town.own(first.link, 'stepOut')).body).toMatchObject({ state: 'HELD', mayComeBack: true });
    expect((await town.look(second.link)).body.ahead).toBe(0);
    expect((await town.own(first.link, 'comeBack')).body).toMatchObject({ state: 'WAITING', ahead: 0 });
    expect((await town.look(second.link)).body.ahead).toBe(1);
    expect((await town.next(1)).body.ticket?.number).toBe(1);
  });

  it('leaves for good, and leaving twice is leaving once', async () => {
    const town = await lineTown();
    const { link } = await town.place();
    expect((await town.own(link, 'leaveLine')).body.state).toBe('LEFT');
    expect((await town.own(link, 'leaveLine')).body.state).toBe('LEFT');
    expect((await town.own(link, 'comeBack')).problem.type).toBe('/problems/state-conflict');
    expect((await town.next(1)).body).toEqual({});
  });

  it('says where to come once called, and that the call was missed after ten minutes; coming back keeps the place', async () => {
    const town = await lineTown();
    const { link } = await town.place();
    await town.place();
    await town.next(1, undefined, 'Huone 2');
    expect((await town.look(link)).body).toMatchObject({ state: 'CALLED', place: 'Huone 2', calledAt: NOON });
    town.pass(10);
    expect((await town.look(link)).body.state).toBe('MISSED');
    expect((await town.own(link, 'comeBack')).body).toMatchObject({ state: 'WAITING', ahead: 0 });
    expect((await town.next(2)).body.ticket?.number).toBe(1);
  });
});

describe('A screen that asks again', () => {
  it('is told 304 while nothing has happened, and everything new within the minute', async () => {
    const town = await lineTown();
    const { link } = await town.place();
    const seen = await town.look(link);
    const known = seen.body.version;
    expect(seen.headers['etag']).toBe(`"${known}"`);
    const again = await town.look(link, known);
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await town.status(known)).status).toBe(304);
    await town.place();
    expect((await town.look(link, known)).status).toBe(200);
    const later = (await town.look(link)).body.version;
    town.pass(1);
    expect((await town.look(link, later)).status).toBe(200);
  });

  it('asks for half a read unit when nothing has changed', async () => {
    const town = await lineTown();
    const { link } = await town.place();
    const known = (await town.look(link)).body.version;
    const units: number[] = [];
    const client = town.house.clients(town.tenantId, 'walkIn');
    client.middlewareStack.add(
      (next) => async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const done = await next(args);
        const { ConsumedCapacity } = done.output as { ConsumedCapacity?: { CapacityUnits?: number } };
        units.push(ConsumedCapacity?.CapacityUnits ?? Number.NaN);
        return done;
      },
      { step: 'initialize', name: 'units' },
    );
    expect((await town.look(link, known)).status).toBe(304);
    client.middlewareStack.remove('units');
    expect(units).toEqual([0.5]);
  });
});
