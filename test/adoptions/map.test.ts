import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import { describe, expect, it } from 'vitest';
import { effectOf, effectTown } from './effectTown.ts';

const own = structuredClone(ownInstrument) as never as Record<string, never> & typeof ownInstrument;
const mapTown = (content: object = own) => effectTown({ kind: 'SITUATION_MAP', content: content as never });
const shorter = { ...own, id: 'short-map', areas: own.areas.slice(0, 3) };

describe('A situation map that is taken into use', () => {
  it('is the one that a young person fills in from then on', async () => {
    const { town, take } = await mapTown(shorter);
    expect((await take()).status).toBe(200);
    const { instrument } = (await town.fromStreet(mapsRoutes.readStreetMap)).body;
    expect([instrument.id, instrument.areas.length]).toEqual(['short-map', 3]);
  });

  it('tells which areas fall away, and that the service’s own is in use already', async () => {
    const of = await mapTown(shorter);
    const effect = effectOf('MAP', await of.preview());
    expect(effect).toMatchObject({ inUse: false, added: [], changed: [], lacks: [] });
    expect(effect.removed).toHaveLength(own.areas.length - 3);
    const same = await mapTown();
    expect(effectOf('MAP', await same.preview())).toMatchObject({ inUse: true, version: own.version });
  });

  it('has a number of its own once the municipality has changed it', async () => {
    const [first, ...rest] = own.areas;
    const areas = [{ ...first, name: { ...first?.name, fi: 'Oma arki' } }, ...rest];
    const { town, preview, take } = await mapTown({ ...own, areas });
    expect(effectOf('MAP', await preview())).toMatchObject({ version: '1.1', changed: [{ fi: 'Oma arki' }] });
    await take();
    const { instruments } = (await town.as('admin', mapsRoutes.listInstruments)).body;
    expect(instruments.map(({ version, state }) => [version, state])).toEqual([
      ['1.1', 'ACTIVE'],
      ['1', 'ACTIVE'],
    ]);
  });

  it('that lacks a language of the municipality is not taken', async () => {
    const { preview, take } = await mapTown({ ...shorter, languages: ['sv'] });
    expect(effectOf('MAP', await preview()).lacks).toEqual(['fi']);
    expect((await take()).problem.type).toBe('/problems/state-conflict');
  });
});
