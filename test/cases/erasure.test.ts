import { termsAhead } from '@ohjaamo/shared/cases/datedTerms.ts';
import { defaultCaseRules } from '@ohjaamo/shared/cases/retention.ts';
import { beginErasure } from '@ohjaamo/functions/cases/course/erasure.ts';
import { dataRoleOf } from '@ohjaamo/functions/cases/dataRole.ts';
import { casesDispatch } from '@ohjaamo/functions/cases/dispatch.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { lookAt } from '@ohjaamo/functions/cases/course/night.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type ClientId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { people, type workTown } from '../support/workTown.ts';
import { cutAt, fullTown } from './erasedTown.ts';

const { readClient, listMyClients, eraseClient, holdClient } = casesRoutes;

const keyRow = z.object({ pk: z.string(), sk: z.string() });

describe('Erasing a client', () => {
  it('closes the case at once, and after the night leaves facts without a person and the log of use', async () => {
    const town = await fullTown();
    const before = await town.rows();
    // By both words of the name and by the telephone.
    const found = before.filter(({ key }) => /^T#\w+#FIND#/u.test(key) && key.includes(town.clientId));
    expect(found).toHaveLength(3);
    const receipt = await town.erase();
    expect(receipt.status).toBe(200);
    expect(receipt.body).toMatchObject({
      erasedOn: '2027-02-01',
      streamsUntil: '2027-02-02',
      backupsUntil: '2027-03-08',
    });
    expect((await town.as('counsellor', readClient, town.of)).status).toBe(404);
    expect((await town.as('counsellor', listMyClients)).body.clients.map(({ id }) => id)).toEqual([
      town.other,
    ]);
    await town.night('2027-02-02');
    expect(await town.traces()).toEqual([]);

    const after = await town.rows();
    const contact = after.find(({ key }) => key.includes(`CONTACT#${town.contact}`));
    expect(contact?.text).toContain('HOUSING');
    expect(after.some(({ key }) => key.includes(`CLIENT#${town.other}`))).toBe(true);
    // The log of use keeps its rows: who looked, when and why, by opaque ids.
    const trail = (all: typeof before) => all.filter(({ table }) => table === 'audit').length;
    expect(trail(after)).toBeGreaterThan(trail(before));
    expect(await town.ledger()).toEqual([{ clients: [town.clientId], ground: 'PERSON_ASKS' }]);
  });

  it('takes two: who decides is not who asked, and nothing goes that nobody has asked for', async () => {
    const town = await fullTown();
    expect((await town.decide()).problem.type).toBe('/problems/state-conflict');
    await town.ask();
    await town.ask(false);
    expect((await town.decide()).problem.type).toBe('/problems/state-conflict');
    await town.ask();
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    // A small municipality: the administrator is a counsellor as well, and asked for it as that.
    await cases.update({
      Key: keys.client(town.clientId, 'CLIENT'),
      UpdateExpression: 'SET erasureAsked.#by = :admin',
      ExpressionAttributeNames: { '#by': 'by' },
      ExpressionAttributeValues: { ':admin': people.admin.id },
    });
    expect((await town.decide()).problem.type).toBe('/problems/state-conflict');
    expect((await town.as('counsellor', readClient, town.of)).status).toBe(200);
    expect(await town.ledger()).toEqual([]);
    await town.ask();
    expect((await town.decide()).status).toBe(200);
  });

  it('stands in the ledger before anything goes, so that a restore of the same day is held to it', async () => {
    const town = await fullTown();
    await town.erase();
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    expect(await town.ledger()).toEqual([{ clients: [town.clientId], ground: 'PERSON_ASKS', begun: true }]);
    // The restored table knows the client and nothing of the erasure.
    const { items } = await cases.query(keys.client(town.clientId, '').pk, keyRow);
    expect(items.map(({ sk }) => sk)).toEqual(['ERASURE']);
    await town.house
      .scope(town.tenantId, 'eraser')
      .cases.transact(items.map(({ pk, sk }) => ({ Delete: { TableName: cases.name, Key: { pk, sk } } })));
    await cases.put({
      ...keys.client(town.clientId, 'CLIENT'),
      kind: 'CLIENT',
      id: town.clientId,
      held: true,
    });
    await cases.put({ ...keys.client(town.clientId, 'NOTE#old'), kind: 'NOTE', text: 'Revontuli' });
    await town.night('2027-02-01', { replay: '2027-02-01' });
    expect(await town.traces()).not.toEqual([]);
    await cases.put({ ...keys.client(town.clientId, 'CLIENT'), kind: 'CLIENT', id: town.clientId });
    await town.night('2027-02-01', { replay: '2027-02-01' });
    expect(await town.traces()).toEqual([]);
  });

  it('takes its line back when it does not begin', async () => {
    const town = await fullTown();
    await town.ask();
    const refused = await town.withoutTrail('admin', eraseClient, {
      ...town.of,
      body: { ground: 'PERSON_ASKS' },
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await town.ledger()).toEqual([]);
    expect((await town.as('counsellor', readClient, town.of)).status).toBe(200);
  });

  it('that is cut off has its line already, and the night ends it', async () => {
    const town = await fullTown();
    await town.ask();
    const { house } = town;
    const openScope = cutAt(house.openScope, 2);
    const cut = moduleHandler(casesRoutes, casesDispatch(house), {
      ...house,
      openScope,
      memberRole: dataRoleOf,
    });
    const answer = await call(cut, eraseClient, {
      ...town.of,
      actor: town.actor('admin'),
      body: { ground: 'PERSON_ASKS' },
    });
    expect(answer.status).toBe(500);
    expect(await town.ledger()).toMatchObject([{ clients: [town.clientId], begun: true }]);
    expect(await town.traces()).not.toEqual([]);
    await town.night('2027-02-02');
    expect(await town.ledger()).toEqual([{ clients: [town.clientId], ground: 'PERSON_ASKS' }]);
    expect(await town.traces()).toEqual([]);
  });

  it('does not begin when another record was taken in after it was read', async () => {
    const town = await fullTown();
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    const scope = town.house.scope(town.tenantId, 'eraser');
    const key = keys.client(town.clientId, 'CLIENT');
    await cases.update({
      Key: key,
      UpdateExpression: 'SET mergedFrom = :taken',
      ExpressionAttributeValues: { ':taken': [town.other] },
    });
    const term = { ground: 'TERM', on: '2027-02-01', at: '2027-02-01T00:00:00.000Z' } as const;
    expect((await beginErasure(scope, { id: town.clientId }, term, [])).ok).toBe(false);
    expect((await beginErasure(scope, { id: town.clientId, mergedFrom: [town.other] }, term, [])).ok).toBe(
      true,
    );
  });

  it('takes a purge that dies anywhere to its end when it runs again', async () => {
    const town = await fullTown();
    const { house, tenantId } = town;
    // A case whose term has come is erased by the night; the night dies after one write more each time.
    await town.as('counsellor', casesRoutes.closeEpisode, {
      parameters: { clientId: town.clientId, episodeId: await episodeOf(town) },
      body: { destination: 'MOVED', reason: 'MOVED', source: 'WORKER', followUp: false },
    });
    town.clock.set('2029-02-01T02:45+02:00');
    let cuts = 0;
    for (let number = 1; ; number++) {
      const ended = await town
        .night('2029-02-01', undefined, cutAt(house.openScope, number))
        .then(() => true)
        .catch(() => false);
      if (ended) break;
      cuts++;
      if (number > 60) throw new Error('The night never ended');
    }
    expect(cuts).toBeGreaterThan(3);
    expect(await town.traces()).toEqual([]);
    expect(
      await house
        .scope(tenantId, 'eraser')
        .cases.get(house.scope(tenantId, 'eraser').keys.client(town.clientId, 'ERASURE'), z.object({})),
    ).toBeUndefined();
  });

  it('asked twice goes on where it was; a hold stands against it', async () => {
    const town = await fullTown();
    const hold = (held: boolean) =>
      town.as('admin', holdClient, { ...town.of, body: { held, reason: 'Selvitys kesken' } });
    await hold(true);
    expect((await town.erase()).problem.type).toBe('/problems/state-conflict');
    await hold(false);
    expect((await town.erase()).status).toBe(200);
    expect((await town.decide()).status).toBe(200);
    await town.night('2027-02-02');
    expect((await town.decide()).problem.type).toBe('/problems/not-found');
  });

  it('takes the records that were taken into it along, and a hold on one of them holds both', async () => {
    const town = await fullTown();
    await town.as('counsellor', casesRoutes.mergeClients, {
      ...town.of,
      body: { mergeId: randomIds.id(20), other: town.other, reason: 'Kirjattu kahdesti' },
    });
    const hold = (held: boolean) =>
      town.as('admin', holdClient, {
        parameters: { clientId: town.other },
        body: { held, reason: 'Selvitys kesken' },
      });
    expect((await hold(true)).status).toBe(200);
    expect((await town.erase()).problem.type).toBe('/problems/state-conflict');
    await hold(false);
    expect((await town.erase()).status).toBe(200);
    await town.night('2027-02-02');
    expect(await town.traces()).toEqual([]);
    expect(
      (await town.rows()).filter(({ table, text }) => table !== 'audit' && text.includes(town.other)),
    ).toEqual([]);
  });

  it('takes with it what a request under way writes a moment later', async () => {
    const town = await fullTown();
    await town.erase();
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    await cases.put({ ...keys.client(town.clientId, 'NOTE#late'), kind: 'NOTE', text: 'Revontuli' });
    await town.night('2027-02-02');
    expect(await town.traces()).toEqual([]);
  });

  it('is done again after a restore has brought the case back', async () => {
    const town = await fullTown();
    await town.erase();
    await town.night('2027-02-02');
    const { cases, work, keys } = town.house.scope(town.tenantId, 'cases');
    await cases.put({ ...keys.client(town.clientId, 'CLIENT'), kind: 'CLIENT', id: town.clientId });
    await cases.put({ ...keys.client(town.clientId, 'NOTE#old'), kind: 'NOTE', text: 'Revontuli' });
    expect(work.name).not.toBe(cases.name);
    await town.night('2027-02-03', { replay: '2027-02-03' });
    expect(await town.traces()).not.toEqual([]);
    await town.night('2027-02-03', { replay: '2027-02-01' });
    expect(await town.traces()).toEqual([]);
  });

  it('is for an administrator alone', async () => {
    const town = await fullTown();
    const tried = await town.as('counsellor', eraseClient, { ...town.of, body: { ground: 'PERSON_ASKS' } });
    expect(tried.status).toBe(403);
    expect((await town.as('counsellor', readClient, town.of)).status).toBe(200);
  });
});

async function episodeOf(town: { as: Awaited<ReturnType<typeof workTown>>['as']; clientId: ClientId }) {
  const { body } = await town.as('counsellor', readClient, { parameters: { clientId: town.clientId } });
  const id = body.episodes[0]?.id;
  if (!id) throw new Error('No episode');
  return id;
}

describe('A look at a case that is gone', () => {
  it('does nothing', async () => {
    const town = await fullTown();
    await town.erase();
    const scope = town.house.scope(town.tenantId, 'eraser');
    const night = {
      scope,
      terms: termsAhead(defaultCaseRules, [], '2027-02-01'),
      zone: 'Europe/Helsinki',
      today: '2027-02-01',
      at: '2027-02-01T00:00:00.000Z',
      owner: 'YOUTH',
      personGone: () => Promise.resolve([]),
    };
    expect(await lookAt(night, town.clientId)).toBe(0);
  });
});
