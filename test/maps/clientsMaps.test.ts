import { clientStands } from '@ohjaamo/functions/kernel/clientStands.ts';
import { STORY } from '@ohjaamo/functions/kernel/timeline.ts';
import { mapsOf } from '@ohjaamo/functions/maps/index.ts';
import { putNewMap, readMapRow } from '@ohjaamo/functions/maps/repository.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { consentForm } from '../cases/caseTown.ts';
import { people } from '../support/workTown.ts';
import { assignTo } from './given.ts';
import { mapTown, newMap, own, says, sentOf } from './mapTown.ts';

const anyRow = z.looseObject({ pk: z.string(), sk: z.string(), kind: z.string() });

describe('A map that is filled in together', () => {
  it('is saved as a draft, continued the next day and finished', async () => {
    const { town, start, save, finish, read } = await mapTown();
    const draft = await start();
    expect(draft.areas).toHaveLength(12);
    await save(draft, { home: says({ value: 7, strength: true }) });
    town.clock.set('2027-02-02T08:30+02:00');
    await town.opens('counsellor', draft.client);
    const again = (await read(draft)).body;
    expect(again.areas.find(({ key }) => key === 'home')?.answer).toEqual(says({ value: 7, strength: true }));
    const done = await finish(again, { money: says({ value: 2, help: true, words: 'Vuokra on rästissä.' }) });
    expect(done.body).toMatchObject({ state: 'DONE', way: 'TOGETHER', may: ['COPY'] });
    expect(done.body.finishedAt).toBe('2027-02-02T06:30:00.000Z');
    expect(done.body.areas.find(({ key }) => key === 'home')?.answer.value).toBe(7);
  });

  it('may skip every area but one, and is not finished with nothing said', async () => {
    const { start, finish } = await mapTown();
    const draft = await start();
    const empty = await finish(draft, {});
    expect(empty.problem.errors).toEqual([{ pointer: '/body/areas', code: 'nothing_said' }]);
    expect((await finish(draft, { mind: says({ words: 'Ihan ok.' }) })).status).toBe(200);
  });

  it('stays as it is once it is finished; the same finish again is the same', async () => {
    const { start, save, finish } = await mapTown();
    const draft = await start();
    const answers = { work: says({ value: 4 }) };
    const first = await finish(draft, answers);
    expect((await finish(draft, answers)).body).toEqual(first.body);
    expect((await save(first.body, { work: says({ value: 9 }) })).problem.type).toBe(
      '/problems/state-conflict',
    );
    expect((await finish(first.body, { work: says({ value: 9 }) })).problem.type).toBe(
      '/problems/state-conflict',
    );
  });

  it('stands sealed: neither a value nor a word can be read in the table', async () => {
    const { town, client, finished } = await mapTown();
    await finished({ home: says({ value: 8, words: 'سكن هادئ 🏠 Ruovttus lea buorre' }) });
    const { cases, keys } = town.house.scope(town.tenantId, 'maps');
    const { items } = await cases.query(keys.client(client, '').pk, anyRow, { begins: 'MAP#' });
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toMatch(/Ruovttus|سكن|value|home/u);
    expect(Object.keys(z.object({ sealed: z.looseObject({}) }).parse(items[0]).sealed)).toEqual(['map']);
  });

  it('takes Arabic, Sámi letters, emoji and scripts as they are typed, and no identity code', async () => {
    const { start, save, read } = await mapTown();
    const draft = await start();
    const words = '<script>alert("x")</script>\nمرحبا čáhci 👩‍👧';
    await save(draft, { future: says({ words }) });
    const standing = (await read(draft)).body;
    expect(standing.areas.find(({ key }) => key === 'future')?.answer.words).toBe(words);
    const code = await save(standing, { future: says({ words: 'Tunnukseni on 010199-9001' }) });
    expect(code.status).toBe(400);
    expect(code.text).not.toContain('010199');
  });

  it('refuses what the instrument does not ask', async () => {
    const { town, parameters, start } = await mapTown();
    const draft = await start();
    const answer = await town.as('counsellor', mapsRoutes.saveMap, {
      parameters: { ...parameters, mapId: draft.id },
      body: { areas: [{ key: 'diagnosis', answer: says({ value: 3 }) }] },
    });
    expect(answer.problem.errors).toEqual([{ pointer: '/body/areas/0', code: 'unknown_area' }]);
  });

  it('is the same map when it is started again with the same id, and another id is taken', async () => {
    const { town, parameters, start } = await mapTown();
    const id = newMap();
    const first = await start('counsellor', id);
    expect(await start('counsellor', id)).toEqual(first);
    await town.opens('outreachWorker', parameters.clientId);
    const other = await town.as('outreachWorker', mapsRoutes.startMap, {
      parameters,
      body: { mapId: id, ...own },
    });
    expect(other.problem.type).toBe('/problems/id-already-used');
  });
});

describe('Two who save one map at the same time', () => {
  it('both keep what they said of different areas', async () => {
    const { town, client, start, save, read } = await mapTown();
    await town.opens('outreachWorker', client);
    const draft = await start();
    const both = await Promise.all([
      save(draft, { home: says({ value: 7 }) }),
      save(draft, { money: says({ value: 3 }) }, 'outreachWorker'),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const { areas } = (await read(draft)).body;
    const valueOf = (key: string) => areas.find((each) => each.key === key)?.answer.value;
    expect([valueOf('home'), valueOf('money')]).toEqual([7, 3]);
  });

  it('are told of an area that both changed, and the first value stands until one chooses', async () => {
    const { start, save, read } = await mapTown();
    const draft = await start();
    await save(draft, { home: says({ value: 7 }) });
    const later = await save(draft, { home: says({ value: 2 }), money: says({ value: 3 }) });
    expect(later.problem.type).toBe('/problems/stale-version');
    expect(later.problem.errors).toEqual([{ pointer: '/body/areas/1', code: 'changed_meanwhile' }]);
    const standing = (await read(draft)).body;
    expect(standing.areas.find(({ key }) => key === 'home')?.answer.value).toBe(7);
    const chosen = await save(standing, { home: says({ value: 2 }), money: says({ value: 3 }) });
    expect(chosen.body.areas.find(({ key }) => key === 'home')?.answer.value).toBe(2);
  });

  it('twelve at once lose nothing', async () => {
    const { start, save, read } = await mapTown();
    const draft = await start();
    const keys = draft.areas.map(({ key }) => key);
    const answers = await Promise.all(
      keys.map((key, value) => save(draft, { [key]: says({ value: value % 11 }) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 200));
    const { areas } = (await read(draft)).body;
    expect(areas.map(({ answer }) => answer.value)).toEqual(keys.map((_, value) => value % 11));
  });
});

describe('Maps over time', () => {
  it('are listed the latest first, with strengths and wishes and no value', async () => {
    const { town, client, finished, list } = await mapTown();
    await finished({ home: says({ value: 3, help: true }) });
    town.clock.set('2027-05-03T08:30+03:00');
    await town.opens('counsellor', client);
    const later = await finished({ home: says({ value: 8, strength: true }) });
    const { maps, instruments, mayRecord } = (await list()).body;
    expect(maps.map(({ id }) => id)[0]).toBe(later.id);
    expect(maps.map(({ strengths, wanted }) => [strengths.length, wanted.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(instruments.map(({ id }) => id)).toEqual(['map-360']);
    expect(mayRecord).toBe(true);
  });

  it('lie over each other when both are finished', async () => {
    const { town, parameters, start, finished } = await mapTown();
    const [before, after] = [
      await finished({ home: says({ value: 3 }) }),
      await finished({ home: says({ value: 8 }) }),
    ];
    const compare = (one: string, other: string) =>
      town.as('counsellor', mapsRoutes.compareMaps, {
        parameters,
        query: { before: one, after: other },
      });
    const answer = await compare(before.id, after.id);
    expect([answer.body.before.id, answer.body.after.id]).toEqual([before.id, after.id]);
    expect((await compare(before.id, (await start()).id)).problem.type).toBe('/problems/state-conflict');
    expect((await compare(before.id, newMap())).problem.type).toBe('/problems/not-found');
  });

  it('tell the latest in own words in the story, what to begin with first', async () => {
    const { town, parameters, start } = await mapTown();
    const draft = await start();
    await town.as('counsellor', mapsRoutes.finishMap, {
      parameters: { ...parameters, mapId: draft.id },
      body: {
        ...sentOf(draft, {
          home: says({ value: 8, strength: true, words: 'Oma huone.' }),
          work: says({ value: 2, help: true, words: 'Haluan töihin.' }),
        }),
        first: 'work',
      },
    });
    const { words: latest } = (await town.as('counsellor', casesRoutes.readStory, { parameters })).body;
    expect(latest?.words.map(({ text }) => text)).toEqual(['Haluan töihin.', 'Oma huone.']);
    expect(latest?.wanted.map(({ fi }) => fi)).toEqual(['Työ']);
  });

  it('stand in the story and in the log, in one transaction with the map', async () => {
    const { town, client, start, finish, read } = await mapTown();
    const draft = await start();
    const { withoutTrail } = town;
    const broken = await withoutTrail('counsellor', mapsRoutes.finishMap, {
      parameters: { clientId: client, mapId: draft.id },
      body: sentOf(draft, { home: says({ value: 8 }) }),
    });
    expect(broken.status).toBeGreaterThanOrEqual(500);
    expect((await read(draft)).body.state).toBe('DRAFT');
    await finish(draft, { home: says({ value: 8 }) });
    const { cases, keys } = town.house.scope(town.tenantId, 'maps');
    const { items } = await cases.query(keys.client(client, '').pk, anyRow, { begins: STORY });
    expect(items).toContainEqual(
      expect.objectContaining({ what: 'MAP', record: draft.id, category: 'SITUATION_MAP', owner: 'YOUTH' }),
    );
    const actions = (await town.trailOf(client)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['START_MAP', 'FINISH_MAP', 'VIEW_MAP']));
  });

  it('are given to the person in plain words', async () => {
    const { town, client, finished } = await mapTown();
    await finished({ home: says({ value: 8, words: 'Oma huone.' }) });
    const [map] = await mapsOf(town.house.scope(town.tenantId, 'maps'), client);
    expect(map?.areas).toEqual([expect.objectContaining({ key: 'home', value: 8, words: 'Oma huone.' })]);
    expect(JSON.parse(JSON.stringify(map))).toMatchObject({ instrument: { id: 'map-360' }, state: 'DONE' });
  });
});

describe('A partner', () => {
  it('sees no map without a consent for maps, those of the own organisation, and all with one until it is withdrawn', async () => {
    const { town, client, parameters, finished, list, read } = await mapTown();
    const ours = await finished({ home: says({ value: 8 }) });
    await assignTo(town, client, people.partner.id);
    await town.opens('partner', client, 'REFERRAL');
    expect((await list('partner')).body).toMatchObject({ maps: [], withheld: 1, mayRecord: true });
    expect((await read(ours, 'partner')).problem.type).toBe('/problems/not-found');
    const theirs = await finished({ money: says({ value: 3 }) }, 'partner');
    expect((await list('partner')).body.maps.map(({ id }) => id)).toEqual([theirs.id]);
    const consent = consentForm({ categories: ['SITUATION_MAP'] });
    await town.as('counsellor', casesRoutes.recordConsent, { parameters, body: consent });
    expect((await read(ours, 'partner')).body.may).toEqual(['COPY']);
    expect((await list('partner')).body.withheld).toBe(0);
    await town.as('counsellor', casesRoutes.withdrawConsent, {
      parameters: { ...parameters, consentId: consent.consentId },
      body: {},
    });
    expect((await read(ours, 'partner')).problem.type).toBe('/problems/not-found');
  });

  it('does not write into a map of another organisation', async () => {
    const { town, client, parameters, start, save } = await mapTown();
    const draft = await start();
    await assignTo(town, client, people.partner.id);
    await town.opens('partner', client, 'REFERRAL');
    await town.as('counsellor', casesRoutes.recordConsent, {
      parameters,
      body: consentForm({ categories: ['SITUATION_MAP'] }),
    });
    expect((await save(draft, { home: says({ value: 1 }) }, 'partner')).problem.type).toBe(
      '/problems/access-refused',
    );
  });
});

describe('A copy for paper', () => {
  it('is a right of its own and a line of the log of its own', async () => {
    const { town, client, parameters, finished } = await mapTown();
    const map = await finished({ home: says({ value: 8 }) });
    const copy = (person: 'counsellor' | 'outreachWorker') =>
      town.as(person, mapsRoutes.copyMap, { parameters: { ...parameters, mapId: map.id } });
    expect((await copy('counsellor')).status).toBe(200);
    expect(await town.trailOf(client)).toContainEqual(
      expect.objectContaining({ action: 'COPY_MAP', outcome: 'DONE' }),
    );
    await town.opens('outreachWorker', client);
    expect((await copy('outreachWorker')).problem.type).toBe('/problems/access-refused');
  });
});

describe('A map on its way while its record is taken into another one', () => {
  it('is not begun in a record that nobody opens any more', async () => {
    const { town, client, start } = await mapTown();
    const scope = town.house.scope(town.tenantId, 'maps');
    const standing = await readMapRow(scope, client, (await start()).id);
    if (!standing) throw new Error('A map that was begun stands');
    const merger = town.house.scope(town.tenantId, 'merger');
    await merger.cases.update({
      Key: merger.keys.client(client, 'CLIENT'),
      UpdateExpression: 'SET mergedInto = :into',
      ExpressionAttributeValues: { ':into': 'i'.repeat(20) },
    });
    const late = await putNewMap(scope, client, { ...standing.row, id: newMap() }, [
      clientStands(scope, client),
    ]);
    expect(late).toEqual({ ok: false, error: 'refused' });
  });
});
