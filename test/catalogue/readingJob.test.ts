import type { Catalogue } from '@ohjaamo/functions/catalogue/client.ts';
import { describe, expect, it } from 'vitest';
import { aChannel, aService, catalogueTown, stopsAfter, uuidOf } from './catalogueTown.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const names = (services: readonly { readonly name: { readonly fi?: string | undefined } }[]) =>
  services.map(({ name }) => name.fi);

describe('The nightly reading of the service catalogue', () => {
  it('brings services with the ways to them, for everybody who works there', async () => {
    const way = { serviceChannels: [{ serviceChannel: { id: uuidOf(11) } }] };
    const town = await catalogueTown({
      services: [aService(1, { fi: 'Työpaja' }, way)],
      channels: [aChannel(11)],
    });
    expect(await town.search()).toMatchObject({ services: [], isIncomplete: true });
    await town.read();
    const { services, readAt, isIncomplete } = await town.search();
    expect(services).toMatchObject([
      { name: { fi: 'Työpaja' }, lacks: [], ways: [{ channelType: 'Phone', name: { fi: 'Puhelin 11' } }] },
    ]);
    expect({ readAt, isIncomplete }).toEqual({ readAt: '2027-02-01T00:30:00.000Z', isIncomplete: false });
  });

  it('is the same whichever page it was cut off at', async () => {
    const whole = await catalogueTown();
    await whole.read();
    const expected = await whole.search();
    // Five services and three channels, two a page: a list and what its ids say, ten questions in all.
    expect(whole.standIn.asked()).toHaveLength(10);
    for (let stop = 0; stop < 10; stop++) {
      const town = await catalogueTown();
      await expect(town.read(stopsAfter(town.catalogue, stop))).rejects.toThrow('NOT_REACHED');
      expect(await town.reading()).toMatchObject({ fault: 'NOT_REACHED', goesOn: true });
      const before = town.standIn.asked().length;
      town.pass(HOUR);
      await town.read();
      // The page it was cut off at is asked for again, and none before it.
      expect(town.standIn.asked().length - before).toBe(10 - (stop - (stop % 2)));
      const { readAt: _one, ...found } = await town.search();
      const { readAt: _other, ...wanted } = expected;
      expect(found).toEqual(wanted);
    }
  });

  it('does not ask again for an hour after it got no answer', async () => {
    const town = await catalogueTown();
    await expect(town.read(stopsAfter(town.catalogue, 0))).rejects.toThrow('NOT_REACHED');
    town.pass(59);
    expect(await town.read()).toBe(0);
    expect(town.standIn.asked()).toEqual([]);
    town.pass(1);
    expect(await town.read()).toBe(8);
    expect((await town.reading()).fault).toBeUndefined();
  });

  it('is due once a night, and asks then for what has changed only', async () => {
    const town = await catalogueTown();
    await town.read();
    expect(await town.read()).toBe(0);
    town.pass(20 * HOUR);
    expect(await town.read()).toBe(0);
    town.pass(4 * HOUR);
    const before = town.standIn.asked().length;
    expect(await town.read()).toBe(0);
    // Nothing has changed: two empty lists, and nothing is read anew.
    expect(town.standIn.asked().slice(before)).toEqual([
      expect.stringContaining('/api/v11/Service/list/area/Municipality/code/698?page=1'),
      expect.stringContaining('date=2027-01-31T23%3A30%3A00'),
    ]);
    town.services[1] = { ...aService(2, { fi: 'Uusi nimi' }), modified: '2027-02-02T08:00:00' };
    town.pass(DAY);
    expect(await town.read()).toBe(1);
    expect(names((await town.search({ words: 'uusi' })).services)).toEqual(['Uusi nimi']);
    expect((await town.search()).found).toBe(5);
  });

  it('reads everything once a week, and takes away what has left the catalogue', async () => {
    const town = await catalogueTown();
    await town.read();
    town.services.splice(0, 2);
    for (let day = 1; day <= 6; day++) {
      town.pass(DAY);
      await town.read();
    }
    expect((await town.search()).found).toBe(5);
    town.pass(DAY);
    await town.read();
    expect(names((await town.search()).services)).toEqual(['Palvelu 3', 'Palvelu 4', 'Palvelu 5']);
    expect(await town.reading()).toMatchObject({ services: 3, channels: 3 });
  });

  it('takes nothing away because the catalogue shows nothing at all', async () => {
    const town = await catalogueTown();
    await town.read();
    town.services.splice(0, 5);
    town.pass(7 * DAY);
    await expect(town.read()).rejects.toThrow('UNREADABLE');
    expect((await town.search()).found).toBe(5);
    expect(await town.reading()).toMatchObject({ fault: 'NOT_ANSWERED' });
  });

  it.each([
    ['an object where a list was', (answer: unknown) => ({ itemList: answer })],
    ['items of another form', (answer: unknown) => [{ newId: JSON.stringify(answer).length }]],
  ])('takes nothing away because the catalogue answers in another form: %s', async (_what, otherwise) => {
    const town = await catalogueTown();
    await town.read();
    let asked = 0;
    const other: Catalogue = {
      ...town.catalogue,
      async readMany(kind, ids) {
        asked++;
        const answer = await town.catalogue.readMany(kind, ids);
        return answer.ok ? { ok: true, value: otherwise(answer.value) } : answer;
      },
    };
    town.pass(7 * DAY);
    await expect(town.read(other)).rejects.toThrow('UNREADABLE');
    expect(asked).toBe(1);
    expect((await town.search()).found).toBe(5);
    expect(await town.reading()).toMatchObject({ fault: 'NOT_ANSWERED' });
  });

  it('keeps what it had of an item that has grown too big', async () => {
    const town = await catalogueTown();
    await town.read();
    const tooBig: Catalogue = {
      ...town.catalogue,
      readMany: (kind, ids) =>
        ids.includes(uuidOf(2))
          ? Promise.resolve({ ok: false, error: { fault: 'TOO_LARGE', fields: {} } })
          : town.catalogue.readMany(kind, ids),
    };
    town.pass(7 * DAY);
    await town.read(tooBig);
    expect((await town.search()).found).toBe(5);
    expect((await town.reading()).remarks).toMatchObject([{ id: uuidOf(2), what: 'UNREADABLE' }]);
  });

  it('takes in what it does not know and what lacks a language, and lists both', async () => {
    const town = await catalogueTown({
      languages: ['fi', 'sv'],
      services: [
        aService(1),
        aService(2, { fi: 'Vain suomeksi' }, { type: 'Blessing', publishingStatus: 'Blooming' }),
      ],
      channels: [aChannel(11, { serviceChannelType: 'Hologram' })],
    });
    await town.read();
    const { remarks } = await town.reading();
    expect(remarks.map(({ what, field, value, name }) => [what, field, value, name.fi])).toEqual([
      ['UNKNOWN_VALUE', 'type', 'Blessing', 'Vain suomeksi'],
      ['UNKNOWN_VALUE', 'publishingStatus', 'Blooming', 'Vain suomeksi'],
      ['UNKNOWN_VALUE', 'serviceChannelType', 'Hologram', 'Puhelin 11'],
      ['LACKS_LANGUAGE', 'name', 'sv', 'Vain suomeksi'],
    ]);
    const lacking = await town.search({ lacks: 'sv' });
    expect(lacking.services).toMatchObject([{ name: { fi: 'Vain suomeksi' }, lacks: ['sv'] }]);
    expect((await town.search({ language: 'sv' })).services).toMatchObject([{ name: { sv: 'Tjänst 1' } }]);
  });

  it('forgets a remark when the catalogue has mended what it was about', async () => {
    const town = await catalogueTown({ languages: ['fi', 'sv'], services: [aService(1, { fi: 'Työpaja' })] });
    await town.read();
    expect((await town.reading()).remarks).toHaveLength(1);
    const mended = aService(1, { fi: 'Työpaja', sv: 'Verkstad' });
    town.services[0] = { ...mended, modified: '2027-02-01T12:00:00' };
    town.pass(DAY);
    await town.read();
    expect((await town.reading()).remarks).toEqual([]);
  });

  it('asks for less where an answer is too big, and does without the one that is too big alone', async () => {
    const town = await catalogueTown();
    const tooBig: Catalogue = {
      ...town.catalogue,
      readMany: (kind, ids) =>
        ids.includes(uuidOf(2))
          ? Promise.resolve({ ok: false, error: { fault: 'TOO_LARGE', fields: {} } })
          : town.catalogue.readMany(kind, ids),
    };
    await town.read(tooBig);
    expect(names((await town.search()).services)).toEqual([
      'Palvelu 1',
      'Palvelu 3',
      'Palvelu 4',
      'Palvelu 5',
    ]);
    expect((await town.reading()).remarks).toMatchObject([{ id: uuidOf(2), what: 'UNREADABLE' }]);
  });

  it('stops reading a list that never ends, and says that something is missing', async () => {
    const town = await catalogueTown();
    let asked = 0;
    const endless: Catalogue = {
      ...town.catalogue,
      listIds(kind, municipality, page) {
        asked++;
        return kind === 'SERVICE'
          ? Promise.resolve({ ok: true, value: { ids: [uuidOf(1)], pages: page + 1 } })
          : town.catalogue.listIds(kind, municipality, page);
      },
    };
    await town.read(endless);
    expect(asked).toBe(302);
    expect((await town.reading()).isIncomplete).toBe(true);
    expect((await town.search()).isIncomplete).toBe(true);
  }, 60_000);

  it('stops after a minute, and the next run goes on there', async () => {
    const town = await catalogueTown();
    const slow: Catalogue = {
      ...town.catalogue,
      readMany(kind, ids) {
        town.pass(2);
        return town.catalogue.readMany(kind, ids);
      },
    };
    expect(await town.read(slow)).toBe(2);
    expect(await town.reading()).toMatchObject({ goesOn: true, services: 2 });
    for (let run = 0; run < 3; run++) await town.read(slow);
    expect((await town.reading()).goesOn).toBe(true);
    await town.read(slow);
    expect(await town.reading()).toMatchObject({ goesOn: false, services: 5, channels: 3 });
  });

  it('is done once by two runs at one time', async () => {
    const town = await catalogueTown();
    await Promise.all([town.read(), town.read()]);
    // One of the two may have given way to the other at any page; whoever comes next finds it done or goes on.
    await town.read();
    expect(await town.reading()).toMatchObject({ goesOn: false, services: 5, channels: 3, remarks: [] });
    expect((await town.search()).found).toBe(5);
  });
});

describe('Looking for services nearby', () => {
  it('finds by all the words in any language, and by a class with what belongs to it', async () => {
    const classed = (code: string) => ({
      serviceClasses: [{ code, name: [{ language: 'fi', value: `Luokka ${code}` }] }],
    });
    const town = await catalogueTown({
      services: [
        aService(1, { fi: 'Etsivä nuorisotyö', sv: 'Uppsökande ungdomsarbete' }, classed('P28.4')),
        aService(2, { fi: 'Nuorten työpaja' }, classed('P28.3')),
        aService(3, { fi: 'Työnhaku' }, classed('P10.1')),
      ],
      channels: [],
    });
    await town.read();
    expect(names((await town.search({ words: 'UNGDOMSARBETE nuori' })).services)).toEqual([
      'Etsivä nuorisotyö',
    ]);
    expect(names((await town.search({ words: 'työ' })).services)).toEqual([
      'Etsivä nuorisotyö',
      'Nuorten työpaja',
      'Työnhaku',
    ]);
    expect((await town.search({ serviceClass: 'P28' })).found).toBe(2);
    expect((await town.search({ serviceClass: 'P2' })).found).toBe(0);
    expect((await town.search()).classes).toContainEqual({ code: 'P28.4', name: { fi: 'Luokka P28.4' } });
  });
});
