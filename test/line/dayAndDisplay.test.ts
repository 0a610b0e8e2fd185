import { closeLines } from '@ohjaamo/functions/line/index.ts';
import { readDay, readServed } from '@ohjaamo/functions/line/repository.ts';
import { lineHandler } from '@ohjaamo/functions/line/dispatch.ts';
import { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { registerOf } from '../support/registerOf.ts';
import { lineTown, type LineTown } from './lineTown.ts';

const rowsOf = (town: LineTown, date: string) =>
  readDay(town.house.scope(town.tenantId, 'walkIn'), { site: town.main.id, date });

describe('The end of the day', () => {
  it('comes by the date alone: yesterday’s line is empty and closed although no job has run', async () => {
    const town = await lineTown();
    await town.place();
    await town.next(1);
    await town.place();
    town.clock.set('2027-02-02T12:00+02:00');
    expect((await town.line()).tickets).toEqual([]);
    expect((await town.next(1)).body).toEqual({});
    expect((await town.status()).body.waiting).toBe(0);
  });

  it('lets nobody be called who waited yesterday, also not by the id of the ticket', async () => {
    const town = await lineTown();
    await town.place();
    const ticket = await town.ticket(1);
    town.clock.set('2027-02-02T12:00+02:00');
    const answer = await town.as(1, lineRoutes.callTicket, {
      parameters: { ticketId: ticket.id },
      body: { version: ticket.version, callKey: randomIds.id(20) },
    });
    expect(answer.problem.type).toBe('/problems/state-conflict');
  });

  it('is written down by the nightly job, which takes away what was told of people; running again changes nothing', async () => {
    const town = await lineTown();
    await town.place({ nickname: 'Kotka', interpreter: 'so' });
    await town.place({ nickname: 'Pöllö' });
    const { id, version } = await town.ticket(1);
    await town.as(1, lineRoutes.setFlags, {
      parameters: { ticketId: id },
      body: { version, flags: ['CRISIS', 'BABY'] },
    });
    await town.next(1);
    await town.move(1, await town.ticket(1), 'START');
    const house = { ...town.house, platform: registerOf(town.house.platform, town.tenantId) };
    await closeLines(house);
    expect((await rowsOf(town, '2027-02-01')).tickets.map(({ nickname }) => nickname)).toContain('Kotka');
    town.clock.set('2027-02-02T00:30+02:00');
    await closeLines(house);
    const closed = await rowsOf(town, '2027-02-01');
    expect(closed.tickets.map(({ number, state }) => [number, state]).sort()).toEqual([
      [1, 'DONE'],
      [2, 'EXPIRED'],
    ]);
    expect(JSON.stringify(closed)).not.toMatch(/Kotka|Pöllö|visitor|interpreter|CRISIS|BABY/u);
    expect(closed.head.settled).toBe(true);
    await closeLines(house);
    expect(await rowsOf(town, '2027-02-01')).toEqual(closed);
  });
});

describe('The wait on the days to come', () => {
  it('is told narrower after a day of talks, which the nightly job notes once and without anybody’s name', async () => {
    const town = await lineTown();
    const house = { ...town.house, platform: registerOf(town.house.platform, town.tenantId) };
    const wait = async () => {
      for (let many = 0; many < 4; many++) await town.place({ nickname: 'Kotka' });
      const { wait: told } = (await town.status()).body;
      return (told?.high ?? Infinity) - (told?.low ?? 0);
    };
    const before = await wait();
    for (let number = 1; number <= 12; number++) {
      if (number > 4) await town.place();
      await town.next(1);
      await town.move(1, await town.ticket(number), 'START');
      town.pass(10);
      await town.move(1, await town.ticket(number), 'FINISH');
    }
    town.clock.set('2027-02-08T12:00+02:00');
    await closeLines(house);
    const noted = await readServed(town.house.scope(town.tenantId, 'walkIn'), town.main.id);
    expect(noted).toEqual([{ date: '2027-02-01', minutes: Array.from({ length: 12 }, () => 10) }]);
    await closeLines(house);
    expect(await readServed(town.house.scope(town.tenantId, 'walkIn'), town.main.id)).toEqual(noted);
    expect(await wait()).toBeLessThan(before);
  });
});

describe('What is being served', () => {
  it('survives a restart: another instance shows and goes on with the same', async () => {
    const town = await lineTown();
    await town.place();
    await town.place();
    await town.next(1, undefined, 'Huone 2');
    const restarted = lineHandler({ ...town.house, memberRole: 'line', streetRole: 'walkIn' });
    const actor = {
      realm: 'tenant',
      subject: 'subject-2',
      tenantId: town.tenantId,
      staffId: (await town.line(2)).colleagues[0]?.id ?? '',
      roles: ['COUNSELLOR'],
    } as never;
    const line = await call(restarted, lineRoutes.readLine, { query: { site: town.main.id }, actor });
    expect(line.body.tickets.map(({ number, state }) => [number, state])).toEqual([
      [1, 'CALLED'],
      [2, 'WAITING'],
    ]);
    const body = { site: town.main.id, callKey: randomIds.id(20) };
    expect((await call(restarted, lineRoutes.callNext, { body, actor })).body.ticket?.number).toBe(2);
  });
});

describe('The lobby’s display', () => {
  const make = (town: LineTown, displayId = randomIds.id(10), secret = randomIds.secret(128)) =>
    town.as(
      1,
      lineRoutes.makeDisplay,
      { body: { site: town.main.id, displayId, secret, name: 'Aula' } },
      'SITE_MANAGER',
    );
  const watch = (town: LineTown, link: string, known?: string) =>
    call(town.handler, lineRoutes.readDisplay, {
      parameters: { link },
      ...(known && { headers: { 'if-none-match': `"${known}"` } }),
    });

  it('shows numbers, where to come and who is next; a nickname only of those who chose to show it', async () => {
    const town = await lineTown();
    await town.place({ nickname: 'Kotka', showNickname: true });
    await town.place({ nickname: 'Pöllö' });
    await town.place();
    await town.next(1, undefined, 'Huone 2');
    const { link } = (await make(town)).body;
    const shown = await watch(town, link);
    expect(shown.body.called).toEqual([{ number: 1, nickname: 'Kotka', place: 'Huone 2' }]);
    expect(shown.body.next).toEqual([{ number: 2 }, { number: 3 }]);
    expect(shown.body.line).toMatchObject({ state: 'OPEN', waiting: 2 });
    expect(shown.text).not.toContain('Pöllö');
    expect(shown.text).not.toContain('Test worker');
  });

  it('keeps the number of whoever waits for one certain worker', async () => {
    const town = await lineTown();
    await town.place();
    await town.place();
    await town.handOver(1, await town.ticket(1), 3);
    const shown = (await watch(town, (await make(town)).body.link)).body;
    expect(shown.next).toEqual([{ number: 2 }]);
    expect(shown.named).toEqual([1]);
    expect(shown.line.waiting).toBe(2);
  });

  it('loses a nickname that a worker hides, waiting and called, and keeps the number', async () => {
    const town = await lineTown();
    await town.place({ nickname: 'Rumaa', showNickname: true });
    const { link } = (await make(town)).body;
    const seen = await town.ticket(1);
    expect(seen.onDisplay).toBe(true);
    expect((await town.hideNickname(1, seen)).body).toMatchObject({ nickname: 'Rumaa', onDisplay: false });
    expect((await town.hideNickname(1, seen)).status).toBe(200);
    expect((await watch(town, link)).body.next).toEqual([{ number: 1 }]);
    await town.next(1);
    expect((await watch(town, link)).body.called).toEqual([{ number: 1 }]);
    expect(await town.trailOf(seen.id)).toContain('HIDE_NICKNAME');
  });

  it('follows the line, and is told when nothing has changed', async () => {
    const town = await lineTown();
    const { link } = (await make(town)).body;
    const { version } = (await watch(town, link)).body;
    expect((await watch(town, link, version)).status).toBe(304);
    await town.place();
    expect((await watch(town, link, version)).body.next).toEqual([{ number: 1 }]);
  });

  it('goes dark at once when its link is revoked, and only that one', async () => {
    const town = await lineTown();
    const one = (await make(town)).body;
    const other = (await make(town)).body;
    const { version } = (await watch(town, one.link)).body;
    const revoke = () =>
      town.as(
        1,
        lineRoutes.revokeDisplay,
        { parameters: { displayId: one.display.id }, body: { site: town.main.id } },
        'SITE_MANAGER',
      );
    expect((await revoke()).body.revoked).toBe(true);
    expect((await revoke()).body.revoked).toBe(true);
    expect((await watch(town, one.link, version)).problem.type).toBe('/problems/link-not-found');
    expect((await watch(town, other.link)).status).toBe(200);
    const listed = await town.as(
      1,
      lineRoutes.listDisplays,
      { query: { site: town.main.id } },
      'SITE_MANAGER',
    );
    expect(listed.body.displays.map(({ revoked }) => revoked).sort()).toEqual([false, true]);
    expect(listed.text).not.toContain(other.link.split('.')[2]);
  });

  it('made twice with the same id and secret is one display, and opens to no other secret', async () => {
    const town = await lineTown();
    const [id, secret] = [randomIds.id(10), randomIds.secret(128)];
    const first = await make(town, id, secret);
    expect((await make(town, id, secret)).text).toBe(first.text);
    expect((await make(town, id)).problem.type).toBe('/problems/id-already-used');
    const forged = first.body.link.replace(secret, randomIds.secret(128));
    expect((await watch(town, forged)).problem.type).toBe('/problems/link-not-found');
  });
});
