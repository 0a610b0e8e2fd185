import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BEFORE_CHAT, type MessageTown, messageTown, newMessage, people } from './messageTown.ts';

const routes = messagesRoutes;
const { openThread, readThread, writeMessage, listThreads, readStaffThread, closeThread, showPresence } =
  routes;

describe('Closing', () => {
  it('takes a thread out of the list, and a new message brings it back', async () => {
    const town = await messageTown();
    const { young, id } = await town.writes();
    const parameters = { threadId: id };
    const ids = async (query = {}) =>
      (await town.as('counsellor', listThreads, { query })).body.threads.map((each) => each.id);
    const closed = await town.as('counsellor', closeThread, { parameters, body: { closed: true, seen: 1 } });
    expect(closed.body.state).toBe('CLOSED');
    expect([await ids(), await ids({ closed: 'yes' })]).toEqual([[], [id]]);
    expect((await young.send(readThread)).body.state).toBe('CLOSED');
    await young.send(writeMessage, { body: { messageId: newMessage(), text: 'Vielä yksi' } });
    expect([await ids(), await ids({ closed: 'yes' })]).toEqual([[id], []]);
    const late = await town.as('counsellor', closeThread, { parameters, body: { closed: true, seen: 1 } });
    expect(late.problem.type).toBe('/problems/state-conflict');
    await town.as('counsellor', closeThread, { parameters, body: { closed: true, seen: 2 } });
    await town.as('counsellor', closeThread, { parameters, body: { closed: false, seen: 2 } });
    expect(await ids()).toEqual([id]);
  });
});

describe('The end of a thread', () => {
  const expiries = async (town: MessageTown, id: string) => {
    const { work, keys } = town.house.scope(town.tenantId, 'messages');
    const rows = await work.query(
      keys.thread(id as never, '').pk,
      z.object({ sk: z.string(), expiresAtSeconds: z.int() }),
      { begins: 'MESSAGE#' },
    );
    return rows.items.map(({ expiresAtSeconds }) =>
      new Date(expiresAtSeconds * 1000).toISOString().slice(0, 10),
    );
  };

  it('comes 30 days after its last message, whatever the database has removed', async () => {
    const town = await messageTown();
    const { young, code, id } = await town.writes();
    const open = () => young.send(openThread, { body: { code, shared: false } });
    town.clock.set('2027-03-04T13:59:59+02:00');
    expect((await open()).status).toBe(200);
    town.clock.set('2027-03-04T14:00+02:00');
    expect((await open()).status).toBe(404);
    expect((await town.as('counsellor', listThreads)).body.threads).toEqual([]);
    expect((await town.as('counsellor', readStaffThread, { parameters: { threadId: id } })).status).toBe(404);
  });

  it('moves on with every message, and takes the earlier messages along', async () => {
    const town = await messageTown();
    const { young, code, id } = await town.writes();
    expect(await expiries(town, id)).toEqual(['2027-03-05']);
    town.clock.set('2027-03-02T14:00+02:00');
    await young.send(openThread, { body: { code, shared: false } });
    await young.send(writeMessage, { body: { messageId: newMessage(), text: 'Vielä' } });
    expect(await expiries(town, id)).toEqual(['2027-04-02', '2027-04-02']);
    await young.send(writeMessage, { body: { messageId: newMessage(), text: 'ja vielä' } });
    expect(await expiries(town, id)).toEqual(['2027-04-02', '2027-04-02', '2027-04-02']);
  });
});

describe('Chat', () => {
  const somebodyHere = async (town: MessageTown) =>
    (await town.browser().send(routes.readChat)).body.chat.somebodyHere;

  it('is the thread while the site chats and a worker has the inbox open', async () => {
    const town = await messageTown();
    expect((await town.browser().send(routes.readChat)).body).toMatchObject({
      phone: true,
      chat: { offered: true, openNow: true, closesAt: '2027-02-02T16:00+02:00', somebodyHere: false },
    });
    await town.as('counsellor', showPresence, { body: { site: town.main.id } });
    expect(await somebodyHere(town)).toBe(true);
    town.clock.set('2027-02-02T14:01:39+02:00');
    expect(await somebodyHere(town)).toBe(true);
    town.clock.set('2027-02-02T14:01:40+02:00');
    expect(await somebodyHere(town)).toBe(false);
  });

  it('says when it opens while it is closed, whoever is there', async () => {
    const town = await messageTown(BEFORE_CHAT);
    await town.as('counsellor', showPresence, { body: { site: town.main.id } });
    expect((await town.browser().send(routes.readChat)).body.chat).toEqual({
      offered: true,
      openNow: false,
      opensAt: '2027-02-02T13:00+02:00',
      somebodyHere: false,
    });
  });

  it('is not offered where a site keeps no hours for it', async () => {
    const town = await messageTown();
    const parameters = { ...town.parameters, siteSlug: town.second.slug };
    expect((await town.browser().send(routes.readChat, { parameters })).body).toMatchObject({
      phone: false,
      chat: { offered: false, openNow: false, somebodyHere: false },
    });
  });

  it('shows who has the inbox open, each worker once', async () => {
    const town = await messageTown();
    await Promise.all(
      (['counsellor', 'colleague'] as const).map((each) =>
        town.as(each, showPresence, { body: { site: town.main.id } }),
      ),
    );
    expect((await town.as('counsellor', listThreads)).body.present).toEqual([
      people.counsellor.id,
      people.colleague.id,
    ]);
  });
});
