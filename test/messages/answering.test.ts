import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { describe, expect, it } from 'vitest';
import { messageTown, newMessage, PARTNER, people } from './messageTown.ts';

const routes = messagesRoutes;
const { readThread, writeMessage, listThreads } = routes;
const { readStaffThread, answerThread, claimThread, assignThread } = routes;

/** An answer to a thread of which `seen` messages were on the screen. */
const answer = (text: string, seen = 1) => ({ messageId: newMessage(), text, seen });

describe('Answering', () => {
  it('reaches the young person with the worker’s name, and asking again without news gives 304', async () => {
    const town = await messageTown();
    const { young, id } = await town.writes();
    const first = await young.send(routes.readThreadVersion);
    const known = { headers: { 'if-none-match': `"${first.body.version}"` } };
    expect((await young.send(routes.readThreadVersion, known)).status).toBe(304);
    await town.as('counsellor', answerThread, {
      parameters: { threadId: id },
      body: answer('Hei! Jutellaan.'),
    });
    expect((await young.send(routes.readThreadVersion, known)).status).toBe(200);
    const { state, messages } = (await young.send(readThread)).body;
    expect(state).toBe('ANSWERED');
    expect(messages[1]).toMatchObject({
      from: 'STAFF',
      staffName: 'Test worker 0001',
      text: 'Hei! Jutellaan.',
    });
  });

  it('by two at once is sent by one, the other is told first; of ten messages at one moment none is lost', async () => {
    const town = await messageTown();
    const { young, id } = await town.writes();
    const parameters = { threadId: id };
    const sent = await Promise.all([
      town.as('counsellor', answerThread, { parameters, body: answer('A') }),
      town.as('colleague', answerThread, { parameters, body: answer('B') }),
      ...Array.from({ length: 8 }, (_, index) =>
        young.send(writeMessage, { body: { messageId: newMessage(), text: `m${index}` } }),
      ),
    ]);
    expect(sent.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 9 }, () => 201), 409]);
    const [late, who] =
      sent[0].status === 409 ? (['A', 'counsellor'] as const) : (['B', 'colleague'] as const);
    const seen = (await town.as(who, readStaffThread, { parameters })).body.thread.length;
    expect((await town.as(who, answerThread, { parameters, body: answer(late, seen) })).status).toBe(201);
    const { messages } = (await young.send(readThread)).body;
    expect(messages.map(({ number }) => number)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
    expect(messages.map(({ text }) => text).sort()).toEqual(
      [
        'A',
        'B',
        'Hei, en tiedä mistä aloittaa.',
        ...Array.from({ length: 8 }, (_, index) => `m${index}`),
      ].sort(),
    );
  });

  it('to what a colleague has answered meanwhile waits until that answer was seen; one’s own answers never wait', async () => {
    const town = await messageTown();
    const { id } = await town.writes();
    const parameters = { threadId: id };
    const say = (who: 'counsellor' | 'colleague', text: string, seen: number) =>
      town.as(who, answerThread, { parameters, body: answer(text, seen) });
    expect((await say('counsellor', 'Hei', 1)).status).toBe(201);
    expect((await say('counsellor', 'ja vielä', 1)).status).toBe(201);
    expect((await say('colleague', 'Moi', 2)).problem.type).toBe('/problems/state-conflict');
    expect((await say('colleague', 'Moi', 3)).status).toBe(201);
  });

  it('is given to workers of the house and to no partner', async () => {
    const town = await messageTown();
    const { id } = await town.writes();
    const give = (to: StaffId) =>
      town.as('counsellor', assignThread, { parameters: { threadId: id }, body: { staffId: to } });
    expect((await give(PARTNER)).status).toBe(404);
    const given = await give(people.colleague.id);
    expect(given.body.assignedTo).toBe(people.colleague.id);
    expect(given.body.staff.filter(({ answers }) => !answers).map((each) => each.id)).toEqual([PARTNER]);
  });

  it('twice with one id is one answer; with other words it is refused', async () => {
    const town = await messageTown();
    const { id } = await town.writes();
    const parameters = { threadId: id };
    const body = answer('Hei');
    await Promise.all([1, 2].map(() => town.as('counsellor', answerThread, { parameters, body })));
    const again = await town.as('counsellor', answerThread, { parameters, body });
    expect(again.body.thread).toHaveLength(2);
    const other = await town.as('counsellor', answerThread, { parameters, body: { ...body, text: 'Moi' } });
    expect(other.problem.type).toBe('/problems/id-already-used');
    const acts = (await town.trailOf(id)).filter(
      ({ action, outcome }) => action === 'ANSWER_THREAD' && outcome === 'DONE',
    );
    expect(acts).toHaveLength(3);
  });

  it('leaves waiting what the worker had not seen, longest first in the list', async () => {
    const town = await messageTown();
    const one = await town.writes('first');
    town.clock.set('2027-02-02T14:01+02:00');
    const other = await town.writes('second');
    town.clock.set('2027-02-02T14:02+02:00');
    await one.young.send(writeMessage, { body: { messageId: newMessage(), text: 'more' } });
    await town.as('counsellor', answerThread, {
      parameters: { threadId: one.id },
      body: answer('to the first', 1),
    });
    const { threads } = (await town.as('counsellor', listThreads)).body;
    expect(threads.map(({ id, waitingSince }) => [id, waitingSince])).toEqual([
      [other.id, '2027-02-02T14:01+02:00'],
      [one.id, '2027-02-02T14:02+02:00'],
    ]);
  });

  it('is announced to colleague and young person while it is written, for three minutes', async () => {
    const town = await messageTown();
    const { young, id } = await town.writes();
    const parameters = { threadId: id };
    await town.as('counsellor', claimThread, { parameters, body: { answering: true } });
    const second = await town.as('colleague', claimThread, { parameters, body: { answering: true } });
    expect(second.body.answeringBy).toBe(people.counsellor.id);
    expect((await young.send(readThread)).body.beingAnswered).toBe(true);
    const before = (await young.send(routes.readThreadVersion)).body.version;
    town.clock.set('2027-02-02T14:03+02:00');
    expect((await young.send(routes.readThreadVersion)).body.version).not.toBe(before);
    expect((await young.send(readThread)).body.beingAnswered).toBe(false);
  });

  it('goes with giving the thread to somebody of the municipality', async () => {
    const town = await messageTown();
    const { id } = await town.writes();
    const parameters = { threadId: id };
    const given = await town.as('counsellor', assignThread, {
      parameters,
      body: { staffId: people.colleague.id },
    });
    expect(given.body.assignedTo).toBe(people.colleague.id);
    const nobody = { staffId: 'nobody0000' as typeof people.colleague.id };
    expect((await town.as('counsellor', assignThread, { parameters, body: nobody })).status).toBe(404);
    expect(
      (await town.as('colleague', assignThread, { parameters, body: {} })).body.assignedTo,
    ).toBeUndefined();
  });

  it('is for those who meet clients, in their own municipality, and every look is recorded', async () => {
    const [town, other] = [await messageTown(), await messageTown()];
    const { id } = await town.writes();
    const parameters = { threadId: id };
    expect((await town.as('manager', readStaffThread, { parameters })).status).toBe(403);
    expect((await other.as('counsellor', readStaffThread, { parameters })).status).toBe(404);
    expect((await town.as('colleague', readStaffThread, { parameters })).status).toBe(200);
    const acts = (await town.trailOf(id)).map(({ action, outcome }) => `${action} ${outcome}`);
    expect(acts).toEqual(expect.arrayContaining(['VIEW_THREAD REFUSED', 'VIEW_THREAD DONE']));
    expect((await other.trailOf(id)).map(({ outcome }) => outcome)).toEqual(['NOT_FOUND']);
  });
});
