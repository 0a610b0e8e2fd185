import { tellNetwork } from '@ohjaamo/functions/adoptions/index.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import type { DraftView } from '@ohjaamo/shared/adoptions/draftRoutes.ts';
import { aboutKind, begunWriting, draftSteps } from '@ohjaamo/shared/adoptions/drafts.ts';
import { nameFrom } from '@ohjaamo/shared/kernel/names.ts';
import { markOf } from '@ohjaamo/shared/adoptions/places.ts';
import { templateName } from '@ohjaamo/shared/templates/version.ts';
import { kinds } from '@ohjaamo/shared/templateKinds.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { fieldsIn } from '@ohjaamo/shared/templates/forms.ts';
import { valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import { templateKinds } from '@ohjaamo/shared/templates/version.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { ownName } from '../templates/libraryTown.ts';
import { steward } from './practiceTown.ts';
import { registered, streamed } from './streamed.ts';
import { GOAL, TITLE, writingTown } from './writingTown.ts';

const places = ({ faults }: DraftView) => faults.map(({ of, place, code }) => `${of} ${place} ${code}`);

describe('A name for addresses', () => {
  it('is made of whatever title, as templates are named', () => {
    expect(nameFrom('  Meidän viikko: kevät 2027! ')).toBe('meidan-viikko-kevat-2027');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const name = nameFrom(title);
        expect(name.length < 2 || templateName.safeParse(name).success, name).toBe(true);
      }),
    );
  });
});

describe('What a municipality writes', () => {
  it.each(templateKinds)('begins as %s with a form for all that it lacks', (each) => {
    const kind = kinds[each];
    const { about, content } = begunWriting(kind, { name: 'oma', title: TITLE, source: 'Testilä' });
    const hasForm = (of: typeof kind, written: typeof content, pointer: string) =>
      fieldsIn(of, written, stepsOf(pointer), valueAt(written, of.lists, stepsOf(pointer))).length > 0 ||
      Object.hasOwn(of.lists, pointer);
    for (const [of, written] of [
      [aboutKind(kind), about],
      [kind, content],
    ] as const) {
      const checked = of.check(written);
      const faults = checked.ok ? [] : checked.error;
      expect(faults.filter(({ pointer }) => !hasForm(of, written, pointer))).toEqual([]);
    }
  });

  it('is kept with what it lacks, and says what that is', async () => {
    const { begin, write, read, town } = await writingTown();
    const begun = await begin();
    expect(begun.status).toBe(201);
    expect(begun.body.content).toEqual({ prompts: [], goals: [], actions: [], supporters: [] });
    expect(places(begun.body)).toEqual([
      'ABOUT /summary missing',
      'CONTENT /goals empty',
      'CONTENT /reviewWithinDays missing',
    ]);
    await write('CONTENT', '/goals/own1', { key: 'own1' });
    expect(places(await read())).toContain('CONTENT /goals/own1/words missing');
    const { drafts } = (await town.as('manager', adoptionsRoutes.listDrafts, {})).body;
    expect(drafts).toMatchObject([{ kind: 'PLAN', title: TITLE, state: 'WRITING' }]);
  });

  it('refuses what no version could say, and keeps what stood there', async () => {
    const { begin, write, read } = await writingTown();
    await begin();
    const refused = await write('CONTENT', '/reviewWithinDays', 'kuukausi');
    expect(refused.status).toBe(400);
    expect(refused.problem.errors).toMatchObject([{ pointer: '/reviewWithinDays' }]);
    expect(
      (await write('ABOUT', '/title/fi', 'x'.repeat(121), { seen: await markOf(TITLE.fi) })).status,
    ).toBe(400);
    await write('CONTENT', '/goals/own1', GOAL);
    const unnamed = await write('CONTENT', '/goals/own2', { words: { fi: 'Ilman avainta.' } });
    expect(unnamed.problem.errors).toMatchObject([{ pointer: '/goals/own2/key', code: 'missing' }]);
    expect((await read()).content['goals']).toEqual([GOAL]);
  });

  it('refuses a field that its kind does not have', async () => {
    const { begin, write, read } = await writingTown();
    await begin();
    for (const place of ['/whatever', '/goals/own1/whatever']) {
      if (place.startsWith('/goals')) await write('CONTENT', '/goals/own1', GOAL);
      const refused = await write('CONTENT', place, { deep: ['x'] });
      expect(refused.status, place).toBe(400);
    }
    expect(JSON.stringify(await read())).not.toContain('whatever');
  });

  it('is begun once, and its name is nobody else’s', async () => {
    const { begin, first, town, adopted, parameters } = await writingTown();
    await begin();
    expect((await begin()).status).toBe(201);
    expect((await begin({ fi: 'Toinen' })).problem.type).toBe('/problems/id-already-used');
    const { kind, name } = first;
    const body = { kind, name, title: TITLE };
    expect((await town.as('admin', adoptionsRoutes.beginDraft, { body })).problem.type).toBe(
      '/problems/id-already-used',
    );
    await adopted();
    const again = { ...parameters, title: { fi: 'Toinen' } };
    const used = await town.as('admin', adoptionsRoutes.beginDraft, { body: again });
    expect(used.problem.type).toBe('/problems/id-already-used');
    const english = { ...parameters, name: ownName(), title: { en: 'Only English' } };
    const lacking = await town.as('admin', adoptionsRoutes.beginDraft, { body: english });
    expect(lacking.problem.errors).toMatchObject([{ code: 'national_language_missing' }]);
  });

  it('takes what two write at one time; of one field the later is told and nothing is lost', async () => {
    const { begin, write, read } = await writingTown();
    await begin();
    await Promise.all([
      write('CONTENT', '/goals/own1', GOAL),
      write('CONTENT', '/reviewWithinDays', 30, { as: 'manager' }),
    ]);
    const late = await write('CONTENT', '/reviewWithinDays', 60, { as: 'manager' });
    expect(late.problem).toMatchObject({
      type: '/problems/stale-version',
      errors: [{ pointer: '/reviewWithinDays', code: 'changed' }],
    });
    expect((await read()).content).toMatchObject({ goals: [GOAL], reviewWithinDays: 30 });
    expect((await write('CONTENT', '/reviewWithinDays', 30)).status).toBe(200);
  });

  it('is for those who keep practice, and for no other municipality', async () => {
    const { begin, fill, town, parameters } = await writingTown();
    expect((await begin(TITLE, 'counsellor')).status).toBe(403);
    await fill();
    const other = await writingTown();
    expect((await other.town.as('admin', adoptionsRoutes.readDraft, { parameters })).status).toBe(404);
    expect((await town.as('manager', adoptionsRoutes.readDraft, { parameters })).status).toBe(200);
  });

  it('leaves a line in the trail for each thing that was done', async () => {
    const { fill, adopt, town } = await writingTown();
    await adopt((await fill()).changedAt);
    const actions = (await town.trail()).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['BEGIN_DRAFT', 'CHANGE_DRAFT', 'ADOPT_DRAFT']));
  });
});

describe('What is thrown away', () => {
  it('is taken up again as it was, and is gone after thirty days', async () => {
    const { fill, town, parameters, read, write, adopt, begin } = await writingTown();
    const { changedAt, content } = await fill();
    const thrown = await town.as('admin', adoptionsRoutes.throwDraftAway, {
      parameters,
      body: { changedAt },
    });
    expect(thrown.body.state).toBe('THROWN_AWAY');
    // The same click again is the same; whatever else is done with it now is told.
    const again = await town.as('admin', adoptionsRoutes.throwDraftAway, { parameters, body: { changedAt } });
    expect(again.body.changedAt).toBe(thrown.body.changedAt);
    expect((await write('CONTENT', '/reviewWithinDays', 90)).problem.type).toBe('/problems/state-conflict');
    expect((await adopt(thrown.body.changedAt)).problem.type).toBe('/problems/state-conflict');
    const seen = { parameters, body: { changedAt: thrown.body.changedAt } };
    expect((await town.as('manager', adoptionsRoutes.takeDraftUp, seen)).body.content).toEqual(content);
    const { changedAt: now } = await read();
    await town.as('admin', adoptionsRoutes.throwDraftAway, { parameters, body: { changedAt: now } });
    town.clock.set(new Date(town.clock.now() + 31 * 86_400_000).toISOString());
    expect((await town.as('admin', adoptionsRoutes.readDraft, { parameters })).status).toBe(404);
    expect((await town.as('admin', adoptionsRoutes.listDrafts, {})).body.drafts).toEqual([]);
    expect((await begin({ fi: 'Uusi alku' })).body.content['goals']).toEqual([]);
  });

  it('is not what somebody has gone on writing meanwhile', async () => {
    const { fill, town, parameters, write, read } = await writingTown();
    const { changedAt } = await fill();
    await write('CONTENT', '/goals/own2', { ...GOAL, key: 'own2' }, { as: 'manager' });
    const late = await town.as('admin', adoptionsRoutes.throwDraftAway, { parameters, body: { changedAt } });
    expect(late.problem.type).toBe('/problems/stale-version');
    expect((await read()).state).toBe('WRITING');
    expect(draftSteps.ADOPTED).toEqual({});
  });
});

describe('A draft that is whole', () => {
  it('becomes a copy of the municipality’s own, once', async () => {
    const { fill, adopt, town, parameters } = await writingTown();
    const { changedAt } = await fill();
    expect((await adopt('2027-01-01T00:00:00.000Z')).problem.type).toBe('/problems/stale-version');
    const { status, body } = await adopt(changedAt);
    expect(status).toBe(201);
    expect(body).toMatchObject({ own: 'WRITTEN', title: TITLE, version: '1', versions: [], inUse: [] });
    expect(body.history.map(({ what }) => what)).toEqual(['WRITTEN', 'ADOPTED']);
    expect((await adopt(changedAt)).body.adoptedAt).toBe(body.adoptedAt);
    expect((await town.as('admin', adoptionsRoutes.readDraft, { parameters })).status).toBe(404);
    expect((await town.as('admin', adoptionsRoutes.listDrafts, {})).body.drafts).toEqual([]);
  });

  it('says by their places what it still lacks, and stays a draft', async () => {
    const { begin, adopt, read } = await writingTown();
    const { changedAt } = (await begin()).body;
    const refused = await adopt(changedAt);
    expect(refused.problem.errors).toMatchObject([
      { pointer: '/about/summary', code: 'missing' },
      { pointer: '/content/goals', code: 'empty' },
      { pointer: '/content/reviewWithinDays', code: 'missing' },
    ]);
    expect((await read()).changedAt).toBe(changedAt);
  });

  it('takes effect in the municipality as any copy does', async () => {
    const { adopted, town, parameters } = await writingTown();
    await adopted();
    const previewed = await town.as('admin', adoptionsRoutes.previewUse, { parameters, body: {} });
    const body = { useId: 'takenintouse00000001', mark: previewed.body.mark };
    expect((await town.as('admin', adoptionsRoutes.takeIntoUse, { parameters, body })).status).toBe(200);
  });

  it('says nothing of itself to the network', async () => {
    const { adopted, town, line, parameters, offer } = await writingTown();
    await registered(town);
    await adopted();
    expect(
      (await tellNetwork(town.house, { Records: [streamed(await line(), undefined)] })).batchItemFailures,
    ).toEqual([]);
    const { address } = (await offer()).body.offered!;
    const { users } = (
      await call((await writingTown()).library, templatesRoutes.readTemplate, {
        actor: steward,
        parameters: { address },
      })
    ).body;
    expect([parameters.kind, users]).toEqual(['PLAN', []]);
  });
});
