import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { type Instrument, instrument, instrumentFaults } from '@ohjaamo/shared/maps/instrument.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import { describe, expect, it } from 'vitest';
import { mapTown, newMap, says } from './mapTown.ts';

const { listInstruments, loadInstrument, setInstrument, readInstrument, readStreetMap, startMap } =
  mapsRoutes;

/** A short instrument of the municipality's own. */
function townsOwn(parts: Partial<Instrument> = {}): Instrument {
  return {
    ...ownInstrument,
    id: 'own-map',
    name: { fi: 'Oma kartta', sv: 'Egen karta', en: 'Own map' },
    scale: { min: 1, max: 5, lowBelow: 3, crisisUpTo: 1 },
    areas: ownInstrument.areas.slice(0, 3),
    ...parts,
  };
}

describe('The situation map that comes with the service', () => {
  it('fits its own schema and is whole in Finnish, Swedish and English', () => {
    expect(instrument.parse(ownInstrument)).toEqual(ownInstrument);
    expect(instrumentFaults(ownInstrument, ['fi', 'sv', 'en'])).toEqual([]);
    expect(ownInstrument.areas).toHaveLength(12);
  });

  it('asks in short sentences and never names the instrument it is not', () => {
    for (const { question, help } of ownInstrument.areas) {
      for (const text of [...Object.values(question), ...Object.values(help ?? {})]) {
        for (const sentence of text.split(/[.?]/u)) expect(sentence.split(/\s+/u).length).toBeLessThan(17);
      }
    }
    expect(JSON.stringify(ownInstrument)).not.toMatch(/3X10D|tyytyväi|nöjd|satisf/iu);
  });
});

describe('An instrument of the municipality', () => {
  it('is loaded, comes first, and is what young people fill in and clients’ maps are started with', async () => {
    const { town, parameters, finish } = await mapTown();
    const loaded = await town.as('admin', loadInstrument, { body: { instrument: townsOwn() } });
    expect(loaded.status).toBe(201);
    expect(loaded.body.instruments.map(({ id }) => id)).toEqual(['own-map', 'map-360']);
    expect((await town.fromStreet(readStreetMap)).body.instrument.id).toBe('own-map');
    const started = await town.as('counsellor', startMap, {
      parameters,
      body: { mapId: newMap(), instrumentId: 'own-map', instrumentVersion: '1' },
    });
    expect(started.body.areas).toHaveLength(3);
    const off = await finish(started.body, { home: says({ value: 6 }) });
    expect(off.problem.errors?.[0]?.code).toBe('not_on_scale');
  });

  it('never changes: the same content again is the same, another needs another version', async () => {
    const { town } = await mapTown();
    const load = (of: Instrument) => town.as('admin', loadInstrument, { body: { instrument: of } });
    const first = await load(townsOwn());
    expect((await load(townsOwn())).body).toEqual(first.body);
    expect((await load(townsOwn({ source: 'Another' }))).problem.type).toBe('/problems/id-already-used');
    expect((await load({ ...ownInstrument, source: 'Another' })).problem.type).toBe(
      '/problems/id-already-used',
    );
    expect((await load(townsOwn({ version: '2', source: 'Another' }))).body.instruments).toHaveLength(3);
    const old = { instrumentId: 'own-map', instrumentVersion: '1' };
    expect((await town.as('admin', readInstrument, { parameters: old })).body).toEqual(townsOwn());
  });

  it('is taken out of use and back; the last one stays', async () => {
    const { town, start } = await mapTown();
    await town.as('admin', loadInstrument, { body: { instrument: townsOwn() } });
    const set = (instrumentId: string, state: 'ACTIVE' | 'RETIRED') =>
      town.as('admin', setInstrument, {
        parameters: { instrumentId, instrumentVersion: '1' },
        body: { state },
      });
    const draft = await start();
    expect((await set('map-360', 'RETIRED')).status).toBe(200);
    await expect(start()).rejects.toThrow('not_in_use');
    expect(draft.state).toBe('DRAFT');
    expect((await set('own-map', 'RETIRED')).problem.type).toBe('/problems/state-conflict');
    expect((await set('nothing', 'ACTIVE')).problem.type).toBe('/problems/not-found');
    await set('map-360', 'ACTIVE');
    expect((await town.fromStreet(readStreetMap)).body.instrument.id).toBe('map-360');
  });

  it('is refused with the row of each fault', async () => {
    const { town } = await mapTown();
    const [first, second, third] = ownInstrument.areas;
    if (!first || !second || !third) throw new Error('The instrument has fewer areas');
    const areas = [
      first,
      { ...second, question: { fi: 'Onko koti?', en: 'A home?' } },
      { ...third, key: first.key },
    ];
    const answer = await town.as('admin', loadInstrument, {
      body: { instrument: townsOwn({ areas, scale: { min: 5, max: 5, lowBelow: 5, crisisUpTo: 5 } }) },
    });
    expect(answer.problem.errors).toEqual([
      { pointer: '/body/instrument/areas/1/question/sv', code: 'language_missing' },
      { pointer: '/body/instrument/areas/2/key', code: 'repeated' },
      { pointer: '/body/instrument/scale', code: 'scale_order' },
    ]);
    const shape = await town.as('admin', loadInstrument, {
      anyBody: { instrument: { ...townsOwn(), areas: [{ key: 'Bad key' }] } },
    });
    expect(shape.problem.errors?.some(({ pointer }) => pointer === '/body/instrument/areas/0/key')).toBe(
      true,
    );
  });

  it('two administrators at one time: one is told to look again, nothing is lost', async () => {
    const { town } = await mapTown();
    const both = await Promise.all(
      ['one', 'two'].map((id) =>
        town.as('admin', loadInstrument, { body: { instrument: townsOwn({ id: `map-${id}` }) } }),
      ),
    );
    const done = both.filter(({ status }) => status === 201).length;
    const { instruments } = (await town.as('admin', listInstruments)).body;
    expect(instruments).toHaveLength(1 + done);
    expect(both.every(({ status }) => [201, 409].includes(status))).toBe(true);
  });
});
