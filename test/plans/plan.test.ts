import { planGoals, planOf, planText } from '@ohjaamo/functions/plans/index.ts';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { action, newId, planTown, REVIEW, texts } from './planTown.ts';

const storyRow = z.object({ what: z.string(), by: z.string().optional(), category: z.string() });
const clientTasks = z.object({ tasks: z.record(z.string(), z.unknown()) });

async function story(town: Awaited<ReturnType<typeof planTown>>) {
  const { cases, keys } = town.house.scope(town.tenantId, 'plans');
  const { items } = await cases.query(keys.client(town.client, '').pk, storyRow, { begins: 'STORY#' });
  return items.filter(({ what }) => what.startsWith('PLAN_'));
}

async function tasks(town: Awaited<ReturnType<typeof planTown>>) {
  const { cases, keys } = town.house.scope(town.tenantId, 'plans');
  return (await cases.get(keys.client(town.client, 'CLIENT'), clientTasks))?.tasks;
}

describe('A client’s plan', () => {
  it('is empty before anybody has written in it, and says what it still needs', async () => {
    const town = await planTown();
    const { status, body } = await town.plan.read();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 0,
      goals: [],
      unsignable: ['NO_GOAL', 'NO_REVIEW'],
      withheld: false,
    });
    expect(body.may).toEqual({ change: true, addAction: true, sign: true, copy: false });
  });

  it('holds goals in the young person’s words, with what is done, by whom and when', async () => {
    const town = await planTown();
    const { goal } = await town.agreed('أريد بيتاً 🏠');
    const [id, friend] = [newId(), newId()];
    const set = [
      { path: `supporters/${friend}/name`, value: 'Mummo' },
      ...action(id, { goal, organisation: 'KELA', who: `SUPPORTER#${friend}`, deadline: '2027-02-20' }),
    ];
    const { body } = await town.plan.change('counsellor', { base: 1, set });
    expect(body.version).toBe(2);
    expect(body.goals.map(({ words, owner }) => [texts(words), owner])).toEqual([
      [['أريد بيتاً 🏠'], 'YOUTH'],
    ]);
    expect(body.actions).toMatchObject([
      { id, owner: 'YOUTH', organisation: [{ value: 'KELA' }], who: [{ value: `SUPPORTER#${friend}` }] },
    ]);
    expect(body.goals[0]?.words[0]?.by.id).toBe(people.counsellor.id);
    expect((await town.plan.read()).body).toEqual(body);
  });

  it('keeps no text in the clear', async () => {
    const town = await planTown();
    await town.agreed('Salainen unelma');
    await town.plan.change('counsellor', { base: 1, set: [{ path: 'needs', value: 'Yöunet' }] });
    await town.plan.freeze('counsellor', 2);
    const { cases, keys } = town.house.scope(town.tenantId, 'plans');
    const { items } = await cases.query(keys.client(town.client, '').pk, z.record(z.string(), z.unknown()));
    const stored = items.filter(({ kind }) => String(kind).startsWith('PLAN'));
    expect(stored.map(({ kind }) => kind).sort()).toEqual([
      'PLAN',
      'PLAN_COPY',
      'PLAN_COPY_TEXT',
      'PLAN_VERSION',
      'PLAN_VERSION',
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/unelma|Yöunet|2027-04-01/u);
  });

  it('sets the task of its review, moves it, and takes it away', async () => {
    const town = await planTown();
    await town.agreed();
    expect(await tasks(town)).toMatchObject({ REVIEW_PLAN: { kind: 'REVIEW_PLAN', dueOn: REVIEW } });
    await town.plan.change('counsellor', { base: 1, set: [{ path: 'reviewOn', value: '2027-03-01' }] });
    expect(await tasks(town)).toMatchObject({ REVIEW_PLAN: { dueOn: '2027-03-01' } });
    await town.plan.change('counsellor', { base: 2, set: [{ path: 'reviewOn', value: '' }] });
    expect(await tasks(town)).not.toHaveProperty('REVIEW_PLAN');
  });

  it('tells the story once an hour for each author', async () => {
    const town = await planTown();
    const need = (base: number, value: string) =>
      town.plan.change('counsellor', { base, set: [{ path: 'needs', value }] });
    await need(0, 'a');
    town.clock.set('2027-02-01T09:29+02:00');
    await need(1, 'b');
    await town.plan.change('partner', { base: 2, set: action(newId(), { organisation: 'KELA' }) });
    expect((await story(town)).map(({ by }) => by)).toEqual([people.counsellor.id, people.partner.id]);
    town.clock.set('2027-02-01T09:30+02:00');
    await need(3, 'c');
    const entries = await story(town);
    expect(entries).toHaveLength(3);
    expect(entries[2]).toEqual({ what: 'PLAN_CHANGED', by: people.counsellor.id, category: 'SHARED_PLAN' });
  });

  it('refers to the employment authority’s own plan and holds nothing of it', async () => {
    const town = await planTown();
    const set = [
      { path: 'externalPlan', value: 'YES' },
      { path: 'externalReviewOn', value: '2027-05-01' },
    ];
    const { body } = await town.plan.change('counsellor', { set });
    expect([texts(body.externalPlan), texts(body.externalReviewOn)]).toEqual([['YES'], ['2027-05-01']]);
  });

  it('leaves with the person: all of it, its earlier versions and copies, opened', async () => {
    const town = await planTown();
    const { goal } = await town.agreed('Oma koti');
    await town.plan.change('counsellor', {
      base: 1,
      set: [{ path: `goals/${goal}/words`, value: 'Oma kissa' }],
    });
    await town.plan.freeze('counsellor', 2);
    const scope = town.house.scope(town.tenantId, 'plans');
    const given = JSON.stringify(await planOf(scope, town.client));
    for (const text of ['Oma koti', 'Oma kissa', REVIEW, 'sha256']) expect(given).toContain(text);
    expect(await planText(scope, town.client)).toBe('Oma kissa');
    expect(await planGoals(scope, town.client)).toEqual(['Oma kissa']);
  });

  it('is not known to another municipality', async () => {
    const [town, foreign] = [await planTown(), await planTown()];
    await foreign.agreed();
    const answer = await town.as(
      'counsellor',
      (await import('@ohjaamo/shared/plans/contract.ts')).plansRoutes.readPlan,
      {
        parameters: foreign.parameters,
      },
    );
    expect(answer.status).toBe(404);
  });

  it('changes nothing and shows nothing when the trail cannot be written', async () => {
    const town = await planTown();
    const { plansRoutes } = await import('@ohjaamo/shared/plans/contract.ts');
    const { parameters } = town;
    const body = { changeId: newId(), base: 0, set: [{ path: 'needs', value: 'Apua' }], remove: [] };
    const change = await town.withoutTrail('counsellor', plansRoutes.changePlan, { parameters, body });
    expect(change.status).toBe(500);
    expect((await town.plan.read()).body.version).toBe(0);
    const read = await town.withoutTrail('counsellor', plansRoutes.readPlan, { parameters });
    expect(read.status).toBe(500);
  });
});

describe('Each party edits its own', () => {
  it('a partner without a consent sees and writes the own organisation’s actions, and is told that there is more', async () => {
    const town = await planTown();
    await town.agreed();
    const own = newId();
    const { body } = await town.plan.change('partner', {
      base: 1,
      set: action(own, { organisation: 'KELA' }),
    });
    expect(body).toMatchObject({
      goals: [],
      withheld: true,
      actions: [{ id: own, owner: 'KELA', mayChange: true }],
    });
    expect(body.may).toEqual({ change: false, addAction: true, sign: false, copy: true });
  });

  it('a partner with a consent sees the whole plan and edits the own actions only', async () => {
    const town = await planTown();
    const { goal } = await town.agreed();
    const [kela, youth] = [newId(), newId()];
    const set = [...action(kela, { organisation: 'KELA' }), ...action(youth)];
    await town.plan.change('counsellor', { base: 1, set });
    await town.consent();
    const { body } = await town.plan.read('partner');
    expect(body.actions.map(({ id, mayChange }) => [id, mayChange]).sort()).toEqual(
      [
        [kela, true],
        [youth, false],
      ].sort(),
    );
    expect(body.withheld).toBe(false);
    const done = (id: string) =>
      town.plan.change('partner', { base: 2, set: [{ path: `actions/${id}/state`, value: 'DONE' }] });
    expect((await done(kela)).body.actions.find(({ id }) => id === kela)?.state).toMatchObject([
      { value: 'DONE' },
    ]);
    const refused = [
      await done(youth),
      await town.plan.change('partner', { base: 3, set: [{ path: `goals/${goal}/words`, value: 'Muuta' }] }),
      await town.plan.change('partner', { base: 3, set: action(newId(), { organisation: 'YOUTH' }) }),
      await town.plan.change('partner', { base: 3, remove: [{ kind: 'goals', id: goal }] }),
      await town.plan.sign(3, 'partner'),
    ];
    for (const answer of refused) expect(answer.problem.type).toBe('/problems/access-refused');
  });

  it('an action that a partner wrote for the own organisation is not the house’s to change', async () => {
    const town = await planTown();
    const own = newId();
    await town.plan.change('partner', { set: action(own, { organisation: 'KELA' }) });
    const answer = await town.plan.change('counsellor', {
      base: 1,
      set: [{ path: `actions/${own}/what`, value: 'Muuta' }],
    });
    expect(answer.problem.type).toBe('/problems/access-refused');
    expect((await town.plan.read()).body.actions[0]?.mayChange).toBe(false);
  });

  it('a consent withdrawn while the page is open closes the plan with the next request', async () => {
    const town = await planTown();
    await town.agreed();
    const kela = newId();
    await town.plan.change('counsellor', { base: 1, set: action(kela, { organisation: 'KELA' }) });
    const consent = await town.consent();
    expect((await town.plan.read('partner')).body.goals).toHaveLength(1);
    await town.withdraw(consent);
    const { body } = await town.plan.read('partner');
    expect([body.goals, body.actions, body.withheld]).toEqual([[], [], true]);
    const edit = await town.plan.change('partner', {
      base: 2,
      set: [{ path: `actions/${kela}/what`, value: 'x' }],
    });
    expect(edit.problem.type).toBe('/problems/access-refused');
  });

  it('an outreach worker of the house helps, the manager and the administrator see nothing', async () => {
    const town = await planTown();
    await town.agreed();
    await town.opens('outreachWorker', town.client);
    expect((await town.plan.read('outreachWorker')).body.may.change).toBe(true);
    for (const person of ['manager', 'admin'] as const) {
      expect((await town.plan.read(person)).problem.type).toBe('/problems/role-required');
    }
  });
});
