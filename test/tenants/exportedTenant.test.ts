import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import { keyKinds, networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { kmsTenantKeys } from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import { eraseLeft, exportTenant, importTenant } from '@ohjaamo/functions/tenants/index.ts';
import type { ImportPorts } from '@ohjaamo/functions/tenants/leaving/importTenant.ts';
import { leftOf } from '@ohjaamo/functions/tenants/leaving/prove.ts';
import { readRegistry, tenantOfSlug } from '@ohjaamo/functions/tenants/registryRepository.ts';
import { readExport, sendExport, writeExport } from '@ohjaamo/infra/command/exportFolder.ts';
import { randomIds, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { LINE_LIMIT, manifest } from '@ohjaamo/shared/tenants/leaving.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { somebody } from '../isolation/people.ts';
import { type LeavingTown, leavingTown } from './leavingTown.ts';

let town: LeavingTown;
let folder: string;
const mails: Message[] = [];
beforeAll(async () => {
  town = await leavingTown();
}, 60_000);
afterAll(() => town.stop());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  await town.world.restore();
  await town.put('EXPORTING', { exportId: 'the-export' });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const say = () => undefined;
const NOW = new Date('2027-02-01T07:30:00Z');
const place = (name: string) => join(folder, name);
const write = (
  name: string,
  slug = town.slug,
  ask = (payload: unknown) => exportTenant(town.ports, payload),
) => writeExport(place(name), slug, { ask, now: NOW, say });

const importPorts = (): ImportPorts => ({
  ...town.ports,
  makeTenantKey: kmsTenantKeys(),
  sendMail: (mail) => Promise.resolve(void mails.push(mail)),
  publicOrigin: 'https://ohjaamo.example',
});
const send = (name: string, slug: string, ports = importPorts()) =>
  sendExport(
    place(name),
    { slug, admin: { staffId: town.world.own.ids.staffId, email: 'uusi@town.example' } },
    { ask: (payload) => importTenant(ports, payload), say },
  );
const newSlug = () => `uusi-${randomIds.id(10)}`;

/** Every file of an export but the manifest, which says when and under which slug it was made. */
function filesOf(name: string): Record<string, string> {
  const paths = readdirSync(place(name), { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    paths
      .filter((path) => path.endsWith('.jsonl'))
      .sort()
      .map((path) => [path, readFileSync(join(place(name), path), 'utf8')]),
  );
}
const manifestOf = (name: string) =>
  manifest.parse(JSON.parse(readFileSync(join(place(name), 'manifest.json'), 'utf8')));

describe('The export of a municipality', () => {
  it('has a line for each row of every kind of key, opened, with counts and checksums, and is kept a receipt of', async () => {
    const receipt = await write('one');
    const files = filesOf('one');
    const kinds = Object.keys(files).map((name) => name.replace(/^.*\/|\.jsonl$/gu, ''));
    const stored = new Set(
      [...town.world.atOpening.values()].flatMap(({ item }) => {
        const [letter, owner, kind] = (item['pk']?.S ?? '').split('#');
        return letter === 'T' && owner === town.own && kind !== 'DATAKEY' ? [kind ?? ''] : [];
      }),
    );
    expect(new Set(kinds)).toEqual(stored);
    expect(stored.size).toBeGreaterThanOrEqual(30);
    const all = Object.values(files).join('');
    expect(all.split('\n').length - 1).toBe(receipt.rows);
    expect(all).not.toMatch(/"1\.[\w-]{38,}"|practice-password/u);
    expect(all).not.toContain(town.own);
    expect(all).toContain('A young person');
    const { manifest: checked, manifestSha256 } = await readExport(place('one'));
    expect(checked.files.map(({ name }) => name)).toEqual(Object.keys(files));
    expect((await town.registry())?.exported).toMatchObject({ rows: receipt.rows, manifestSha256 });
  });

  it('is the same bytes after it was taken in elsewhere and exported from there, and opens there', async () => {
    await write('one');
    const slug = newSlug();
    await send('one', slug);
    const arrived = tenantId.parse(await tenantOfSlug(town.ports.platform, slug));
    expect(await readRegistry(town.ports.platform, arrived)).toMatchObject({ state: 'ACTIVE', slug });
    expect(mails.at(-1)?.to).toBe('uusi@town.example');
    // A client's case and the search find it by name, as before.
    const there = { ...town.world.own, tenantId: arrived };
    const found = await town.world.send(routes.searchClients, {
      actor: somebody('COUNSELLOR', there),
      body: { by: { kind: 'NAME', text: 'young' }, purpose: 'GUIDANCE' },
    });
    expect(found.text).toContain(town.world.own.ids.clientId);
    const row = await readRegistry(town.ports.platform, arrived);
    await town.ports.platform.put({
      pk: 'P#TENANTS',
      sk: arrived,
      ...row,
      state: 'EXPORTING',
      exportId: 'again',
    });
    await write('two', slug);
    const [one, two] = [filesOf('one'), filesOf('two')];
    // The trail of there says that somebody searched there.
    const withoutTrail = (files: Record<string, string>) =>
      Object.entries(files).filter(([name]) => !name.startsWith('audit/') && !name.endsWith('WATCH.jsonl'));
    expect(withoutTrail(two)).toEqual(withoutTrail(one));
    for (const line of (one['audit/MONTH.jsonl'] ?? '').split('\n'))
      expect(two['audit/MONTH.jsonl']).toContain(line);
    expect(manifestOf('two').findingKey).toBe(manifestOf('one').findingKey);
  });

  it('ends when it is given up, and its receipt does not count for another one', async () => {
    let asked = 0;
    const ask = async (payload: unknown) => {
      if (++asked === 3) await town.put('SUSPENDED');
      return exportTenant(town.ports, payload);
    };
    await expect(write('one', town.slug, ask)).rejects.toThrow('is not being exported, or no longer');
    expect(readdirSync(folder)).not.toContain('one/manifest.json');
    const begunAnew = async (payload: unknown) => {
      if ((payload as { step: string }).step === 'RECEIPT')
        await town.put('EXPORTING', { exportId: 'another' });
      return exportTenant(town.ports, payload);
    };
    await town.put('EXPORTING', { exportId: 'the-export' });
    await expect(write('two', town.slug, begunAnew)).rejects.toThrow('begun it anew');
    expect((await town.registry())?.exported).toBeUndefined();
  });

  it('can be taken twice at once, and both are the same', async () => {
    await Promise.all([write('one'), write('two')]);
    expect(filesOf('two')).toEqual(filesOf('one'));
  });

  it('is no whole one when a row was written meanwhile, and is not kept a receipt of', async () => {
    const ask = async (payload: unknown) => {
      if ((payload as { step: string }).step === 'RECEIPT') {
        const { cases, keys } = town.ports.openScope(town.own, 'notes');
        await cases.put({ ...keys.client(town.world.own.ids.clientId as never, 'NOTE#late'), kind: 'NOTE' });
      }
      return exportTenant(town.ports, payload);
    };
    await expect(write('one', town.slug, ask)).rejects.toThrow('cases/CLIENT.jsonl: 1 rows');
    expect((await town.registry())?.exported).toBeUndefined();
  });

  it('is given of a municipality that is being exported only, and never into a folder that holds something', async () => {
    for (const state of ['ACTIVE', 'SUSPENDED', 'ERASING', 'ERASED'] as const) {
      await town.put(state);
      await expect(write('none')).rejects.toThrow('is not being exported');
    }
    await expect(write('none', 'nobody-here')).rejects.toThrow('no municipality with the slug');
    writeFileSync(place('something'), '');
    await expect(
      writeExport(folder, town.slug, { ask: () => Promise.reject(new Error('asked')), now: NOW, say }),
    ).rejects.toThrow('is not empty');
  });
});

describe('Taking in an export', () => {
  beforeEach(() => write('one'));

  const change = (name: string, act: (text: string) => string) => {
    const path = join(place('one'), name);
    writeFileSync(path, act(readFileSync(path, 'utf8')));
  };
  const refused = async (why: string | RegExp) => {
    const slug = newSlug();
    await expect(send('one', slug)).rejects.toThrow(why);
    expect(await tenantOfSlug(town.ports.platform, slug)).toBeUndefined();
  };

  it('refuses a file that was changed, before anything is written', async () => {
    change('cases/CLIENT.jsonl', (text) => text.replace('A young person', 'A younger person'));
    await refused('cases/CLIENT.jsonl is not the file that the manifest names');
  });

  it('refuses an export of which a file is missing, or one more is there', async () => {
    cpSync(join(place('one'), 'work/TENANT.jsonl'), join(place('one'), 'work/MORE.jsonl'));
    await refused('Files that the manifest does not name: work/MORE.jsonl');
    rmSync(join(place('one'), 'work/MORE.jsonl'));
    rmSync(join(place('one'), 'cases/CLIENT.jsonl'));
    await refused('Files are missing: cases/CLIENT.jsonl');
  });

  it('refuses an export of a newer version, and what is none', async () => {
    change('manifest.json', (text) => text.replace('"version": 1', '"version": 2'));
    await refused('format version 2; this service reads up to 1');
    change('manifest.json', () => '{');
    await refused('not the manifest');
    rmSync(join(place('one'), 'manifest.json'));
    await refused('is no export');
  });

  it('refuses a line of 50 MB without reading it whole', async () => {
    appendFileSync(join(place('one'), 'work/BOOKING.jsonl'), 'x'.repeat(50 * 1024 * 1024));
    await refused(`is longer than ${String(LINE_LIMIT)} bytes`);
  });

  it('refuses a municipality that stands', async () => {
    await expect(send('one', town.slug)).rejects.toThrow(
      'An export goes into a new, empty municipality only',
    );
    expect((await town.registry())?.state).toBe('EXPORTING');
  });

  it('refuses a row of another municipality, which no export holds', async () => {
    const slug = newSlug();
    const { manifestSha256, manifest: told } = await readExport(place('one'));
    const ask = (payload: unknown) => importTenant(importPorts(), payload);
    expect(await ask({ step: 'BEGIN', slug, manifestSha256, manifest: told })).toEqual({
      outcome: 'GOES_ON',
    });
    const line = JSON.stringify({ pk: `T#${town.world.foreign.tenantId}#TENANT`, sk: 'PROFILE' });
    const rows = { step: 'ROWS', slug, manifestSha256, table: 'work', lines: [line] };
    expect(await ask(rows)).toMatchObject({ outcome: 'INVALID' });
    // The data key of the new municipality is its own, whatever a line says.
    const [first = ''] = readFileSync(join(place('one'), 'cases/CLIENT.jsonl'), 'utf8').split('\n');
    const { pk } = JSON.parse(first) as { pk: string };
    const key = JSON.stringify({ pk: [...pk.split('#').slice(0, 2), 'DATAKEY'].join('#'), sk: 'CURRENT' });
    expect(await ask({ ...rows, table: 'cases', lines: [key] })).toMatchObject({ outcome: 'INVALID' });
    expect(await ask({ ...rows, table: 'cases', lines: [first] })).toEqual({ outcome: 'GOES_ON' });
    expect(await ask({ ...rows, manifestSha256: 'b'.repeat(64) })).toEqual({ outcome: 'NOT_IMPORTING' });
  });

  it('opens nothing under the slug of another municipality that the rows name', async () => {
    const file = 'work/TENANT.jsonl';
    const foreign = town.world.foreign.ids.tenantSlug;
    change(file, (text) => text.replace(/("sk":"PROFILE".*?"slug":)"[^"]*"/u, `$1"${foreign}"`));
    const bytes = readFileSync(join(place('one'), file));
    change('manifest.json', (text) => {
      const told = JSON.parse(text) as { files: { name: string; bytes: number; sha256: string }[] };
      const entry = told.files.find(({ name }) => name === file);
      Object.assign(entry!, {
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
      return JSON.stringify(told);
    });
    await expect(send('one', newSlug())).rejects.toThrow('is of another municipality than the manifest says');
  });

  it('lets nobody in before all of it is there, and is gone on with by the same export when it was cut off', async () => {
    const slug = newSlug();
    let left = 12;
    const ports = importPorts();
    const cut: ImportPorts = {
      ...ports,
      openScope: (tenant, role) => {
        if (left-- <= 0) throw new Error('cut off');
        return ports.openScope(tenant, role);
      },
    };
    await expect(send('one', slug, cut)).rejects.toThrow('cut off');
    const arrived = tenantId.parse(await tenantOfSlug(ports.platform, slug));
    expect((await readRegistry(ports.platform, arrived))?.state).toBe('PROVISIONING');
    await send('one', slug);
    expect((await readRegistry(ports.platform, arrived))?.state).toBe('ACTIVE');
    await expect(send('one', slug)).rejects.toThrow('stands already');
  });

  it('is given up by the operator, whatever has come already, and its slug may be taken in again', async () => {
    const slug = newSlug();
    const { manifestSha256, manifest: told } = await readExport(place('one'));
    const ask = (payload: unknown) => importTenant(importPorts(), payload);
    await ask({ step: 'BEGIN', slug, manifestSha256, manifest: told });
    const lines = filesOf('one')['work/TENANT.jsonl']?.trim().split('\n');
    await ask({ step: 'ROWS', slug, manifestSha256, table: 'work', lines });
    const { platform } = town.ports;
    const givenUp = tenantId.parse(await tenantOfSlug(platform, slug));
    const actor = { realm: 'global', subject: 'operator', roles: ['PLATFORM_OPERATOR'] } as const;
    const operator = { actor: { ...actor, roles: [...actor.roles] }, parameters: { tenantSlug: slug } };
    const { body } = await town.world.send(routes.readTenantLife, operator);
    expect(body).toMatchObject({ acts: ['GIVE_UP_IMPORT'] });
    const act = { act: 'GIVE_UP_IMPORT' as const, reason: 'Väärä kansio' };
    expect((await town.world.send(routes.moveTenant, { ...operator, body: act })).status).toBe(200);
    expect(await ask({ step: 'ROWS', slug, manifestSha256, table: 'work', lines })).toEqual({
      outcome: 'NOT_IMPORTING',
    });
    await eraseLeft(town.ports);
    const erased = (await readRegistry(platform, givenUp))!;
    expect(erased).toMatchObject({ state: 'ERASED', erasure: { rows: 0 } });
    expect(await leftOf(town.ports, erased)).toEqual([]);

    await send('one', slug);
    const arrived = await tenantOfSlug(platform, slug);
    expect(arrived).not.toBe(givenUp);
    // A restore that erases the first one again leaves the page of the second alone.
    await eraseLeft(town.ports, { replay: true, tenant: givenUp });
    expect(await town.ports.network.get(networkKeys.slug(slug), z.looseObject({}))).toMatchObject({
      tenantId: arrived,
    });
  });

  it('knows every kind of key that there is', () => {
    for (const table of ['work', 'cases', 'audit'] as const) {
      for (const kind of keyKinds[table]) {
        const name = `${table}/${kind}.jsonl`;
        expect(manifest.shape.files.element.shape.name.safeParse(name).success, name).toBe(true);
      }
    }
  });
});
