import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { MESSAGE_LENGTH } from '@ohjaamo/shared/messages/views.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { anyCode, BEFORE_CHAT, messageTown, newMessage } from './messageTown.ts';

const routes = messagesRoutes;
const { startThread, openThread, readThread, writeMessage, leaveThread, listThreads } = routes;

describe('Writing without a name', () => {
  it('opens a thread in this browser and puts it into the inbox as waiting', async () => {
    const town = await messageTown(BEFORE_CHAT);
    const { young, id } = await town.writes('Hei\r\nolen täällä');
    const own = await young.send(readThread);
    expect(own.body).toMatchObject({
      state: 'WAITING',
      messages: [{ from: 'YOUTH', number: 1, text: 'Hei\nolen täällä', at: BEFORE_CHAT }],
      endsAt: '2027-03-04T12:00+02:00',
    });
    const { threads } = (await town.as('counsellor', listThreads)).body;
    expect(threads).toEqual([
      {
        id,
        state: 'WAITING',
        language: 'fi',
        messages: 1,
        startedAt: BEFORE_CHAT,
        lastAt: BEFORE_CHAT,
        waitingSince: BEFORE_CHAT,
      },
    ]);
  });

  it('sent twice, at one time or later, is one thread with one message', async () => {
    const town = await messageTown();
    const body = {
      code: anyCode(),
      messageId: newMessage(),
      text: 'Hei',
      language: 'fi' as const,
      shared: false,
    };
    const both = await Promise.all([1, 2].map(() => town.browser().send(startThread, { body })));
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const later = await town
      .browser()
      .send(startThread, { body: { ...body, code: body.code.toLowerCase() } });
    expect(later.body.messages).toHaveLength(1);
    expect((await town.as('counsellor', listThreads)).body.threads).toHaveLength(1);
    const other = await town.browser().send(startThread, { body: { ...body, messageId: newMessage() } });
    expect(other.problem.type).toBe('/problems/id-already-used');
    expect(other.cookies).toEqual([]);
  });

  it('keeps nothing that leads from the table to the code', async () => {
    const town = await messageTown();
    const { code, id, young } = await town.writes();
    const { work, keys } = town.house.scope(town.tenantId, 'messages');
    const rows = await work.query(keys.thread(id, '').pk, z.looseObject({}));
    const text = JSON.stringify(rows.items).toUpperCase().replaceAll('-', '');
    expect(rows.items.length).toBe(3);
    expect(text).not.toContain(code.replaceAll('-', ''));
    expect(text).not.toContain((young.cookie.split('.')[1] ?? '').toUpperCase().replaceAll('-', ''));
  });

  it('takes texts of one to 2000 signs, and none that turns the direction of writing', async () => {
    const town = await messageTown();
    const { young } = await town.writes();
    const send = (text: string) => young.send(writeMessage, { body: { messageId: newMessage(), text } });
    expect((await send('a'.repeat(MESSAGE_LENGTH))).status).toBe(201);
    for (const text of ['', '  \n ', 'a'.repeat(MESSAGE_LENGTH + 1), 'a\u202Eb', 'a\u0000b']) {
      expect((await send(text)).status).toBe(400);
    }
    expect((await young.send(readThread)).body.messages).toHaveLength(2);
  });

  it('is possible thirty times a day from one address', async () => {
    const town = await messageTown();
    const start = (code: string) =>
      town.browser().send(startThread, {
        body: { code, messageId: newMessage(), text: 'Hei', language: 'fi', shared: false },
      });
    for (let started = 0; started < 30; started++) expect((await start(anyCode())).status).toBe(201);
    expect((await start(anyCode())).problem.type).toBe('/problems/cap-reached');
  }, 60_000);
});

describe('Coming back', () => {
  it('opens the thread with the code in another browser, however it is typed', async () => {
    const town = await messageTown();
    const { code } = await town.writes();
    const phone = town.browser();
    const typed = code.toLowerCase().replaceAll('-', ' ');
    expect((await phone.send(openThread, { body: { code: typed, shared: false } })).status).toBe(200);
    expect((await phone.send(readThread)).body.messages).toHaveLength(1);
    expect(phone.cookie).toMatch(/^__Host-thread=[0-9a-z]{20}\.[A-Za-z0-9_-]{43}$/u);
  });

  it('has one answer for a code nobody has, another site’s and another municipality’s', async () => {
    const [town, other] = [await messageTown(), await messageTown()];
    const { code } = await town.writes();
    const elsewhere = { ...town.parameters, siteSlug: town.second.slug };
    const body = { code, shared: false };
    const answers = [
      await town.browser().send(openThread, { body: { ...body, code: anyCode() } }),
      await town.browser().send(openThread, { body, parameters: elsewhere }),
      await other.browser().send(openThread, { body }),
    ];
    const plain = answers.map(({ status, text, cookies }) => [
      status,
      text.replace(/"requestId":"\w+"/u, ''),
      cookies,
    ]);
    expect(new Set(plain.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]?.problem.type).toBe('/problems/link-not-found');
  });

  it('makes whoever tries wrong codes wait, with right ones too, and nobody else', async () => {
    const town = await messageTown();
    const { code } = await town.writes();
    const open = (tried: string) => town.browser().send(openThread, { body: { code: tried, shared: false } });
    for (let tried = 0; tried < 20; tried++) expect((await open(code)).status).toBe(200);
    for (let tried = 0; tried < 10; tried++) expect((await open(anyCode())).status).toBe(404);
    expect((await open(anyCode())).problem.type).toBe('/problems/too-many-attempts');
    const refused = await open(code);
    expect(refused.problem.type).toBe('/problems/too-many-attempts');
    expect(refused.headers['retry-after']).toBe('30');
    const other = await messageTown();
    expect(
      (await other.browser().send(openThread, { body: { code: anyCode(), shared: false } })).status,
    ).toBe(404);
    town.clock.set('2027-02-02T14:00:31+02:00');
    expect((await open(code)).status).toBe(200);
  });

  it('ends with the button, for this browser alone, also for whoever kept the cookie', async () => {
    const town = await messageTown();
    const { young, code } = await town.writes();
    const phone = town.browser();
    await phone.send(openThread, { body: { code, shared: false } });
    const kept = young.cookie;
    await young.send(leaveThread, { body: {} });
    expect(young.cookie).toBe('');
    young.cookie = kept;
    expect((await young.send(readThread)).problem.type).toBe('/problems/link-not-found');
    expect((await phone.send(readThread)).status).toBe(200);
    expect((await town.browser().send(leaveThread, { body: {} })).status).toBe(200);
  });

  it('ends by itself: after half an hour, on a shared computer after two minutes', async () => {
    const town = await messageTown();
    const { young, code } = await town.writes();
    const kiosk = town.browser();
    await kiosk.send(openThread, { body: { code, shared: true } });
    town.clock.set('2027-02-02T14:02+02:00');
    expect((await kiosk.send(readThread)).status).toBe(404);
    expect((await young.send(readThread)).status).toBe(200);
    town.clock.set('2027-02-02T14:29+02:00');
    expect((await young.send(readThread)).status).toBe(200);
    town.clock.set('2027-02-02T14:58+02:00');
    expect((await young.send(readThread)).status).toBe(200);
    town.clock.set('2027-02-02T15:28+02:00');
    expect((await young.send(readThread)).status).toBe(404);
  });

  it('believes no cookie but its own: not another thread’s, not two at once', async () => {
    const town = await messageTown();
    const [one, other] = [await town.writes(), await town.writes()];
    const mine = one.young.cookie;
    one.young.cookie = `__Host-thread=${one.id}.${other.young.cookie.split('.')[1] ?? ''}`;
    expect((await one.young.send(readThread)).status).toBe(404);
    one.young.cookie = `${mine}; ${other.young.cookie}`;
    expect((await one.young.send(readThread)).status).toBe(404);
    const elsewhere = { ...town.parameters, siteSlug: town.second.slug };
    one.young.cookie = mine;
    expect((await one.young.send(readThread, { parameters: elsewhere })).status).toBe(404);
    expect((await one.young.send(readThread)).status).toBe(200);
  });
});
