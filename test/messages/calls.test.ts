import {
  afterTry,
  answeredByDay,
  answeredTogether,
  NUMBER_DAYS,
  numberEnd,
  REQUEST_DAYS,
} from '@ohjaamo/shared/messages/calls.ts';
import { callId } from '@ohjaamo/shared/kernel/ids.ts';
import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';
import { BEFORE_CHAT, messageTown, newCall, people } from './messageTown.ts';

const { requestCallBack, listCalls, recordCall, claimCallBack, recordTry } = messagesRoutes;
const DAY = 24 * 60 * 60_000;
const NOON = Date.parse(BEFORE_CHAT);

describe('The share of calls answered at once', () => {
  it('counts every call once, on its day', () => {
    const fact = fc.record({
      date: fc.constantFrom('2027-02-01', '2027-02-02', '2027-02-28'),
      answered: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fact), (facts) => {
        const days = answeredByDay(facts);
        expect(days.map(({ date }) => date)).toEqual([...new Set(facts.map(({ date }) => date))].sort());
        expect(answeredTogether(days)).toEqual({
          calls: facts.length,
          answered: facts.filter(({ answered }) => answered).length,
        });
      }),
    );
  });
});

describe('A call-back', () => {
  const task = { askedAt: NOON, tries: [], version: 1 };
  const tried = (outcome: 'DONE' | 'NOT_REACHED', at: number) => ({
    id: callId.parse('t'.repeat(20)),
    at,
    staffId: worker(1),
    outcome,
  });

  it('keeps the number for a week after the call, and for a month without one', () => {
    expect(numberEnd(task)).toBe(NOON + REQUEST_DAYS * DAY);
    const missed = afterTry(task, tried('NOT_REACHED', NOON + DAY));
    expect(numberEnd(missed)).toBe(NOON + (1 + REQUEST_DAYS) * DAY);
    expect(numberEnd(afterTry(task, tried('DONE', NOON + DAY)))).toBe(NOON + (1 + NUMBER_DAYS) * DAY);
  });

  it('counts a try that is told twice once', () => {
    const once = afterTry(task, tried('NOT_REACHED', NOON));
    expect(afterTry(once, tried('NOT_REACHED', NOON))).toBe(once);
  });
});

const request = () => ({
  callId: newCall(),
  number: '040 123 4567',
  times: 'iltapäivisin',
  language: 'fi' as const,
});

describe('"Call me back"', () => {
  it('is a task at the site, once, with what was asked', async () => {
    const town = await messageTown(BEFORE_CHAT);
    const body = { ...request(), nickname: 'Kotka', interpreter: 'arabia' };
    const first = await town.browser().send(requestCallBack, { body });
    expect(first.status).toBe(201);
    expect(await town.browser().send(requestCallBack, { body })).toMatchObject({ body: first.body });
    const { waiting } = (await town.as('counsellor', listCalls)).body;
    expect(waiting).toEqual([
      {
        id: body.callId,
        askedAt: BEFORE_CHAT,
        from: 'WEB',
        language: 'fi',
        number: body.number,
        nickname: 'Kotka',
        times: 'iltapäivisin',
        interpreter: 'arabia',
        tries: [],
      },
    ]);
    expect((await town.trailOf(body.callId)).map(({ action }) => action)).toEqual(['VIEW_CALLS']);
  });

  it('is refused with other content under the same id, and stays as it was', async () => {
    const town = await messageTown(BEFORE_CHAT);
    const body = request();
    await town.browser().send(requestCallBack, { body });
    const other = await town.browser().send(requestCallBack, { body: { ...body, number: '050 7654321' } });
    expect(other.problem.type).toBe('/problems/id-already-used');
    expect((await town.as('counsellor', listCalls)).body.waiting.map(({ number }) => number)).toEqual([
      body.number,
    ]);
  });

  it('can be asked ten times a day from one address, and again tomorrow', async () => {
    const town = await messageTown(BEFORE_CHAT);
    for (let asked = 0; asked < 10; asked++) {
      expect((await town.browser().send(requestCallBack, { body: request() })).status).toBe(201);
    }
    expect((await town.browser().send(requestCallBack, { body: request() })).problem.type).toBe(
      '/problems/cap-reached',
    );
    town.clock.set('2027-02-03T12:00+02:00');
    expect((await town.browser().send(requestCallBack, { body: request() })).status).toBe(201);
  });

  it('takes numbers as people write them and nothing else', async () => {
    const town = await messageTown(BEFORE_CHAT);
    for (const number of ['+358 40 123 4567', '(09) 310-1234', '040-1234567']) {
      expect((await town.browser().send(requestCallBack, { body: { ...request(), number } })).status).toBe(
        201,
      );
    }
    for (const number of ['', '-----', 'soita', '1234', '0'.repeat(21), '040\n1234567']) {
      expect((await town.browser().send(requestCallBack, { body: { ...request(), number } })).status).toBe(
        400,
      );
    }
  });
});

describe('Calling back', () => {
  async function asked() {
    const town = await messageTown(BEFORE_CHAT);
    const body = request();
    await town.browser().send(requestCallBack, { body });
    const parameters = { callId: body.callId };
    return { town, parameters, site: town.main.id, id: body.callId };
  }

  it('is one worker’s at a time', async () => {
    const { town, parameters, site } = await asked();
    const claim = { parameters, body: { site, claimed: true } };
    const both = await Promise.all(
      (['counsellor', 'colleague'] as const).map((each) => town.as(each, claimCallBack, claim)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const owner = both.find(({ status }) => status === 200)?.body.claimedBy;
    expect((await town.as('manager', listCalls)).body.waiting[0]?.claimedBy).toBe(owner);
  });

  it('goes back to everybody when nobody answered, and keeps the try', async () => {
    const { town, parameters, site, id } = await asked();
    await town.as('counsellor', claimCallBack, { parameters, body: { site, claimed: true } });
    const body = { site, tryId: newCall(), outcome: 'NOT_REACHED' as const };
    await town.as('counsellor', recordTry, { parameters, body });
    await town.as('counsellor', recordTry, { parameters, body });
    const [task] = (await town.as('colleague', listCalls)).body.waiting;
    expect(task).toMatchObject({ tries: [{ staffId: people.counsellor.id, outcome: 'NOT_REACHED' }] });
    expect(task?.claimedBy).toBeUndefined();
    expect((await town.trailOf(id)).filter(({ action }) => action === 'RECORD_TRY')).toHaveLength(2);
  });

  it('is done once; the number is gone a week later, whatever the database has removed', async () => {
    const { town, parameters, site } = await asked();
    const done = { parameters, body: { site, tryId: newCall(), outcome: 'DONE' as const } };
    expect((await town.as('counsellor', recordTry, done)).status).toBe(201);
    const again = { parameters, body: { ...done.body, tryId: newCall() } };
    expect((await town.as('colleague', recordTry, again)).problem.type).toBe('/problems/state-conflict');
    const list = (await town.as('manager', listCalls)).body;
    expect([list.waiting.length, list.done.length]).toEqual([0, 1]);
    town.clock.set('2027-02-09T11:59+02:00');
    expect((await town.as('manager', listCalls)).body.done).toHaveLength(1);
    town.clock.set('2027-02-09T12:00+02:00');
    expect((await town.as('manager', listCalls)).body.done).toEqual([]);
    expect((await town.as('manager', recordTry, done)).status).toBe(404);
  });

  it('has the oldest first', async () => {
    const { town } = await asked();
    town.clock.set('2027-02-02T12:30+02:00');
    await town.browser().send(requestCallBack, { body: { ...request(), nickname: 'later' } });
    const { waiting } = (await town.as('counsellor', listCalls)).body;
    expect(waiting.map(({ nickname }) => nickname)).toEqual([undefined, 'later']);
  });
});

describe('A call written down', () => {
  const call = (site: string, parts: object = {}) =>
    recordCall.body.parse({
      callId: newCall(),
      site,
      at: BEFORE_CHAT,
      answered: true,
      topics: ['MONEY'],
      ...parts,
    });

  it('counts as answered, or as missed with a task to call back', async () => {
    const town = await messageTown(BEFORE_CHAT);
    const answered = call(town.main.id);
    for (let sent = 0; sent < 2; sent++) {
      expect((await town.as('counsellor', recordCall, { body: answered })).status).toBe(201);
    }
    const missed = call(town.main.id, { answered: false, topics: [], number: '0401234567' });
    await town.as('counsellor', recordCall, { body: missed });
    const { share, waiting } = (await town.as('counsellor', listCalls)).body;
    expect(share).toEqual({
      from: '2027-01-06',
      to: '2027-02-02',
      calls: 2,
      answered: 1,
      days: [{ date: '2027-02-02', calls: 2, answered: 1 }],
    });
    expect(waiting).toMatchObject([{ id: missed.callId, from: 'PHONE', number: '0401234567' }]);
  });

  it('with a corrected number under the same id is refused, and never dropped as a repeat', async () => {
    const town = await messageTown(BEFORE_CHAT);
    const missed = call(town.main.id, { answered: false, topics: [], number: '0401234567' });
    const send = (body: object) => town.as('counsellor', recordCall, { anyBody: body });
    expect((await send(missed)).status).toBe(201);
    expect((await send(missed)).status).toBe(201);
    for (const change of [{ number: '0407654321' }, { nickname: 'Kotka' }]) {
      expect((await send({ ...missed, ...change })).problem.type).toBe('/problems/id-already-used');
    }
    expect((await town.as('counsellor', listCalls)).body.waiting.map(({ number }) => number)).toEqual([
      '0401234567',
    ]);
  });

  it('under the id of a call-back that somebody asked for is refused, and nothing is written', async () => {
    const town = await messageTown(BEFORE_CHAT);
    const missed = call(town.main.id, { answered: false, topics: [], number: '0401234567' });
    const asked = await town
      .browser()
      .send(requestCallBack, { body: { ...request(), callId: missed.callId } });
    expect(asked.status).toBe(201);
    const answer = await town.as('counsellor', recordCall, { body: missed });
    expect(answer.problem.type).toBe('/problems/id-already-used');
    expect((await town.as('counsellor', listCalls)).body.share.calls).toBe(0);
  });

  it('needs somebody to call back when missed, and keeps no number when answered', async () => {
    const town = await messageTown(BEFORE_CHAT);
    const nobody = call(town.main.id, { answered: false });
    const needless = call(town.main.id, { number: '0401234567' });
    for (const body of [nobody, needless]) {
      const answer = await town.as('counsellor', recordCall, { body });
      expect(answer.problem.errors).toEqual([{ pointer: '/body/number', code: 'custom' }]);
    }
    expect((await town.as('counsellor', listCalls)).body.share.calls).toBe(0);
  });

  it('is of the last week, of an own site, and one under its id', async () => {
    const town = await messageTown(BEFORE_CHAT);
    const other = await messageTown(BEFORE_CHAT);
    const body = call(town.main.id);
    const future = { ...body, at: '2027-02-02T12:06+02:00' };
    expect((await town.as('counsellor', recordCall, { body: future })).problem.type).toBe(
      '/problems/time-not-offered',
    );
    const foreign = { ...body, site: other.main.id };
    expect((await town.as('counsellor', recordCall, { body: foreign })).status).toBe(404);
    await town.as('counsellor', recordCall, { body });
    const changed = { ...body, topics: ['HOUSING' as const] };
    expect((await town.as('counsellor', recordCall, { body: changed })).problem.type).toBe(
      '/problems/id-already-used',
    );
  });

  it('of the month before is counted with those of this month', async () => {
    const town = await messageTown('2027-01-29T12:00+02:00');
    await town.as('counsellor', recordCall, { body: call(town.main.id, { at: '2027-01-29T11:00+02:00' }) });
    town.clock.set(BEFORE_CHAT);
    await town.as('counsellor', recordCall, { body: call(town.main.id) });
    const { days } = (await town.as('counsellor', listCalls)).body.share;
    expect(days.map(({ date }) => date)).toEqual(['2027-01-29', '2027-02-02']);
  });
});
