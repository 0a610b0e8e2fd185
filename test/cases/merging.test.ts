import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { sealTexts } from '@ohjaamo/functions/kernel/sealing.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import {
  goesBack,
  higherOf,
  mergedTeam,
  movedBy,
  movesWithMerge,
  tasksApart,
  teamApart,
} from '@ohjaamo/shared/cases/merge.ts';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { clientForm, consentForm } from './caseTown.ts';
import { merge, newId, notes, openAs, read, twice } from './mergeTown.ts';

const { listMyClients, recordConsent, searchClients, assignWorker } = casesRoutes;
const { unmergeClients, listMerges, findMerged } = casesRoutes;

/** Whether a Query is for a client's partition; what else is read the two requests may wait for together. */
const isOfClient = (query: object) =>
  JSON.stringify((query as QueryCommandInput).ExpressionAttributeValues).includes('#CLIENT#');

describe('Two records of one person', () => {
  it('become one with everything of both, and nothing of the other stays to be found by itself', async () => {
    const { town, into, other, consents } = await twice();
    const answer = await merge(town, into, other);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ from: other, displayName: 'Saari Testi', state: 'MERGED' });
    const one = (await read(town, into)).body;
    expect(one.consents.map(({ id }) => id).sort()).toEqual(
      [consents.into.consentId, consents.other.consentId].sort(),
    );
    expect(one.episodes).toHaveLength(2);
    expect(await notes(town, into)).toEqual(['of into', 'of other']);
    expect((await read(town, other)).status).toBe(404);
    const mine = (await town.as('counsellor', listMyClients)).body.clients;
    expect(mine.map(({ id }) => id)).toEqual([into]);
    const merged = await town.as('counsellor', findMerged, { parameters: { clientId: other } });
    expect(merged.body).toEqual({ into });
  });

  it('are found as one by the telephone of either', async () => {
    const { town, into, other } = await twice();
    await merge(town, into, other);
    const found = await town.as('counsellor', searchClients, {
      body: { by: { kind: 'PHONE', text: '+358405550199' }, purpose: 'GUIDANCE' },
    });
    expect(found.body.clients.map(({ id }) => id)).toEqual([into]);
  });

  it('come apart again: what came goes back, what was written since stays', async () => {
    const { town, into, other, consents } = await twice();
    const mergeId = newId();
    await merge(town, into, other, mergeId);
    const since = consentForm({ categories: ['HOUSING'] });
    await town.as('counsellor', recordConsent, { parameters: { clientId: into }, body: since });
    const parameters = { clientId: into, mergeId };
    const apart = await town.as('counsellor', unmergeClients, { parameters, body: {} });
    expect(apart.body.state).toBe('UNMERGED');
    expect((await read(town, into)).body.consents.map(({ id }) => id).sort()).toEqual(
      [consents.into.consentId, since.consentId].sort(),
    );
    expect((await read(town, other)).body).toMatchObject({
      displayName: 'Saari Testi',
      phone: '040 555 0199',
      consents: [{ id: consents.other.consentId }],
    });
    expect(await notes(town, into)).toEqual(['of into']);
    expect(await notes(town, other)).toEqual(['of other']);
    expect((await town.as('counsellor', unmergeClients, { parameters, body: {} })).body.state).toBe(
      'UNMERGED',
    );
  });

  it('can be made one again after they were taken apart', async () => {
    const { town, into, other } = await twice();
    const mergeId = newId();
    await merge(town, into, other, mergeId);
    await town.as('counsellor', unmergeClients, { parameters: { clientId: into, mergeId }, body: {} });
    expect((await merge(town, into, other)).status).toBe(201);
    expect(await notes(town, into)).toEqual(['of into', 'of other']);
  });

  it('are merged once, however often it is asked with the same id', async () => {
    const { town, into, other } = await twice();
    const mergeId = newId();
    const [first, again] = [await merge(town, into, other, mergeId), await merge(town, into, other, mergeId)];
    expect(again.body).toEqual(first.body);
    const { merges } = (await town.as('counsellor', listMerges, { parameters: { clientId: into } })).body;
    expect(merges).toHaveLength(1);
  });

  it('merged in both directions at one time end as one: one of the two is refused', async () => {
    const { town, into, other } = await twice();
    const answers = await Promise.all([merge(town, into, other), merge(town, other, into)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, expect.any(Number)]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const standing = [await read(town, into), await read(town, other)].filter(({ status }) => status === 200);
    expect(standing).toHaveLength(1);
    expect(standing[0]?.body.consents).toHaveLength(2);
  });

  it.each([1, 2, 3, 4, 5])(
    'merged in both directions end as one, also when the one ends before read %i of the other',
    async (turn) => {
      const { town, into, other } = await twice();
      let reads = 0;
      let between: Promise<{ readonly status: number }> | undefined;
      // The use case reads with this client, which the house keeps for the town.
      town.house.clients(town.tenantId, 'merger').middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName === 'QueryCommand' && isOfClient(args.input) && ++reads === turn) {
              between = merge(town, into, other);
              await between;
            }
            return next(args);
          },
        { step: 'initialize', name: 'meanwhile' },
      );
      const outer = await merge(town, other, into);
      const inner = between ? await between : await merge(town, into, other);
      expect([outer.status, inner.status].filter((status) => status === 201)).toHaveLength(1);
      const standing = [await read(town, into), await read(town, other)].filter(
        ({ status }) => status === 200,
      );
      expect(standing).toHaveLength(1);
    },
  );

  it('go on where the merge was cut off', async () => {
    const { town, into, other } = await twice();
    const mergeId = newId();
    await merge(town, into, other, mergeId);
    // As if the first try had ended before the last row moved and before it could say so.
    const { cases, keys } = town.house.scope(town.tenantId, 'merger');
    await cases.update({
      Key: keys.client(into, `MERGE#${mergeId}`),
      UpdateExpression: 'SET #state = :moving',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':moving': 'MOVING' },
    });
    const scope = town.house.scope(town.tenantId, 'cases');
    const sealed = await sealTexts(scope, { client: other, sk: 'NOTE#late' }, { text: 'late' });
    await cases.put({ ...keys.client(other, 'NOTE#late'), kind: 'NOTE', sealed, clientId: other });
    expect((await merge(town, into, other, mergeId)).body.state).toBe('MERGED');
    expect(await notes(town, into)).toEqual(['of into', 'late', 'of other']);
  });

  it('are merged only by whoever guides both', async () => {
    const { town, into } = await twice();
    const foreign = await openAs(town, 'Testi Lintu', 'outreachWorker');
    await town.opens('counsellor', foreign);
    expect((await merge(town, into, foreign)).problem.type).toBe('/problems/access-refused');
    expect((await merge(town, into, into)).problem.type).toBe('/problems/invalid-request');
    expect((await merge(town, into, clientForm().clientId)).status).toBe(404);
    await town.as('counsellor', assignWorker, {
      parameters: { clientId: foreign },
      body: { staffId: people.counsellor.id, part: 'TEAM', reason: 'Sama nuori' },
    });
    expect((await merge(town, into, foreign)).status).toBe(201);
    const { team } = (await read(town, into)).body;
    expect(team.map(({ id, part }) => [id, part])).toEqual([
      [people.counsellor.id, 'NAMED'],
      [people.outreachWorker.id, 'TEAM'],
    ]);
    const mine = (await town.as('outreachWorker', listMyClients)).body.clients.map(({ id }) => id);
    expect(mine).toEqual([into]);
  });
});

describe('The rules of a merge', () => {
  it('leave the named worker who stands, and take out only who came with the other record', () => {
    const standing = [{ staffId: 'a', part: 'NAMED' as const }];
    const both = mergedTeam(standing, [
      { staffId: 'b', part: 'NAMED' },
      { staffId: 'a', part: 'DEPUTY' },
    ]);
    expect(both).toEqual([...standing, { staffId: 'b', part: 'TEAM' }]);
    expect(teamApart(both, ['b'])).toEqual(standing);
    expect(teamApart([{ staffId: 'b', part: 'NAMED' as const }], ['b'])).toHaveLength(1);
  });
  it('move what the case holds and leave what the record is found by', () => {
    expect(['CONSENT#1', 'EPISODE#1', 'NOTE#1', 'ENTRY#1', 'PLAN'].every(movesWithMerge)).toBe(true);
    expect(['CLIENT', 'TRACE#x', 'TEAM#x', 'PURPOSE#x', 'MERGE#x'].some(movesWithMerge)).toBe(false);
  });
  it('let a record go back with whatever belongs to it, and nothing else', () => {
    const [note, other, client] = [newId(), newId(), newId()];
    const moved = movedBy([`NOTE#${note}`, `STORY#2027-02-01T06:30:00.000Z#${note}`, 'WISHES']);
    expect(goesBack({ sk: `NOTE#${note}#0002` }, moved)).toBe(true);
    expect(goesBack({ sk: `STORY#2027-02-02T06:30:00.000Z#${note}-W` }, moved)).toBe(true);
    expect(goesBack({ sk: `STORY#2027-02-02T06:30:00.000Z#${other}`, record: note }, moved)).toBe(true);
    expect(goesBack({ sk: `TRACE#T#a#REFERRALS#KELA|${note}` }, moved)).toBe(true);
    expect(goesBack({ sk: 'WISHES' }, moved)).toBe(true);
    for (const sk of ['CLIENT', `NOTE#${other}`, `TEAM#${client}`, `TRACE#T#a#FIND#x|${client}`]) {
      expect(goesBack({ sk }, moved), sk).toBe(false);
    }
  });
  it('give each its tasks: what was done does not come back, what was set anew stays', () => {
    const task = (dueOn: string, record?: string) => ({ dueOn, ...(record && { record }) });
    const before = { done: task('2027-03-01'), came: task('2027-03-02'), anew: task('2027-03-03') };
    const standing = {
      ...{ came: before.came, anew: task('2027-04-01'), own: task('2027-05-01') },
      since: task('2027-06-01', 'moved'),
    };
    expect(tasksApart(standing, before, ['done', 'came', 'anew'], new Set(['moved']))).toEqual({
      stays: { anew: standing.anew, own: standing.own },
      goes: { came: before.came, anew: before.anew, since: standing.since },
    });
  });
  it('hold the better known level', () => {
    expect(higherOf('LIGHT', 'STRONG')).toBe('STRONG');
    expect(higherOf('STAFF_VERIFIED', 'LIGHT')).toBe('STAFF_VERIFIED');
  });
});
