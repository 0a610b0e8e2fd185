import { trialsOf } from '@ohjaamo/functions/employers/index.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { randomIds, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { clientForm } from '../cases/caseTown.ts';
import { agreeToPartner, employersTown, givePartner, newTrial, planForm } from './employersTown.ts';

type Town = Awaited<ReturnType<typeof employersTown>>;

/** A trial that runs since Monday 8 February, on that day. */
async function running(town: Town) {
  const id = newTrial();
  await town.plan(planForm({ trialId: id }));
  await town.move(id, { version: 1, step: 'DIRECT', on: '2027-02-01' });
  town.clock.set('2027-02-08T09:00+02:00');
  await town.opens('counsellor', town.client);
  const answer = await town.move(id, { version: 2, step: 'START' });
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
}

async function tasksOf(town: Town) {
  const { cases, keys } = town.house.scope(town.tenantId, 'employers');
  const row = z.looseObject({ tasks: z.record(z.string(), z.looseObject({ kind: z.string() })) });
  const client = await cases.get(keys.client(town.client, 'CLIENT'), row);
  return Object.values(client?.tasks ?? {}).filter(({ kind }) => kind === 'WORK_TRIAL_ENDS');
}

describe('Planning a work trial', () => {
  it('refuses three months when four are used, two are left, and the rule of those under 25 holds', async () => {
    const town = await employersTown();
    await town.earlier('2026-08-01', '2026-11-30');
    const { allowance } = (await town.work()).body;
    expect(allowance).toEqual({
      used: { months: 4, days: 0 },
      left: { months: 2, days: 0 },
      latestEnd: '2027-03-31',
      restart: { months: 3, under25: true },
    });
    const refused = await town.plan(planForm({ start: '2027-02-08', end: '2027-05-07' }));
    expect(refused.problem.errors).toEqual([{ pointer: '/body/end', code: 'over_maximum' }]);
    const planned = await town.plan(planForm());
    expect(planned.status).toBe(201);
    expect(planned.body).toMatchObject({ state: 'PLANNED', terms: { weeklyHours: 30, payer: 'KELA' } });
    expect((await town.work()).body.allowance?.left).toEqual({ months: 0, days: 0 });
  });

  it('does not let two plans made at one time go over the longest time together', async () => {
    const town = await employersTown();
    const answers = await Promise.all([
      town.plan(planForm({ start: '2027-02-08', end: '2027-06-07' })),
      town.plan(planForm({ start: '2027-07-01', end: '2027-10-31' })),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await town.work()).body.trials).toHaveLength(1);
  });

  it('goes on when two records of one person were made one: the days of both count', async () => {
    const town = await employersTown();
    await town.earlier('2026-08-01', '2026-09-30');
    const body = clientForm();
    await town.as('counsellor', casesRoutes.openClient, { body });
    await town.as('counsellor', employersRoutes.recordEarlierTrial, {
      parameters: { clientId: body.clientId },
      body: { trialId: newTrial(), start: '2026-10-01', end: '2026-11-30' },
    });
    const merged = await town.as('counsellor', casesRoutes.mergeClients, {
      parameters: town.parameters,
      body: { mergeId: requestId.parse(randomIds.id(20)), other: body.clientId, reason: 'Sama nuori' },
    });
    expect(merged.body.state).toBe('MERGED');
    expect((await town.plan(planForm({ end: '2027-05-07' }))).problem.errors?.[0]?.code).toBe('over_maximum');
    expect((await town.plan(planForm())).status).toBe(201);
    expect((await town.work()).body).toMatchObject({ allowance: { left: { months: 0, days: 0 } } });
  });

  it('is one plan however often it is sent; the id for other content is refused', async () => {
    const town = await employersTown();
    const body = planForm();
    const first = await town.plan(body);
    expect((await town.plan(body)).body).toEqual(first.body);
    expect((await town.plan({ ...body, tasks: 'Muuta' })).problem.type).toBe('/problems/id-already-used');
    expect((await town.work()).body.trials).toEqual([first.body]);
  });

  it('gives the days of a cancelled plan back', async () => {
    const town = await employersTown();
    const id = newTrial();
    await town.plan(planForm({ trialId: id, end: '2027-08-07' }));
    expect((await town.work()).body.allowance?.left).toEqual({ months: 0, days: 0 });
    expect((await town.move(id, { version: 1, step: 'CANCEL' })).body.state).toBe('CANCELLED');
    expect((await town.work()).body.allowance?.left).toEqual({ months: 6, days: 0 });
  });

  it('refuses texts with an identity code or a diagnosis, and plans nothing', async () => {
    const town = await employersTown();
    for (const wrong of [{ goals: 'Kuntoutuu, F32.1' }, { tasks: 'Testi 090902A907U' }]) {
      expect((await town.plan(planForm(wrong))).problem.type).toBe('/problems/invalid-request');
    }
    expect((await town.work()).body.trials).toEqual([]);
  });

  it('lies in the table sealed, and comes whole to the person’s own copy', async () => {
    const town = await employersTown();
    await town.plan(planForm({ goals: 'Hiljainen paikka <b>سلام</b> 🦌' }));
    const scope = town.house.scope(town.tenantId, 'employers');
    const { items } = await scope.cases.query(scope.keys.client(town.client, '').pk, z.looseObject({}));
    expect(JSON.stringify(items)).not.toContain('Hiljainen');
    expect(JSON.stringify(items)).not.toContain('Esihenkilö');
    expect(await trialsOf(scope, town.client)).toMatchObject({
      wishes: null,
      trials: [{ state: 'PLANNED', goals: 'Hiljainen paikka <b>سلام</b> 🦌', supervisor: 'Esihenkilö' }],
    });
  });
});

describe('The way of a work trial', () => {
  it('begins after the authority has directed to it, and not before its first day', async () => {
    const town = await employersTown();
    const id = newTrial();
    await town.plan(planForm({ trialId: id }));
    expect((await town.move(id, { version: 1, step: 'START' })).problem.type).toBe(
      '/problems/state-conflict',
    );
    const undated = await town.move(id, { version: 1, step: 'DIRECT' });
    expect(undated.problem.errors).toEqual([{ pointer: '/body/on', code: 'missing' }]);
    const directed = await town.move(id, { version: 1, step: 'DIRECT', on: '2027-02-01' });
    expect(directed.body).toMatchObject({ state: 'DIRECTED', directedOn: '2027-02-01', version: 2 });
    const early = await town.move(id, { version: 2, step: 'START' });
    expect(early.problem.errors).toEqual([{ pointer: '/body/on', code: 'not_begun' }]);
    expect((await town.move(id, { version: 1, step: 'CANCEL' })).problem.type).toBe(
      '/problems/stale-version',
    );
  });

  it('has its end as a task of the client while it runs', async () => {
    const town = await employersTown();
    const id = await running(town);
    expect(await tasksOf(town)).toEqual([{ kind: 'WORK_TRIAL_ENDS', dueOn: '2027-04-07', record: id }]);
    const ended = await town.move(id, {
      version: 3,
      step: 'INTERRUPT',
      on: '2027-02-08',
      reason: 'Sai töitä',
    });
    expect(ended.body).toMatchObject({ state: 'INTERRUPTED', end: '2027-02-08', reason: 'Sai töitä' });
    expect(await tasksOf(town)).toEqual([]);
    expect((await town.work()).body.allowance?.used).toEqual({ months: 0, days: 1 });
  });

  it('warns that five unauthorised absences one after the other are for the authority to decide on', async () => {
    const town = await employersTown();
    const id = await running(town);
    town.clock.set('2027-02-15T09:00+02:00');
    await town.opens('counsellor', town.client);
    const days = ['2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'];
    const answers = [];
    for (const date of days) {
      answers.push((await town.mark(id, { date, version: 0, mark: 'UNAUTHORISED' })).body);
    }
    expect(answers.map(({ decideOnInterruption }) => decideOnInterruption)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    const mended = await town.mark(id, {
      ...{ date: '2027-02-10', version: 1, mark: 'AUTHORISED', words: 'Soitti' },
    });
    expect(mended.body).toMatchObject({ absencesInARow: 2, decideOnInterruption: false });
    expect(mended.body.days).toHaveLength(5);
    const ahead = await town.mark(id, { date: '2027-02-16', version: 0, mark: 'PRESENT' });
    expect(ahead.problem.errors).toEqual([{ pointer: '/body/date', code: 'in_the_future' }]);
    const outside = await town.mark(id, { date: '2027-02-07', version: 0, mark: 'PRESENT' });
    expect(outside.problem.errors).toEqual([{ pointer: '/body/date', code: 'outside_trial' }]);
  });

  it('keeps a day as the first of two marked it, and tells the other; the same again is the same', async () => {
    const town = await employersTown();
    const id = await running(town);
    const day = { date: '2027-02-08', version: 0 } as const;
    const first = await town.mark(id, { ...day, mark: 'PRESENT' });
    expect((await town.mark(id, { ...day, mark: 'PRESENT' })).body).toEqual(first.body);
    const other = await town.mark(id, { ...day, mark: 'UNAUTHORISED' });
    expect(other.problem.type).toBe('/problems/stale-version');
    expect((await town.work()).body.trials[0]?.days).toEqual([{ ...day, version: 1, mark: 'PRESENT' }]);
  });

  it('keeps the evaluation once it is over; the sheet for the place of work has nothing of absences or health', async () => {
    const town = await employersTown();
    const id = await running(town);
    const parameters = { ...town.parameters, trialId: id };
    await town.mark(id, {
      ...{ date: '2027-02-08', version: 0, mark: 'AUTHORISED', words: 'Kävi lääkärissä' },
    });
    const evaluate = (version: number) =>
      town.as('counsellor', employersRoutes.evaluateTrial, {
        parameters,
        body: { version, evaluation: 'Sopii alalle' },
      });
    expect((await evaluate(3)).problem.type).toBe('/problems/state-conflict');
    const sheet = await town.as('counsellor', employersRoutes.readTrialSheet, { parameters });
    expect(sheet.body).toMatchObject({ name: 'Testi Kaisla', employer: 'Kauppa', weeklyHours: 30 });
    expect(sheet.text).not.toMatch(/lääkär|AUTHORISED|drug|evaluation/u);
    expect((await town.trailOf(town.client)).map(({ action }) => action)).toContain('PRINT_TRIAL_SHEET');
    await town.move(id, { version: 3, step: 'END', on: '2027-02-08' });
    expect((await evaluate(4)).body.evaluation).toBe('Sopii alalle');
    expect((await evaluate(4)).status).toBe(200);
  });

  it('is part of the story and of the log', async () => {
    const town = await employersTown();
    await running(town);
    const { cases, keys } = town.house.scope(town.tenantId, 'employers');
    const { items } = await cases.query(keys.client(town.client, '').pk, z.looseObject({}), {
      begins: 'STORY#',
    });
    expect(items.filter(({ what }) => what === 'WORK_TRIAL')).toHaveLength(3);
    const acts = (await town.trailOf(town.client)).map(({ action }) => action);
    expect(acts).toEqual(expect.arrayContaining(['PLAN_TRIAL', 'MOVE_TRIAL']));
  });

  it('plans nothing when the trail cannot be written', async () => {
    const town = await employersTown();
    const answer = await town.withoutTrail('counsellor', employersRoutes.planTrial, {
      parameters: town.parameters,
      body: planForm(),
    });
    expect(answer.status).toBe(500);
    expect((await town.work()).body.trials).toEqual([]);
  });
});

describe('Who sees work on a case', () => {
  it('a partner to whom the case was given sees the own organisation’s and what was agreed; the days of others still count', async () => {
    const town = await employersTown();
    await town.plan(planForm({ end: '2027-07-07' }));
    expect((await town.work('partner')).status).toBe(404);
    await givePartner(town);
    const seen = (await town.work('partner')).body;
    expect(seen).toMatchObject({ trials: [], withheld: true, mayRecord: true });
    expect(seen.allowance).toBeUndefined();
    const over = await town.plan(planForm({ start: '2027-08-01', end: '2027-09-30' }), 'partner');
    expect(over.problem.errors?.[0]?.code).toBe('over_maximum');
    const own = await town.plan(planForm({ start: '2027-08-01', end: '2027-08-31' }), 'partner');
    expect(own.status).toBe(201);
    expect((await town.work('partner')).body.trials).toHaveLength(1);
  });

  it('a partner learns how long trials have lasted while the young person agrees to it', async () => {
    const town = await employersTown();
    await town.earlier('2026-08-01', '2026-11-30');
    await givePartner(town);
    expect((await town.work('partner')).body.allowance).toBeUndefined();
    await agreeToPartner(town);
    expect((await town.work('partner')).body.allowance).toEqual((await town.work()).body.allowance);
  });

  it('nobody of another municipality', async () => {
    const [town, other] = [await employersTown(), await employersTown()];
    const answer = await town.as('counsellor', employersRoutes.readWork, { parameters: other.parameters });
    expect(answer.status).toBe(404);
  });
});
