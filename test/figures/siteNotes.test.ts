import { readToldNotes, tellNote } from '@ohjaamo/functions/figures/noteRepository.ts';
import { publishNotes } from '@ohjaamo/functions/figures/index.ts';
import { writePublication } from '@ohjaamo/functions/figures/networkRepository.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { slug } from '@ohjaamo/shared/kernel/ids.ts';
import { LONGEST_SITE_NOTE, MOST_SITE_NOTES } from '@ohjaamo/shared/figures/siteNote.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { describe, expect, it } from 'vitest';
import { call, register } from '../support/house.ts';
import { registered } from '../support/registered.ts';
import { workTown } from '../support/workTown.ts';
import { figuresDispatch } from '@ohjaamo/functions/figures/dispatch.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';

const steward: Actor = { realm: 'global', subject: 'subject-of-the-steward', roles: ['NETWORK_STEWARD'] };
const TEXT = { fi: 'Suljettu heinäkuussa remontin takia.', sv: 'Stängt i juli för renovering.' };

/** A town in a year of its own, because the network's table is one for all tests, in April when the first quarter has closed. */
async function noteTown() {
  const year = String(2100 + Math.floor(Math.random() * 7000));
  const town = await workTown(`${year}-04-11T12:00+03:00`);
  const { house, tenantId, main } = town;
  const name = town.tenant.profile.slug;
  await register(house.platform, tenantId, town.tenant);
  const quarter = `${year}-Q1`;
  const at = { siteId: main.id, quarter };
  const handler = moduleHandler(figuresRoutes, figuresDispatch(house.network), {
    ...house,
    memberRole: 'figures',
  });
  return {
    ...{ ...town, quarter, at, name },
    writes: (version: number, text: object = TEXT, who: 'manager' | 'counsellor' | 'admin' = 'manager') =>
      town.as(who, figuresRoutes.writeSiteNote, { parameters: at, body: { version, ...text } as never }),
    withdraws: (version: number) =>
      town.as('manager', figuresRoutes.withdrawSiteNote, { parameters: at, body: { version } }),
    reads: () => town.as('counsellor', figuresRoutes.readSiteNotes, { query: { quarter } }),
    /** The stream tells of what stands, as often as it likes. */
    tells: (site: string = main.id, of = quarter) =>
      publishNotes(house, {
        Records: [
          {
            dynamodb: {
              SequenceNumber: '1',
              Keys: { pk: { S: `T#${tenantId}#FIGURENOTE#${of}` }, sk: { S: site } },
            },
          },
        ],
      }),
    told: () => readToldNotes(house.network, quarter),
    publishes: () =>
      writePublication(house.network, {
        quarter,
        versions: [{ version: 1, publishedAt: '2027-04-11T00:00:00.000Z' }],
      }),
    asks: <R extends Parameters<typeof call>[1]>(route: R, request: Parameters<typeof call<R>>[2]) =>
      call(handler, route, request),
  };
}

describe('A note of a site to its figures', () => {
  it('is written by the coordinator, kept in versions, and told to the network', async () => {
    const town = await noteTown();
    expect((await town.writes(0)).body).toMatchObject({ version: 1, text: TEXT });
    town.clock.set(`${town.quarter.slice(0, 4)}-04-12T12:00+03:00`);
    const second = { fi: 'Suljettu koko heinäkuun.' };
    expect((await town.writes(1, second)).body).toMatchObject({ version: 2, text: second });
    const { body } = await town.reads();
    expect(body).toMatchObject({ open: true, notes: [{ site: town.main.id, version: 2, text: second }] });
    expect(body.notes[0]?.earlier.map(({ text }) => text)).toEqual([TEXT]);
    await town.tells();
    expect(await town.told()).toMatchObject([
      { tenantSlug: town.name, siteSlug: 'keskusta', version: 2, text: second },
    ]);
    expect(
      (await town.trail(`${town.quarter.slice(0, 4)}-04`)).map(
        ({ action, outcome }) => `${action} ${outcome}`,
      ),
    ).toEqual([...['WRITE_FIGURE_NOTE DONE', 'WRITE_FIGURE_NOTE DONE']]);
  });

  it('is the same when it is sent twice, and refused over a version that nobody saw', async () => {
    const town = await noteTown();
    const first = await town.writes(0);
    expect((await town.writes(0)).body).toEqual(first.body);
    expect((await town.writes(0, { fi: 'Muuta.' })).problem.type).toBe('/problems/stale-version');
    expect((await town.writes(5)).problem.type).toBe('/problems/stale-version');
    expect((await town.reads()).body.notes[0]).toMatchObject({ version: 1, earlier: [] });
  });

  it('is taken back for everybody, and can be written again', async () => {
    const town = await noteTown();
    await town.writes(0);
    await town.tells();
    const { body } = await town.withdraws(1);
    expect(body).toEqual({ site: town.main.id, version: 2, writtenAt: expect.any(String) as string });
    expect((await town.withdraws(1)).body).toEqual(body);
    await town.tells();
    expect(await town.told()).toEqual([]);
    expect((await town.withdraws(2)).problem.type).toBe('/problems/state-conflict');
    await town.writes(2);
    await town.tells();
    expect(await town.told()).toMatchObject([{ version: 3, text: TEXT }]);
  });

  it('is what stands, whatever the stream repeats or brings late', async () => {
    const town = await noteTown();
    await town.writes(0);
    await town.withdraws(1);
    for (const _ of [1, 2]) expect((await town.tells()).batchItemFailures).toEqual([]);
    expect(await town.told()).toEqual([]);
    // A run that read the first version and was slow.
    await tellNote(
      town.house.network,
      { quarter: town.quarter, tenant: town.tenantId, site: town.main.id },
      {
        ...{ tenantSlug: slug.parse('kunta'), tenantName: {}, siteSlug: town.main.slug, siteName: {} },
        ...{ version: 1, writtenAt: '2027-04-11T00:00:00.000Z', text: { fi: 'Vanha.' } },
      },
    );
    expect(await town.told()).toEqual([]);
  });

  it('is refused before the quarter has closed, by who only works there, and of another’s site', async () => {
    const town = await noteTown();
    expect((await town.writes(0, TEXT, 'counsellor')).status).toBe(403);
    const later = { siteId: town.main.id, quarter: `${town.quarter.slice(0, 4)}-Q2` };
    const early = await town.as('manager', figuresRoutes.writeSiteNote, {
      parameters: later,
      body: { version: 0, ...TEXT },
    });
    expect(early.problem.type).toBe('/problems/state-conflict');
    const other = await noteTown();
    const foreign = await town.as('manager', figuresRoutes.writeSiteNote, {
      parameters: { ...town.at, siteId: 'zzzzzzzzzz' },
      body: { version: 0, ...TEXT },
    });
    expect(foreign.status).toBe(404);
    expect((await other.reads()).body.notes).toEqual([]);
  });

  it('is refused with a worker’s name or more than fits, at its field', async () => {
    const town = await noteTown();
    const [worker] = town.tenant.staff;
    const named = await town.writes(0, { fi: 'Poissa.', en: `${worker?.name ?? ''} was away.` });
    expect(named.problem.errors).toEqual([{ pointer: '/body/en', code: 'names_worker' }]);
    const long = await town.writes(0, { fi: 'a'.repeat(LONGEST_SITE_NOTE + 1) });
    expect(long.problem.errors?.[0]?.pointer).toBe('/body/fi');
  });

  it('has so many versions and no more, the last of them for taking it back', async () => {
    const town = await noteTown();
    for (let version = 0; version < MOST_SITE_NOTES - 1; version++) {
      expect((await town.writes(version, { fi: `Versio ${String(version)}.` })).status).toBe(200);
    }
    const full = await town.writes(MOST_SITE_NOTES - 1, { fi: 'Vielä yksi.' });
    expect(full.problem.type).toBe('/problems/cap-reached');
    expect((await town.withdraws(MOST_SITE_NOTES - 1)).status).toBe(200);
  });

  it('is told of no site that the municipality does not have, nor of one that is gone', async () => {
    const town = await noteTown();
    await town.writes(0);
    expect((await town.tells('zzzzzzzzzz')).batchItemFailures).toEqual([]);
    await registered(town.house, town.tenantId, town.tenant, 'ERASED');
    await town.tells();
    expect(await town.told()).toEqual([]);
  });
});

describe('Notes in open data', () => {
  it('stand with their language under the name that the cubes have for the site, once the quarter is published', async () => {
    const town = await noteTown();
    await town.writes(0, { ...TEXT, en: '=Closed in "July"' });
    await town.tells();
    const parameters = { quarter: town.quarter };
    expect((await town.asks(figuresRoutes.readOpenNotes, { parameters })).status).toBe(404);
    await town.publishes();
    const { body, headers } = await town.asks(figuresRoutes.readOpenNotes, { parameters });
    expect(body.notes).toMatchObject([
      {
        area: `${town.name}.keskusta`,
        texts: [
          { language: 'fi', text: TEXT.fi },
          { language: 'sv', text: TEXT.sv },
          { language: 'en', text: '=Closed in "July"' },
        ],
      },
    ]);
    expect(headers['cache-control']).toBe('public, max-age=300');
    const known = { 'if-none-match': String(headers['etag']) };
    const again = await town.asks(figuresRoutes.readOpenNotes, { parameters, headers: known });
    expect([again.status, again.text, again.headers['cache-control'], again.headers['etag']]).toEqual([
      ...[304, '', 'public, max-age=300', headers['etag']],
    ]);
    await town.withdraws(1);
    await town.tells();
    const changed = await town.asks(figuresRoutes.readOpenNotes, { parameters, headers: known });
    expect([changed.status, changed.body.notes]).toEqual([200, []]);
    await town.writes(2, { ...TEXT, en: '=Closed in "July"' });
    await town.tells();
    const csv = (await town.asks(figuresRoutes.readOpenNotesTable, { parameters })).text.split('\r\n');
    expect(csv[0]).toBe('quarter,area,area_name,version,written_at,language,text');
    expect(csv[3]).toMatch(/"en","'=Closed in ""July"""$/u);
  });

  it('are answered to HEAD as to GET, without the body', async () => {
    const town = await noteTown();
    await town.publishes();
    const parameters = { quarter: town.quarter };
    const whole = await town.asks(figuresRoutes.readOpenNotes, { parameters });
    const head = await town.asks(figuresRoutes.readOpenNotes, { parameters, method: 'HEAD' });
    expect([head.status, head.text, head.headers]).toEqual([200, '', whole.headers]);
    const none = { parameters: { quarter: '1999-Q1' }, method: 'HEAD' } as const;
    const missing = await town.asks(figuresRoutes.readOpenNotes, none);
    expect([missing.status, missing.text]).toEqual([404, '']);
  });

  it('stand beside the network’s figures', async () => {
    const town = await noteTown();
    await town.writes(0);
    await town.tells();
    const { body } = await town.asks(figuresRoutes.readNetworkFigures, {
      actor: steward,
      query: { quarter: town.quarter },
    });
    expect(body.notes).toMatchObject([{ siteSlug: 'keskusta', text: TEXT }]);
  });
});
