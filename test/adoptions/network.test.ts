import { tellNetwork, tellOpened } from '@ohjaamo/functions/adoptions/index.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call } from '../support/house.ts';
import { registered, streamed } from './streamed.ts';
import { practiceTown, type Programme, steward } from './practiceTown.ts';

const { countNewVersions, offerChanges } = adoptionsRoutes;
const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });

/** A town whose lines come to the network as the stream brings them, as often as a test likes. */
async function followed() {
  const practice = await practiceTown();
  const { town, library } = practice;
  const { goTo } = await registered(town);
  const lines: Record<string, unknown>[] = [];
  /** The line as it stands now, as the next record of the stream. */
  async function note(): Promise<void> {
    const { work, keys } = town.house.scope(town.tenantId, 'adoptions');
    const { items } = await work.query(keys.adoptions('').pk, anyRow);
    lines.push(...items);
  }
  const bring = (...which: number[]) =>
    tellNetwork(town.house, {
      Records: which.map((index) => streamed(lines[index] ?? {}, lines[index - 1])),
    });
  const read = async (address: string) =>
    (await call(library, templatesRoutes.readTemplate, { actor: steward, parameters: { address } })).body;
  return { ...practice, goTo, lines, note, bring, readInLibrary: read };
}

describe('Who uses a version', () => {
  it('is counted once, however often the stream brings the line', async () => {
    const { adopt, address, note, bring, readInLibrary } = await followed();
    await adopt();
    await note();
    await bring(0);
    await bring(0, 0);
    const { users } = await readInLibrary(address);
    expect(users).toEqual([{ municipality: '999', address }]);
  });

  it('moves with the merge, and an earlier line that comes late takes nothing back', async () => {
    const { adopt, address, next, merge, keep, note, bring, readInLibrary } = await followed();
    await adopt();
    await note();
    const to = await next((content: { meetings: Programme['meetings'] }) => {
      for (const meeting of content.meetings) meeting.course['fi'] = 'Uudestaan';
    });
    await merge(to);
    await keep(to);
    await note();
    await bring(1);
    await bring(0);
    expect((await readInLibrary(address)).users).toEqual([{ municipality: '999', address: to }]);
  });
});

describe('A municipality that comes with an export', () => {
  it('tells the network nothing before it is open, and then what it uses, under its own code', async () => {
    const { town, adopt, address, goTo, lines, note, bring, readInLibrary } = await followed();
    const users = async () => (await readInLibrary(address)).users;
    await adopt();
    await note();
    await goTo('PROVISIONING', 'REQUESTED');
    await bring(0);
    expect(await users()).toEqual([]);
    const opened = await goTo('ACTIVE', 'PROVISIONING');
    const open = async () => (await tellOpened(town.house, { Records: [opened] })).batchItemFailures;
    expect(await open()).toEqual([]);
    expect(await users()).toEqual([{ municipality: '999', address }]);
    // Whatever a line that was brought from elsewhere says of the municipality.
    const { value, ...row } = lines[0] as { pk: string; value: Record<string, unknown> };
    lines[0] = { ...row, value: { ...value, municipality: '091', uses: 2 } };
    await bring(0);
    expect(await open()).toEqual([]);
    expect(await users()).toEqual([{ municipality: '999', address }]);
  });

  it('tells nothing any more when it has left', async () => {
    const { adopt, address, goTo, note, bring, readInLibrary } = await followed();
    await adopt();
    await note();
    await goTo('ERASED', 'ERASING');
    await bring(0);
    expect((await readInLibrary(address)).users).toEqual([]);
  });
});

describe('A new version that nobody has looked at', () => {
  it('is told as a number until somebody begins to go over to it', async () => {
    const { town, adopt, next, merge } = await practiceTown();
    const newer = async () => (await town.as('admin', countNewVersions, {})).body.newer;
    await adopt();
    expect(await newer()).toBe(0);
    const to = await next((content: { meetings: Programme['meetings'] }) => {
      for (const meeting of content.meetings) meeting.course['fi'] = 'Uudestaan';
    });
    expect(await newer()).toBe(1);
    await merge(to);
    expect(await newer()).toBe(0);
  });
});

describe('A local change offered to the network', () => {
  it('is handed in as a version made from the adopted one: free fields stay the municipality’s own', async () => {
    const { town, parameters, adopt, change, address, readInLibrary } = await followed();
    await adopt(['/meetings/second']);
    await change('/group/seats', 20);
    await change('/meetings/first/title/fi', 'Menot näkyviin');
    const { body } = await town.as('admin', offerChanges, { parameters, body: { version: '1.1' } });
    expect(body.offered).toMatchObject({ version: '1.1' });
    const { state, template } = await readInLibrary(body.offered?.address ?? '');
    expect([state, template.parents]).toEqual(['REVIEW', [address]]);
    const offered = template.content as unknown as Programme;
    expect(offered.group.seats).toBe(8);
    expect(offered.meetings.map(({ title }) => title['fi'])).toEqual([
      'Menot näkyviin',
      'Laskut',
      'Säästäminen',
    ]);
  });

  it('is refused when nothing but free fields was changed, and under a number that is taken', async () => {
    const { town, parameters, adopt, change } = await followed();
    await adopt();
    await change('/group/seats', 20);
    const offer = (version: string) => town.as('admin', offerChanges, { parameters, body: { version } });
    expect((await offer('1.1')).problem.type).toBe('/problems/state-conflict');
    await change('/meetings/first/title/fi', 'Menot näkyviin');
    expect((await offer('1')).problem.type).toBe('/problems/id-already-used');
  });

  it('handed in twice is one version, and once', async () => {
    const { town, parameters, adopt, change } = await followed();
    await adopt();
    await change('/meetings/first/title/fi', 'Menot näkyviin');
    const offer = () => town.as('admin', offerChanges, { parameters, body: { version: '1.1' } });
    const [first, second] = [await offer(), await offer()];
    expect(second.body).toEqual(first.body);
    expect(second.body.history.map(({ what }) => what)).toEqual(['ADOPTED', 'CHANGED', 'OFFERED']);
  });
});
