import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { episodeId, handoverId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { people, workTown } from '../support/workTown.ts';
import { clientForm } from './caseTown.ts';

const { openClient, readClient, readCourse, closeEpisode, reopenClient, recordFollowUp, recordHandover } =
  casesRoutes;
const { holdClient, askErasure } = casesRoutes;
const { completeTask, listMyTasks, listMyClients, assignWorker } = casesRoutes;

type Closing = z.input<typeof closeEpisode.body>;

/** A town whose counsellor guides a client. */
async function guidedTown() {
  const town = await workTown();
  const form = clientForm({ birthDate: '1997-06-20' });
  const opened = await town.as('counsellor', openClient, { body: form });
  if (opened.status !== 201) throw new Error(opened.text);
  const { clientId, episodeId: episode } = form;
  const of = { parameters: { clientId } };
  const parameters = { clientId, episodeId: episode };
  return {
    ...town,
    clientId,
    episode,
    of,
    course: async () => (await town.as('counsellor', readCourse, of)).body,
    close: (parts: Partial<Closing> = {}, person: keyof typeof people = 'counsellor') =>
      town.as(person, closeEpisode, {
        parameters,
        body: {
          destination: 'DEGREE_EDUCATION',
          reason: 'GOAL_REACHED',
          source: 'YOUNG_PERSON',
          ownWords: 'Sain opiskelupaikan 🎉',
          workerWords: 'Koulu alkoi',
          followUp: true,
          ...parts,
        },
      }),
    follow: (body: z.input<typeof recordFollowUp.body>) =>
      town.as('counsellor', recordFollowUp, { parameters, body }),
    /** The session of a morning has no purpose yet. */
    async morning(date: string) {
      town.clock.set(`${date}T08:30+02:00`);
      await town.opens('counsellor', clientId);
    },
  };
}

describe('Closing an episode', () => {
  it('keeps the destination, the words of both and the follow-ups, and tells the story', async () => {
    const town = await guidedTown();
    const answer = await town.close();
    expect(answer.status).toBe(200);
    expect(answer.body.episodes).toMatchObject([
      {
        state: 'CLOSED',
        closedOn: '2027-02-01',
        closing: {
          destination: 'DEGREE_EDUCATION',
          ownWords: 'Sain opiskelupaikan 🎉',
          workerWords: 'Koulu alkoi',
          by: { id: people.counsellor.id },
        },
        followUps: [
          { months: 3, on: '2027-05-01', state: 'COMING' },
          { months: 6, on: '2027-08-01', state: 'COMING' },
        ],
      },
    ]);
    expect(answer.body.tasks.map(({ kind }) => kind)).toEqual(['FOLLOW_UP_3_MONTHS', 'FOLLOW_UP_6_MONTHS']);
    expect(answer.body.erasedOn).toBe('2029-02-01');
    // How it ended stands on the course alone: the client is shown as before.
    const client = await town.as('counsellor', readClient, town.of);
    expect(client.body.episodes).toMatchObject([{ state: 'CLOSED' }]);
    expect(client.text).not.toContain('opiskelupaikan');
    expect((await town.trailOf(town.clientId)).map(({ action }) => action)).toContain('CLOSE_EPISODE');
  });

  it('stands however often it is sent; another closing of the same episode is too late', async () => {
    const town = await guidedTown();
    const first = await town.close();
    expect((await town.close()).body).toEqual(first.body);
    const other = await town.close({ destination: 'MOVED' });
    expect(other.problem.type).toBe('/problems/state-conflict');
    expect((await town.course()).episodes[0]?.closing?.destination).toBe('DEGREE_EDUCATION');
  });

  it('of two at one time one counts', async () => {
    const town = await guidedTown();
    const both = await Promise.all([town.close(), town.close({ destination: 'WORKSHOP' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await town.course()).episodes).toHaveLength(1);
  });

  it('asks nobody afterwards who has not agreed to be asked', async () => {
    const town = await guidedTown();
    const { body } = await town.close({ followUp: false });
    expect(body.tasks).toEqual([]);
    expect(body.episodes[0]?.followUps).toEqual([]);
    const asked = await town.follow({ months: 3, reached: true, destination: 'WORKSHOP' });
    expect(asked.problem.type).toBe('/problems/state-conflict');
  });

  it('takes no identity code into the words, and shows scripts as text', async () => {
    const town = await guidedTown();
    const code = await town.close({ ownWords: 'Tunnus 200197-9092' });
    expect(code.problem.type).toBe('/problems/invalid-request');
    const script = '<script>alert(1)</script> مدرسة Čielgasit';
    expect((await town.close({ ownWords: script })).body.episodes[0]?.closing?.ownWords).toBe(script);
  });

  it('is nothing for a colleague who does not guide the person', async () => {
    const town = await guidedTown();
    await town.opens('outreachWorker', town.clientId);
    expect((await town.close({}, 'outreachWorker')).problem.type).toBe('/problems/access-refused');
  });

  it('shows a partner of the team that it is over, and not where the person went', async () => {
    const town = await guidedTown();
    await town.as('counsellor', assignWorker, {
      ...town.of,
      body: { staffId: people.partner.id, part: 'TEAM', reason: 'Talous selvitetään yhdessä' },
    });
    await town.close();
    await town.opens('partner', town.clientId);
    const { body } = await town.as('partner', readCourse, town.of);
    expect(body.episodes).toMatchObject([{ state: 'CLOSED', closedOn: '2027-02-01', followUps: [] }]);
    expect(body.episodes[0]?.closing).toBeUndefined();
    expect(body.withheld).toEqual(['DESTINATION']);
    // What is under way with whom, that the records are held and that erasing was asked for are not the partner's to know.
    expect(body.tasks).toEqual([]);
    await town.as('admin', holdClient, { ...town.of, body: { held: true, reason: 'Selvitys kesken' } });
    await town.as('counsellor', askErasure, { ...town.of, body: { asked: true, ground: 'PERSON_ASKS' } });
    const later = await town.as('partner', readCourse, town.of);
    expect(later.body).not.toHaveProperty('held');
    expect(later.body).not.toHaveProperty('erasureAskedOn');
    expect(later.body).not.toHaveProperty('erasedOn');
    expect(await town.course()).toMatchObject({ held: true, erasureAskedOn: '2027-02-01' });
    expect((await town.course()).tasks).toHaveLength(2);
  });
});

describe('Who comes back', () => {
  it('begins a new episode beside the old one, and nothing is erased any more', async () => {
    const town = await guidedTown();
    await town.close();
    const body = {
      episodeId: episodeId.parse(randomIds.id(20)),
      routeIn: 'SELF',
      mainActivity: 'STUDENT',
    } as const;
    const again = await town.as('counsellor', reopenClient, { ...town.of, body });
    expect(again.status).toBe(201);
    expect(again.body.episodes.map(({ state }) => state)).toEqual(['OPEN', 'CLOSED']);
    expect(again.body.erasedOn).toBeUndefined();
    expect((await town.as('counsellor', reopenClient, { ...town.of, body })).body).toEqual(again.body);
    const third = await town.as('counsellor', reopenClient, {
      ...town.of,
      body: { ...body, episodeId: episodeId.parse(randomIds.id(20)) },
    });
    expect(third.problem.type).toBe('/problems/state-conflict');
    expect((await town.as('counsellor', listMyClients)).body.clients).toHaveLength(1);
  });
});

describe('Follow-up', () => {
  it('is asked on its day, not before; it ends its task and stands', async () => {
    const town = await guidedTown();
    await town.close();
    const asked = { months: 3, reached: true, destination: 'WORKSHOP', words: 'Koulu jäi kesken' } as const;
    await town.morning('2027-04-30');
    expect((await town.follow(asked)).problem.type).toBe('/problems/state-conflict');
    await town.morning('2027-05-01');
    expect((await town.course()).episodes[0]?.followUps[0]?.state).toBe('DUE');
    const told = await town.follow(asked);
    expect(told.status).toBe(201);
    expect(told.body.episodes[0]?.followUps[0]).toMatchObject({
      state: 'DONE',
      done: { reached: true, destination: 'WORKSHOP', words: 'Koulu jäi kesken' },
    });
    expect(told.body.tasks.map(({ kind }) => kind)).toEqual(['FOLLOW_UP_6_MONTHS']);
    expect((await town.follow(asked)).status).toBe(201);
    expect((await town.follow({ months: 3, reached: false })).problem.type).toBe('/problems/state-conflict');
  });

  it('of somebody who was reached says where the person is', async () => {
    const town = await guidedTown();
    await town.close();
    await town.morning('2027-05-01');
    expect((await town.follow({ months: 3, reached: true })).problem.errors).toEqual([
      { pointer: '/body/destination', code: 'missing' },
    ]);
    expect((await town.follow({ months: 3, reached: false })).status).toBe(201);
  });
});

describe('Handing over', () => {
  it('keeps with whom and what was agreed, once', async () => {
    const town = await guidedTown();
    const body = {
      handoverId: handoverId.parse(randomIds.id(20)),
      to: 'Työvoimaviranomainen',
      text: 'Tapaaminen sovittu yhdessä',
    };
    const told = await town.as('counsellor', recordHandover, { ...town.of, body });
    expect(told.body.handovers).toMatchObject([{ to: body.to, text: body.text }]);
    expect(told.body.agesOut).toEqual({ on: '2027-06-20', years: 30 });
    expect((await town.as('counsellor', recordHandover, { ...town.of, body })).body).toEqual(told.body);
    const other = await town.as('counsellor', recordHandover, { ...town.of, body: { ...body, to: 'Kela' } });
    expect(other.problem.type).toBe('/problems/id-already-used');
  });
});

describe('Tasks of a worker', () => {
  it('are those of the clients whom one guides, due within a month, with one row of the log for a quarter of an hour', async () => {
    const town = await guidedTown();
    await town.close();
    const mine = async () => (await town.as('counsellor', listMyTasks)).body.tasks;
    expect(await mine()).toEqual([]);
    town.clock.set('2027-04-01T08:30+03:00');
    expect(await mine()).toMatchObject([
      { client: { id: town.clientId }, kind: 'FOLLOW_UP_3_MONTHS', dueOn: '2027-05-01', overdue: false },
    ]);
    await mine();
    town.clock.set('2027-05-02T08:30+03:00');
    expect(await mine()).toMatchObject([{ overdue: true }]);
    expect((await town.as('partner', listMyTasks)).body.tasks).toEqual([]);
    const looks = (await town.trailOf(town.clientId)).filter(({ action }) => action === 'LIST_TASKS');
    expect(looks).toMatchObject([
      { staffId: people.counsellor.id, organisation: 'YOUTH', purpose: 'GUIDANCE' },
      { staffId: people.counsellor.id },
    ]);
    expect((await town.trail('2027-04')).filter(({ action }) => action === 'LIST_TASKS')).toHaveLength(1);
  });

  it('of another organisation are those of keeping the case, and none for who keeps no case', async () => {
    const town = await guidedTown();
    const { house, tenantId, clientId } = town;
    const hands = (staffId: string) =>
      house.scope(tenantId, 'cases').cases.update({
        Key: house.scope(tenantId, 'cases').keys.client(clientId, 'CLIENT'),
        UpdateExpression: 'SET tasks = :tasks, team = :team',
        ExpressionAttributeValues: {
          ':team': [{ staffId, organisation: 'KELA', part: 'NAMED' }],
          ':tasks': {
            AGEING_OUT_3_MONTHS: { kind: 'AGEING_OUT_3_MONTHS', dueOn: '2027-02-01' },
            'REFERRAL#one': { kind: 'REFERRAL_ANSWERED', dueOn: '2027-02-01', record: 'one' },
          },
        },
      });
    await town.as('counsellor', assignWorker, {
      ...town.of,
      body: { staffId: people.partner.id, part: 'NAMED', reason: 'Talous selvitetään yhdessä' },
    });
    await hands(people.partner.id);
    const partner = town.actor('partner');
    const mine = async (roles: readonly ('PARTNER_WORKER' | 'COUNSELLOR')[]) =>
      (await town.asActor({ ...partner, roles: [...roles] } as typeof partner, listMyTasks)).body.tasks;
    expect(await mine(['PARTNER_WORKER'])).toEqual([]);
    expect(await mine(['COUNSELLOR'])).toMatchObject([{ kind: 'AGEING_OUT_3_MONTHS' }]);
  });

  it('a task is done once, set again by undo, and one that was moved meanwhile stays', async () => {
    const town = await guidedTown();
    await town.close();
    const { tasks } = await town.course();
    const [task] = tasks;
    if (!task) throw new Error('No task');
    const { task: id, kind, dueOn, record } = task;
    const mark = (done: boolean, parts: { dueOn?: string } = {}) =>
      town.as('counsellor', completeTask, {
        ...town.of,
        body: { id, task: { kind, dueOn, ...(record && { record }), ...parts }, done },
      });
    expect((await mark(true, { dueOn: '2027-05-02' })).problem.type).toBe('/problems/stale-version');
    expect((await mark(true)).body).toEqual({ done: true });
    expect((await mark(true)).status).toBe(200);
    expect((await town.course()).tasks).toHaveLength(1);
    expect((await mark(false)).body).toEqual({ done: false });
    expect((await town.course()).tasks).toEqual(tasks);
  });
});
