import { randomIds, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { people } from '../support/workTown.ts';
import { action, newId, planTown, texts } from './planTown.ts';

describe('Two people at once', () => {
  it('in different fields: both edits stand', async () => {
    const town = await planTown();
    const { goal } = await town.agreed();
    await town.opens('outreachWorker', town.client);
    await Promise.all([
      town.plan.change('counsellor', { base: 1, set: [{ path: `goals/${goal}/words`, value: 'Oma kissa' }] }),
      town.plan.change('outreachWorker', { base: 1, set: [{ path: 'needs', value: 'Yöunet' }] }),
    ]);
    const { body } = await town.plan.read();
    expect([texts(body.goals[0]!.words), texts(body.needs), body.version]).toEqual([
      ['Oma kissa'],
      ['Yöunet'],
      3,
    ]);
  });

  it('in one goal: both are kept and shown with who and when, and a person decides', async () => {
    const town = await planTown();
    const { goal } = await town.agreed();
    await town.opens('outreachWorker', town.client);
    const words = (value: string) => [{ path: `goals/${goal}/words`, value }];
    await town.plan.change('counsellor', { base: 1, set: words('Oma kissa') });
    town.clock.set('2027-02-01T08:40+02:00');
    const second = await town.plan.change('outreachWorker', { base: 1, set: words('Oma koira') });
    expect(second.body.goals[0]?.words).toEqual([
      {
        value: 'Oma kissa',
        at: '2027-02-01T06:30:00.000Z',
        by: { id: people.counsellor.id, name: expect.any(String) as string },
      },
      {
        value: 'Oma koira',
        at: '2027-02-01T06:40:00.000Z',
        by: { id: people.outreachWorker.id, name: expect.any(String) as string },
      },
    ]);
    expect(second.body.unsignable).toEqual(['OPEN_FIELDS']);
    const decided = await town.plan.change('counsellor', { base: 3, set: words('Oma kissa\nOma koira') });
    expect(texts(decided.body.goals[0]!.words)).toEqual(['Oma kissa\nOma koira']);
    expect(decided.body.unsignable).toEqual([]);
  });

  it('one removes what the other edits: the edit stays', async () => {
    const town = await planTown();
    const id = newId();
    await town.plan.change('counsellor', { set: action(id) });
    await town.opens('outreachWorker', town.client);
    await town.plan.change('counsellor', { base: 1, remove: [{ kind: 'actions', id }] });
    const { body } = await town.plan.change('outreachWorker', {
      base: 1,
      set: [{ path: `actions/${id}/state`, value: 'DONE' }],
    });
    expect(body.actions).toMatchObject([
      {
        id,
        what: [{ value: 'Haetaan asumistukea' }],
        state: [{ value: 'DONE' }],
        organisation: [{ value: 'YOUTH' }],
      },
    ]);
  });

  it('many, on a page that has long been open: nothing is lost', async () => {
    const town = await planTown();
    const { goal } = await town.agreed();
    await town.opens('outreachWorker', town.client);
    await town.consent();
    const kela = [newId(), newId(), newId()];
    const answers = await Promise.all([
      ...['Yksi', 'Kaksi', 'Kolme'].map((value, index) =>
        town.plan.change(index % 2 === 0 ? 'counsellor' : 'outreachWorker', {
          base: 1,
          set: [{ path: `goals/${goal}/words`, value }],
        }),
      ),
      ...kela.map((id) =>
        town.plan.change('partner', { base: 1, set: action(id, { organisation: 'KELA' }) }),
      ),
      town.plan.change('outreachWorker', { base: 1, set: [{ path: 'needs', value: 'Apua' }] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { body } = await town.plan.read();
    expect(texts(body.goals[0]!.words).sort()).toEqual(['Kaksi', 'Kolme', 'Yksi']);
    expect(body.actions.map(({ id }) => id).sort()).toEqual(kela.toSorted());
    expect(texts(body.needs)).toEqual(['Apua']);
    expect(body.version).toBe(1 + answers.length);
  });

  it('a plan that two begin at one time is one plan', async () => {
    const town = await planTown();
    await town.opens('outreachWorker', town.client);
    await Promise.all([
      town.plan.change('counsellor', { set: [{ path: `goals/${newId()}/words`, value: 'Koti' }] }),
      town.plan.change('outreachWorker', { set: [{ path: `goals/${newId()}/words`, value: 'Työ' }] }),
    ]);
    const { body } = await town.plan.read();
    expect(body.goals.flatMap(({ words }) => texts(words)).sort()).toEqual(['Koti', 'Työ']);
    expect(body.version).toBe(2);
  });
});

describe('A change that is sent again', () => {
  it('is made once, also when others have written meanwhile', async () => {
    const town = await planTown();
    const form = { changeId: newId(), base: 0, set: [{ path: 'needs', value: 'Apua' }] };
    await town.plan.change('counsellor', form);
    await town.plan.change('counsellor', { base: 1, set: [{ path: 'needs', value: '' }] });
    const again = await town.plan.change('counsellor', form);
    expect(again.status).toBe(200);
    expect([again.body.version, texts(again.body.needs)]).toEqual([2, []]);
  });

  it('is refused with other content or from somebody else', async () => {
    const town = await planTown();
    const form = { changeId: newId(), base: 0, set: [{ path: 'needs', value: 'Apua' }] };
    await town.plan.change('counsellor', form);
    await town.opens('outreachWorker', town.client);
    const other = await town.plan.change('counsellor', { ...form, set: [{ path: 'needs', value: 'Muuta' }] });
    const another = await town.plan.change('outreachWorker', form);
    for (const answer of [other, another]) expect(answer.problem.type).toBe('/problems/id-already-used');
  });

  it('from a version that is yet to come is refused', async () => {
    const town = await planTown();
    const answer = await town.plan.change('counsellor', { base: 7, set: [{ path: 'needs', value: 'Apua' }] });
    expect(answer.problem.type).toBe('/problems/stale-version');
  });
});

describe('The young person signs', () => {
  it('the version that was shown; a later change makes one that is not signed', async () => {
    const town = await planTown();
    const { version } = await town.agreed();
    const signed = await town.plan.sign(version);
    const mark = { version, at: '2027-02-01T06:30:00.000Z', by: { id: people.counsellor.id } };
    expect(signed.body.signed).toMatchObject(mark);
    expect((await town.plan.sign(version)).body).toEqual(signed.body);
    const { body } = await town.plan.change('counsellor', {
      base: version,
      set: [{ path: 'needs', value: 'Apua' }],
    });
    expect(body.signed).toMatchObject(mark);
    expect(body.version).toBe(version + 1);
    expect((await town.plan.sign(version)).problem.type).toBe('/problems/stale-version');
  });

  it('and with that the wish of the own page to do so is answered, and its task is gone', async () => {
    const town = await planTown();
    const wish = { requestId: requestId.parse(randomIds.id(20)), what: 'PLAN_SIGN_OFF', text: 'Haluan' };
    const correction = { ...wish, requestId: requestId.parse(randomIds.id(20)), what: 'CORRECTION' };
    for (const anyBody of [wish, correction]) {
      const asked = await town.onOwnPage(town.client, rightsRoutes.askMyRequest, { anyBody });
      expect(asked.status, asked.text).toBe(201);
    }
    const { version } = await town.agreed();
    expect((await town.plan.sign(version)).status).toBe(200);
    const { requests } = (await town.onOwnPage(town.client, rightsRoutes.readMe)).body;
    expect(requests.map(({ what, state }) => [what, state]).sort()).toEqual([
      ['CORRECTION', 'OPEN'],
      ['PLAN_SIGN_OFF', 'ACCEPTED'],
    ]);
    const { cases, keys } = town.house.scope(town.tenantId, 'rights');
    const row = z.object({ tasks: z.record(z.string(), z.object({ kind: z.string() })) });
    const standing = await cases.get(keys.client(town.client, 'CLIENT'), row);
    const kinds = Object.values(standing?.tasks ?? {}).map(({ kind }) => kind);
    expect(kinds).toContain('CORRECTION_ASKED');
    expect(kinds).not.toContain('SIGN_OFF_ASKED');
  });

  it('nothing that lacks a goal or a review date, and nothing that somebody changed meanwhile', async () => {
    const town = await planTown();
    await town.plan.change('counsellor', { set: [{ path: 'needs', value: 'Apua' }] });
    const early = await town.plan.sign(1);
    expect(early.problem).toMatchObject({
      type: '/problems/state-conflict',
      errors: [{ code: 'NO_GOAL' }, { code: 'NO_REVIEW' }],
    });
    await town.plan.change('counsellor', {
      base: 1,
      set: [
        { path: `goals/${newId()}/words`, value: 'Koti' },
        { path: 'reviewOn', value: '2027-02-01' },
      ],
    });
    town.clock.set('2027-02-02T08:00+02:00');
    await town.opens('counsellor', town.client);
    expect((await town.plan.sign(2)).problem.errors).toMatchObject([{ code: 'REVIEW_PAST' }]);
  });

  it('once when two press at one time', async () => {
    const town = await planTown();
    const { version } = await town.agreed();
    await town.opens('outreachWorker', town.client);
    const answers = await Promise.all([town.plan.sign(version), town.plan.sign(version, 'outreachWorker')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0].body.signed).toEqual(answers[1].body.signed);
  });
});
