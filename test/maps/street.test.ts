import type { MapView } from '@ohjaamo/shared/maps/views.ts';
import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { KEPT_DAYS } from '@ohjaamo/shared/maps/streetRoutes.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openedClient } from '../cases/caseTown.ts';
import { people } from '../support/workTown.ts';
import { assignTo } from './given.ts';
import { anyCode, mapTown, newMap, own, says } from './mapTown.ts';

const { readStreetMap, keepMap, openKeptMap, forgetKeptMap } = mapsRoutes;
const answers = { home: says({ value: 7, strength: true }), mind: says({ value: 1, words: 'En jaksa.' }) };
const anyRow = z.looseObject({ pk: z.string() });

describe('A map that is filled in alone', () => {
  it('asks the same twelve areas, and says which services help with what', async () => {
    const { town } = await mapTown();
    const { body } = await town.fromStreet(readStreetMap);
    expect(body.instrument.areas).toHaveLength(12);
    expect(body.keptDays).toBe(KEPT_DAYS);
    expect(body.services.map(({ code }) => code)).toEqual(['INDIV']);
  });

  it('opens with its code alone, as it was kept, without telling who looks', async () => {
    const { town, keeps } = await mapTown();
    const code = await keeps(answers);
    const opened = await town.fromStreet(openKeptMap, {
      body: { code: code.toLowerCase().replace('-', ' ') },
    });
    expect(opened.body.map.answers).toEqual(answers);
    expect(opened.cookies).toEqual([]);
    expect((await town.fromStreet(openKeptMap, { body: { code: anyCode() } })).problem.type).toBe(
      '/problems/link-not-found',
    );
  });

  it('is the same map when it is kept again, and the code of another one is taken', async () => {
    const { town, keeps } = await mapTown();
    const code = await keeps(answers);
    await keeps(answers, code);
    const other = await town.fromStreet(keepMap, {
      body: { code, ...own, map: { answers: { home: says({ value: 2 }) } } },
    });
    expect(other.problem.type).toBe('/problems/id-already-used');
    expect((await town.fromStreet(openKeptMap, { body: { code } })).body.map.answers).toEqual(answers);
  });

  it('is not kept with nothing said, nor with what is not asked', async () => {
    const { town } = await mapTown();
    const keep = (map: object) =>
      town.fromStreet(keepMap, { anyBody: { code: anyCode(), ...own, map: { answers: map } } });
    expect((await keep({})).problem.errors?.[0]?.code).toBe('nothing_said');
    expect((await keep({ diagnosis: says({ value: 3 }) })).problem.errors?.[0]?.code).toBe('unknown_area');
    expect((await keep({ home: { ...says({}), value: 11 } })).status).toBe(400);
    expect((await keep({ home: says({ words: 'Tunnus 010199-9001' }) })).text).not.toContain('9001');
  });

  it('goes when its time is over, at once when its owner says so, and stands nowhere in clear', async () => {
    const { town, keeps } = await mapTown();
    const [first, second] = [await keeps(answers), await keeps(answers)];
    await town.fromStreet(forgetKeptMap, { body: { code: first } });
    expect((await town.fromStreet(openKeptMap, { body: { code: first } })).status).toBe(404);
    expect((await town.fromStreet(openKeptMap, { body: { code: second } })).status).toBe(200);
    town.clock.set('2027-05-02T08:31+03:00');
    expect((await town.fromStreet(openKeptMap, { body: { code: second } })).status).toBe(200);
    town.clock.set('2027-05-02T09:31+03:00');
    expect((await town.fromStreet(openKeptMap, { body: { code: second } })).status).toBe(404);
  });

  it('is of one municipality: the same code opens nothing in another', async () => {
    const [one, other] = [await mapTown(), await mapTown()];
    const code = await one.keeps(answers);
    expect((await other.town.fromStreet(openKeptMap, { body: { code } })).status).toBe(404);
    await other.keeps({ home: says({ value: 1 }) }, code);
    expect((await one.town.fromStreet(openKeptMap, { body: { code } })).body.map.answers).toEqual(answers);
  });

  it('stands under a keyed hash of its code and sealed', async () => {
    const { town, keeps } = await mapTown();
    const code = await keeps(answers);
    const scope = town.house.scope(town.tenantId, 'mapKeeper');
    const fingerprint = await scope.vault.fingerprint('map-code', code);
    const row = await scope.cases.get(scope.keys.keptMap(fingerprint), anyRow);
    expect(row).toBeDefined();
    const bare = code.replace('-', '');
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${code}|${bare}|jaksa|value|home`, 'u'));
  });

  it('lets nobody try codes out: after ten wrong ones each further try waits, also with a right one', async () => {
    const { town, keeps } = await mapTown();
    const code = await keeps(answers);
    for (let tried = 0; tried < 10; tried++) {
      expect((await town.fromStreet(openKeptMap, { body: { code: anyCode() } })).status).toBe(404);
    }
    const waits = await town.fromStreet(openKeptMap, { body: { code } });
    expect(waits.problem.type).toBe('/problems/too-many-attempts');
    expect(waits.headers['retry-after']).toBe('30');
    town.clock.set('2027-02-01T08:31+02:00');
    expect((await town.fromStreet(openKeptMap, { body: { code } })).status).toBe(200);
  });

  it('tells nobody which codes are taken by keeping under them: that counts as a wrong code', async () => {
    const { town, keeps } = await mapTown();
    const code = await keeps(answers);
    const keep = (under: string) =>
      town.fromStreet(keepMap, {
        body: { code: under, ...own, map: { answers: { home: says({ value: 2 }) } } },
      });
    for (let tried = 0; tried < 10; tried++) {
      expect((await keep(code)).problem.type).toBe('/problems/id-already-used');
    }
    expect((await keep(code)).problem.type).toBe('/problems/too-many-attempts');
    expect((await keep(anyCode())).problem.type).toBe('/problems/too-many-attempts');
    const opening = await town.fromStreet(openKeptMap, { body: { code } });
    expect(opening.problem.type).toBe('/problems/too-many-attempts');
  });

  it('of one address sixty are kept in a day', async () => {
    const { town, keeps } = await mapTown();
    await Promise.all(Array.from({ length: 60 }, () => keeps({ home: says({ value: 5 }) })));
    const another = await town.fromStreet(keepMap, {
      body: { code: anyCode(), ...own, map: { answers } },
    });
    expect(another.problem.type).toBe('/problems/cap-reached');
  });
});

describe('A map that is brought by its code', () => {
  it('moves into the case as it is, once, with the day it was filled in on', async () => {
    const { town, client, keeps, claim, list } = await mapTown();
    const code = await keeps(answers);
    town.clock.set('2027-02-03T10:00+02:00');
    await town.opens('counsellor', client);
    const id = newMap();
    const claimed = await claim(code, id);
    expect(claimed.status).toBe(201);
    expect(claimed.body).toMatchObject({ state: 'DONE', way: 'ALONE', owner: 'YOUTH' });
    expect(claimed.body.finishedAt).toBe('2027-02-01T06:30:00.000Z');
    const valueOf = ({ areas }: MapView) => areas.find(({ key }) => key === 'mind')?.answer;
    expect(valueOf(claimed.body)).toEqual(answers.mind);
    expect((await town.fromStreet(openKeptMap, { body: { code } })).status).toBe(404);
    expect((await claim(code, id)).body).toEqual(claimed.body);
    expect((await claim(code)).problem.type).toBe('/problems/link-not-found');
    expect((await list()).body.maps).toHaveLength(1);
    expect((await town.trailOf(client)).map(({ action }) => action)).toContain('CLAIM_MAP');
  });

  it('by two cases at one time goes into one of them', async () => {
    const { town, client, keeps, claim } = await mapTown();
    const other = await openedClient(town);
    const code = await keeps(answers);
    const both = await Promise.all([
      claim(code),
      town.as('counsellor', mapsRoutes.claimMap, {
        parameters: { clientId: other },
        body: { mapId: newMap(), code },
      }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404]);
    const listed = await Promise.all(
      [client, other].map((clientId) =>
        town.as('counsellor', mapsRoutes.readMaps, { parameters: { clientId } }),
      ),
    );
    expect(listed.flatMap(({ body }) => body.maps)).toHaveLength(1);
  });

  it('is taken by whoever may write into the case, and wrong codes of a worker count', async () => {
    const { town, client, keeps, claim } = await mapTown();
    const code = await keeps(answers);
    expect((await claim(code, newMap(), 'partner')).status).toBe(404);
    await assignTo(town, client, people.partner.id);
    await town.opens('partner', client, 'REFERRAL');
    for (let tried = 0; tried < 10; tried++) await claim(anyCode(), newMap(), 'partner');
    expect((await claim(code, newMap(), 'partner')).problem.type).toBe('/problems/too-many-attempts');
    expect((await claim(code)).status).toBe(201);
  });
});
