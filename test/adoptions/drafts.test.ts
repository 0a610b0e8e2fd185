import { tellNetwork } from '@ohjaamo/functions/adoptions/index.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import type { DraftView } from '@ohjaamo/shared/adoptions/draftRoutes.ts';
import { aboutKind, begunWriting, draftSteps, nameFrom } from '@ohjaamo/shared/adoptions/drafts.ts';
import { markOf, NOTHING } from '@ohjaamo/shared/adoptions/places.ts';
import { templateName } from '@ohjaamo/shared/templates/version.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { kinds } from '@ohjaamo/shared/templateKinds.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { fieldsIn } from '@ohjaamo/shared/templates/forms.ts';
import { valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import { templateKinds } from '@ohjaamo/shared/templates/version.ts';
import type { Json } from '@ohjaamo/shared/templates/json.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call } from '../support/house.ts';
import type { Person } from '../support/workTown.ts';
import { ownName } from '../templates/libraryTown.ts';
import { practiceTown, steward } from './practiceTown.ts';
import { registered, streamed } from './streamed.ts';

const TITLE = { fi: 'Meidän ensimmäinen suunnitelma' };
const GOAL = { key: 'own1', words: { fi: 'Haluan oman rytmin.' } };

/** A town that writes a plan of its own. */
async function writingTown() {
  const practice = await practiceTown();
  const { town, stewards } = practice;
  const parameters = { kind: 'PLAN', name: ownName() } as const;
  const { kind, name } = parameters;
  const begin = (title: { fi: string } = TITLE, as: Person = 'admin') =>
    town.as(as, adoptionsRoutes.beginDraft, { body: { kind, name, title } });
  const read = async () => (await town.as('admin', adoptionsRoutes.readDraft, { parameters })).body;
  const write = async (
    of: 'ABOUT' | 'CONTENT',
    place: string,
    value: Json,
    { seen = NOTHING, as = 'admin' as Person } = {},
  ) =>
    town.as(as, adoptionsRoutes.changeDraft, { parameters, body: { of, changes: [{ place, seen, value }] } });
  const fill = async () => {
    await begin();
    await write('ABOUT', '/summary', { fi: 'Miten alkuun päästään.' });
    await write('CONTENT', '/goals/own1', GOAL);
    return (await write('CONTENT', '/reviewWithinDays', 30)).body;
  };
  const adopt = (changedAt: string) =>
    town.as('admin', adoptionsRoutes.adoptDraft, { parameters, body: { changedAt } });
  const adopted = async () => (await adopt((await fill()).changedAt)).body;
  const copy = async () => (await town.as('admin', adoptionsRoutes.readAdoption, { parameters })).body;
  const offer = (version = '1') =>
    town.as('admin', adoptionsRoutes.offerChanges, { parameters, body: { version } });
  const change = (of: 'ABOUT' | 'CONTENT', place: string, seen: string, value: Json) =>
    town.as('admin', adoptionsRoutes.changeAdoption, {
      parameters,
      body: { of, changes: [{ place, seen, value }] },
    });
  const publishHandedIn = (address: string) =>
    call(stewards, stewardshipRoutes.publishTemplate, { actor: steward, parameters: { address }, body: {} });
  const sendBack = (address: string, reason: string) =>
    call(stewards, stewardshipRoutes.returnTemplate, {
      actor: steward,
      parameters: { address },
      body: { reason },
    });
  const line = async () => {
    const { work, keys } = town.house.scope(town.tenantId, 'adoptions');
    const row = z.looseObject({ pk: z.string(), sk: z.string() });
    const { items } = await work.query(keys.adoptions('').pk, row);
    return items.find(({ sk }) => sk.endsWith(name)) ?? {};
  };
  return {
    ...{
      ...practice,
      adoptVersion: (address: string) => practice.adopt([], address),
      parameters,
      begin,
      read,
      write,
      fill,
      adopt,
      adopted,
      copy,
      offer,
      change,
      publishHandedIn,
      sendBack,
      line,
    },
  };
}

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

describe('Own practice that is handed in', () => {
  it('is returned with a word, mended, handed in again and published, and the copy goes over to it', async () => {
    const { adopted, offer, copy, sendBack, publishHandedIn, change, town, parameters, line, library } =
      await writingTown();
    await registered(town);
    await adopted();
    const first = (await offer()).body.offered!;
    expect(first.state).toBe('REVIEW');
    await sendBack(first.address, 'Kerro, kenelle.');
    expect((await copy()).offered).toMatchObject({ state: 'DRAFT', reason: 'Kerro, kenelle.' });
    const mended = await change(
      'ABOUT',
      '/summary/fi',
      await markOf('Miten alkuun päästään.'),
      'Nuorelle itselleen.',
    );
    expect(mended.body.summary).toEqual({ fi: 'Nuorelle itselleen.' });
    const { address } = (await offer()).body.offered!;
    expect((await copy()).newer).toBeUndefined();
    expect((await publishHandedIn(address)).status).toBe(200);
    await change('CONTENT', '/reviewWithinDays', await markOf(30), 60);
    expect((await copy()).newer).toMatchObject({ address, version: '1' });
    await town.as('admin', adoptionsRoutes.beginMerge, { parameters, body: { address } });
    const { mark, differences } = (await town.as('admin', adoptionsRoutes.readMerge, { parameters })).body;
    expect(differences.map(({ place, by }) => [place, by])).toEqual([['/reviewWithinDays', 'LOCAL']]);
    const body = { address, mark };
    const kept = (await town.as('admin', adoptionsRoutes.keepMerge, { parameters, body })).body;
    expect(kept).toMatchObject({
      own: 'PUBLISHED',
      address,
      version: '1',
      content: { reviewWithinDays: 60 },
    });
    expect([kept.newer, kept.undoable]).toEqual([undefined, undefined]);
    await tellNetwork(town.house, { Records: [streamed(await line(), undefined)] });
    const read = await call(library, templatesRoutes.readTemplate, {
      actor: steward,
      parameters: { address },
    });
    expect(read.body.users).toEqual([{ municipality: '999', address }]);
    // What has changed since is the next version, made from this one.
    const next = (await offer('2')).body.offered!;
    const handed = await call(library, templatesRoutes.readTemplate, {
      actor: steward,
      parameters: { address: next.address },
    });
    expect(handed.body.template.parents).toEqual([address]);
  });

  it('is adopted by others as it says: what is locked follows it, and whoever wrote it may change it still', async () => {
    const writer = await writingTown();
    const { fill, write, adopt, offer, publishHandedIn, change, copy } = writer;
    await fill();
    await write('ABOUT', '/locked', ['goals'], { seen: await markOf([]) });
    const { changedAt } = (await write('ABOUT', '/free', ['reviewWithinDays'], { seen: await markOf([]) }))
      .body;
    await adopt(changedAt);
    const { address } = (await offer()).body.offered!;
    await publishHandedIn(address);
    const other = await writingTown();
    const adopted = await other.adoptVersion(address);
    expect(adopted.body.policy).toEqual([
      { path: '/goals', hold: 'LOCKED' },
      { path: '/reviewWithinDays', hold: 'FREE' },
    ]);
    const { parameters } = writer;
    const changes = [{ place: '/goals/own1/words/fi', seen: await markOf(GOAL.words.fi), value: 'Toinen.' }];
    const locked = await other.town.as('admin', adoptionsRoutes.changeAdoption, {
      parameters,
      body: { changes },
    });
    expect(locked.problem.errors).toMatchObject([{ code: 'locked' }]);
    const own = await change('CONTENT', '/goals/own1/words/fi', await markOf(GOAL.words.fi), 'Toinen.');
    expect(own.status).toBe(200);
    expect((await copy()).policy).toEqual([]);
  });

  it('is not handed in under a name that another municipality has published under meanwhile', async () => {
    const { adopted, offer, publish, parameters, first, copy } = await writingTown();
    await adopted();
    const { kind, name } = parameters;
    const theirs = { prompts: [], goals: [GOAL], actions: [], supporters: [], reviewWithinDays: 14 };
    await publish({ ...first, kind, name, policy: [], content: theirs as typeof first.content });
    expect((await copy()).newer).toBeUndefined();
    const refused = await offer('2');
    expect(refused.problem).toMatchObject({
      type: '/problems/id-already-used',
      errors: [{ pointer: '/name' }],
    });
  });
});
