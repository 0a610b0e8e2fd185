import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { noteAdoption, publishShipped, readVersion, versionsOf } from '@ohjaamo/functions/templates/index.ts';
import { openShelf } from '@ohjaamo/functions/templates/shelf.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { searchLibrary } from '@ohjaamo/shared/templates/library.ts';
import { describe, expect, it } from 'vitest';
import { addressed, kit, texts } from './given.ts';
import { libraryTown, ownName, steward } from './libraryTown.ts';

const at = '2027-02-01T06:30:00.000Z';

/** A network in which something else happens once, in the midst of what is done with it. */
type Meanwhile = (network: Table, run: ReturnType<typeof once>) => Table;

function once(happens: () => Promise<unknown>) {
  let left = 1;
  const now = async () => {
    if (left-- > 0) await happens();
  };
  type Asked = (...asked: never[]) => Promise<unknown>;
  return {
    after: <A extends Asked>(ask: A): A =>
      (async (...asked) => {
        const answer = await ask(...asked);
        await now();
        return answer;
      }) as A,
    before: <A extends Asked>(ask: A): A =>
      (async (...asked) => {
        await now();
        return ask(...asked);
      }) as A,
  };
}

describe('A version handed in', () => {
  it('waits for the stewards, seen by them and by its own municipality only, until it is published', async () => {
    const town = await libraryTown();
    const name = ownName();
    const handed = await town.handIn(texts(name));
    const { address } = await addressed(texts(name));
    expect(handed).toEqual({ ok: true, value: { address } });
    expect(await town.handIn(texts(name))).toEqual(handed);

    const parameters = { address };
    const waiting = async () =>
      (await town.as(steward, routes.listHandedIn)).body.versions.filter((each) => each.name === name);
    expect(await waiting()).toEqual([
      expect.objectContaining({ address, from: '698', version: '1', handedInAt: at }),
    ]);
    const seen = await town.as(town.own, routes.readTemplate, { parameters });
    expect(seen.body).toMatchObject({ state: 'REVIEW', from: '698', template: { name } });
    expect((await town.as(town.other, routes.readTemplate, { parameters })).status).toBe(404);
    expect(await readVersion(town.network, address)).toBeUndefined();

    const published = await town.as(steward, routes.publishTemplate, { parameters, body: {} });
    expect(published.body).toEqual({ state: 'PUBLISHED' });
    expect(await waiting()).toEqual([]);
    const read = await town.as(town.other, routes.readTemplate, { parameters });
    expect(read.body).toMatchObject({
      ...{ state: 'PUBLISHED', publishedAt: at, texts: 3, users: [] },
      missing: { fi: [], sv: ['/summary', '/content/texts/0/text'] },
      versions: [{ address, version: '1', state: 'PUBLISHED' }],
    });
    expect(read.text).not.toContain(town.tenantId);
    expect(await readVersion(town.network, address)).toMatchObject({ address, state: 'PUBLISHED' });
  });

  it('comes back with the reason, and may be handed in again as it is', async () => {
    const town = await libraryTown();
    const template = texts(ownName());
    const handed = await town.handIn(template);
    const parameters = { address: handed.ok ? handed.value.address : '' };
    const body = { reason: 'Kerro, kenelle tämä sopii.\nČáppa 🏠' };
    expect((await town.as(steward, routes.returnTemplate, { parameters, body })).body).toEqual({
      state: 'DRAFT',
    });
    const seen = await town.as(town.own, routes.readTemplate, { parameters });
    expect(seen.body).toMatchObject({ state: 'DRAFT', reason: body.reason });
    expect((await town.as(town.other, routes.readTemplate, { parameters })).status).toBe(404);
    expect((await town.as(steward, routes.publishTemplate, { parameters, body: {} })).status).toBe(409);
    expect(await town.handIn(template)).toEqual(handed);
    expect((await town.as(steward, routes.publishTemplate, { parameters, body: {} })).status).toBe(200);
    expect(await town.handIn(template)).toMatchObject({
      ok: false,
      error: { code: 'STANDS', state: 'PUBLISHED' },
    });
  });

  it('is refused with the places of its faults, a kit that names a missing part among them', async () => {
    const town = await libraryTown();
    const nowhere = { kind: 'MESSAGE_TEXTS', name: ownName(), version: '1' } as const;
    expect(await town.handIn(kit(ownName(), [nowhere]))).toEqual({
      ok: false,
      error: {
        code: 'FAULTS',
        faults: [{ pointer: '/content/parts/0/template', code: 'template_missing' }],
      },
    });
    expect(await town.handIn(texts(ownName(), { content: { texts: 'none' } }))).toMatchObject({
      ok: false,
      error: { code: 'FAULTS' },
    });
    const name = ownName();
    await town.publish(texts(name));
    expect(await town.handIn(texts(name, { title: { fi: 'Toinen' } }))).toEqual({
      ok: false,
      error: { code: 'FAULTS', faults: [{ pointer: '/version', code: 'taken' }] },
    });
  });

  it('of a number that another got in the meantime is not published', async () => {
    const town = await libraryTown();
    const name = ownName();
    const one = await town.handIn(texts(name));
    await town.publish(texts(name, { title: { fi: 'Toinen' } }));
    const parameters = { address: one.ok ? one.value.address : '' };
    const late = await town.as(steward, routes.publishTemplate, { parameters, body: {} });
    expect(late.problem.type).toBe('/problems/id-already-used');
  });

  it('is published, sent back and retired by nobody but the stewards', async () => {
    const town = await libraryTown();
    const address = await town.publish(texts(ownName()));
    for (const route of [routes.publishTemplate, routes.returnTemplate, routes.retireTemplate]) {
      const body = route === routes.publishTemplate ? {} : { reason: 'x' };
      const answer = await town.as(town.own, route as typeof routes.retireTemplate, {
        parameters: { address },
        body: body as { reason: string },
      });
      expect(answer.status).toBe(403);
    }
  });
});

describe('A template on the shelf', () => {
  const onShelf = async (town: Awaited<ReturnType<typeof libraryTown>>, word: string, usedBy?: string) =>
    (
      await searchLibrary(openShelf(town.network), { words: word, ...(usedBy !== undefined && { usedBy }) })
    ).found.map(({ version, users }) => ({ version, users }));

  it('shows its newest published version, an earlier one when that is retired, and nothing in the end', async () => {
    const town = await libraryTown();
    const name = ownName();
    const word = name.slice(9);
    const title = { fi: `${word} Ryhmä`, en: 'Group' };
    const first = await town.publish(texts(name, { title }));
    expect(await onShelf(town, word)).toEqual([{ version: '1', users: 0 }]);
    town.clock.set('2027-02-02T08:30+02:00');
    const second = await town.publish(texts(name, { version: '2', title, parents: [first] }));
    expect(await onShelf(town, word)).toEqual([{ version: '2', users: 0 }]);
    expect(
      (await versionsOf(town.network, { kind: 'MESSAGE_TEXTS', name })).map(({ address }) => address),
    ).toEqual([second, first]);
    const retire = (address: string) =>
      town.as(steward, routes.retireTemplate, { parameters: { address }, body: { reason: 'Vanha' } });
    expect((await retire(second)).status).toBe(200);
    expect(await onShelf(town, word)).toEqual([{ version: '1', users: 0 }]);
    expect((await retire(second)).status).toBe(200);
    await retire(first);
    expect(await onShelf(town, word)).toEqual([]);
    expect(await readVersion(town.network, second)).toMatchObject({ state: 'RETIRED' });
  });

  it('counts who uses it once, whatever is told again or late, and is found by them', async () => {
    const town = await libraryTown();
    const name = ownName();
    const word = name.slice(9);
    const address = await town.publish(texts(name, { title: { fi: word } }));
    const note = {
      tenantId: town.tenantId,
      municipality: '698',
      kind: 'MESSAGE_TEXTS',
      name,
      since: '2027-01-10',
    } as const;
    await noteAdoption(town.network, { ...note, address, revision: 1 });
    await noteAdoption(town.network, { ...note, address, revision: 1 });
    await noteAdoption(town.network, {
      ...{ ...note, tenantId: town.otherId, municipality: '091' },
      ...{ address, revision: 4 },
    });
    await noteAdoption(town.network, { ...note, tenantId: town.otherId, address: undefined, revision: 3 });
    expect(await onShelf(town, word)).toEqual([{ version: '1', users: 2 }]);
    expect(await onShelf(town, word, '091')).toEqual([{ version: '1', users: 2 }]);
    const read = await town.as(town.own, routes.readTemplate, { parameters: { address } });
    expect(read.body.users.map(({ municipality }) => municipality).sort()).toEqual(['091', '698']);
    await noteAdoption(town.network, { ...note, address: undefined, revision: 2 });
    expect(await onShelf(town, word)).toEqual([{ version: '1', users: 1 }]);
    expect(await onShelf(town, word, '698')).toEqual([]);
  });

  it.each<[when: string, meanwhile: Meanwhile]>([
    ['after the lineage was read', (network, run) => ({ ...network, query: run.after(network.query) })],
    [
      'before the first card is put',
      (network, run) => ({ ...network, transact: run.before(network.transact) }),
    ],
  ])(
    'shows the new version alone when it is published while an adoption of the old one is noted, %s',
    async (_, meanwhile) => {
      const town = await libraryTown();
      const name = ownName();
      const word = name.slice(9);
      const first = await town.publish(texts(name, { title: { fi: `${word} Vanha` } }));
      const next = texts(name, { version: '2', title: { fi: `${word} Uusi` }, parents: [first] });
      const network = meanwhile(
        town.network,
        once(() => {
          town.clock.set('2027-02-02T08:30+02:00');
          return town.publish(next);
        }),
      );
      await noteAdoption(network, {
        ...{ tenantId: town.tenantId, municipality: '698', kind: 'MESSAGE_TEXTS', name, address: first },
        ...{ since: '2027-01-10', revision: 1 },
      });
      const shown = [{ version: '2', users: 1 }];
      expect(await onShelf(town, word)).toEqual(shown);
      expect(await onShelf(town, `${word} vanha`)).toEqual([]);
      expect(await onShelf(town, word, '698')).toEqual(shown);
      await town.as(steward, routes.retireTemplate, {
        parameters: { address: (await addressed(next)).address },
        body: { reason: 'Vanha' },
      });
      expect(await onShelf(town, word)).toEqual([{ version: '1', users: 1 }]);
    },
  );

  it('tells its versions without a look at the municipalities that use it', async () => {
    const town = await libraryTown();
    const name = ownName();
    const address = await town.publish(texts(name));
    const note = { kind: 'MESSAGE_TEXTS', name, address, since: '2027-01-10', revision: 1 } as const;
    await noteAdoption(town.network, { ...note, tenantId: town.tenantId, municipality: '698' });
    await noteAdoption(town.network, { ...note, tenantId: town.otherId, municipality: '091' });
    let read = 0;
    const query = async (...asked: Parameters<Table['query']>) => {
      const answer = await town.network.query(...asked);
      read += answer.items.length;
      return answer;
    };
    const network: Table = { ...town.network, query: query as Table['query'] };
    expect((await versionsOf(network, note)).map((each) => each.address)).toEqual([address]);
    expect(read).toBe(1);
  });

  it('knows what was made from a version under another name', async () => {
    const town = await libraryTown();
    const first = await town.publish(texts(ownName()));
    const name = ownName();
    const child = await town.publish(texts(name, { parents: [first] }));
    const read = await town.as(town.own, routes.readTemplate, { parameters: { address: first } });
    expect(read.body.children).toEqual([expect.objectContaining({ name, address: child })]);
  });
});

describe('What the service comes with', () => {
  it('is published once and found', async () => {
    const town = await libraryTown();
    await publishShipped(town.network, at);
    expect(await publishShipped(town.network, at)).toBe(0);
    const { found } = await searchLibrary(openShelf(town.network), {
      kind: 'SITE_KIT',
      words: 'street level',
    });
    expect(found.map(({ name }) => name)).toContain('street-level-26');
  });
});
