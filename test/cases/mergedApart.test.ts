import { purge } from '@ohjaamo/functions/cases/course/erasure.ts';
import { moveBack, moveIn } from '@ohjaamo/functions/cases/mergeMovement.ts';
import { readClientFile, readConsent } from '@ohjaamo/functions/cases/repository.ts';
import { openTexts, sealTexts } from '@ohjaamo/functions/kernel/sealing.ts';
import type { TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { planForm } from '../employers/employersTown.ts';
import { noteForm } from '../notes/noteTown.ts';
import { people } from '../support/workTown.ts';
import { merge, newId, openAs, read, twice } from './mergeTown.ts';

const { listMyClients, searchClients, unmergeClients } = casesRoutes;

/** A person with a note, written down twice by mistake: two people after all. */
async function twoPeople() {
  const { town, into, other, consents } = await twice();
  const mergeId = newId();
  const note = noteForm({ text: 'Asuu tätinsä luona.' });
  await town.as('counsellor', notesRoutes.writeNote, { parameters: { clientId: other }, body: note });
  const scope = town.house.scope(town.tenantId, 'cases');
  const rows = async (client: ClientId) =>
    (await scope.cases.query(scope.keys.client(client, '').pk, z.looseObject({ sk: z.string() }))).items;
  return {
    ...{ town, into, other, consents, mergeId, note, rows, scope },
    merge: () => merge(town, into, other, mergeId),
    apart: () => town.as('counsellor', unmergeClients, { parameters: { clientId: into, mergeId }, body: {} }),
    /** Rewrites attributes of a client's own row. */
    set: (client: ClientId, values: Readonly<Record<string, unknown>>) =>
      scope.cases.update({
        Key: scope.keys.client(client, 'CLIENT'),
        UpdateExpression: `SET ${Object.keys(values)
          .map((name) => `#${name} = :${name}`)
          .join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(Object.keys(values).map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    head: (client: ClientId) => readClientFile(scope, client).then((file) => file?.client),
  };
}

/** A scope in which `act` is done between the first reading of rows and the first writing. */
function betweenReadAndMove(scope: TenantScope, act: () => Promise<void>): TenantScope {
  let done = false;
  return {
    ...scope,
    cases: {
      ...scope.cases,
      async transact(writes) {
        if (!done) {
          done = true;
          await act();
        }
        return scope.cases.transact(writes);
      },
    },
  };
}

describe('Two people who were taken for one', () => {
  it('are erased each by itself: of the one who was let go everything stands, and is found', async () => {
    const { town, into, other, merge: together, apart, note } = await twoPeople();
    await together();
    await apart();
    await purge(town.house.scope(town.tenantId, 'eraser'), [into]);
    expect((await read(town, other)).body).toMatchObject({
      displayName: 'Saari Testi',
      phone: '040 555 0199',
    });
    const found = await town.as('counsellor', searchClients, {
      body: { by: { kind: 'PHONE', text: '+358405550199' }, purpose: 'GUIDANCE' },
    });
    expect(found.body.clients.map(({ id }) => id)).toEqual([other]);
    expect((await town.as('counsellor', listMyClients)).body.clients.map(({ id }) => id)).toEqual([other]);
    const parameters = { clientId: other, noteId: note.noteId };
    expect((await town.as('counsellor', notesRoutes.readNote, { parameters })).status).toBe(200);
  });

  it('have each the own notes again, with what was corrected since', async () => {
    const { town, into, other, merge: together, apart, note, rows } = await twoPeople();
    await together();
    const here = { parameters: { clientId: into, noteId: note.noteId } };
    const body = { expectedVersion: 1, text: 'Asuu isänsä luona.', reason: 'Kuulin väärin' };
    expect((await town.as('counsellor', notesRoutes.correctNote, { ...here, body })).status).toBe(200);
    await apart();
    const left = JSON.stringify((await rows(into)).map(({ sk }) => sk));
    expect(left).not.toContain(note.noteId);
    expect(left).not.toContain('MOVED#');
    const there = { parameters: { clientId: other, noteId: note.noteId } };
    const again = await town.as('counsellor', notesRoutes.correctNote, {
      ...there,
      body: { ...body, expectedVersion: 2, text: 'Asuu äitinsä luona.' },
    });
    expect(again.status, again.text).toBe(200);
    const { text } = await town.as('counsellor', casesRoutes.readStory, { parameters: { clientId: other } });
    expect(text).toContain('Asuu äitinsä luona.');
  });

  it.each(['together', 'apart'] as const)(
    'keep a consent withdrawn that is withdrawn while their rows move %s',
    async (moving) => {
      const { town, into, other, consents } = await twoPeople();
      const scope = (role: 'merger' | 'cases') => town.house.scope(town.tenantId, role);
      const way = { from: other, into, merge: newId() };
      const back = { ...way, from: into, into: other };
      if (moving === 'apart') await moveIn(scope('merger'), way);
      const standing = moving === 'apart' ? into : other;
      const key = `CONSENT#${consents.other.consentId}`;
      const withdrawnAt = '2027-02-01T06:31:00.000Z';
      const between = betweenReadAndMove(scope('merger'), async () => {
        await scope('cases').cases.update({
          Key: scope('cases').keys.client(standing, key),
          UpdateExpression: 'SET withdrawnAt = :at',
          ExpressionAttributeValues: { ':at': withdrawnAt },
        });
      });
      await (moving === 'apart' ? moveBack(between, back) : moveIn(between, way));
      const consent = await readConsent(
        scope('cases'),
        moving === 'apart' ? other : into,
        consents.other.consentId,
      );
      expect(consent?.withdrawnAt).toBe(withdrawnAt);
    },
  );

  it('leave no organisation, task, name or detail of the one with the other', async () => {
    const { into, other, merge: together, apart, set, head, rows } = await twoPeople();
    await set(other, {
      ...{ receivers: ['KELA'], tags: ['HOUSING'], birthDate: '2004-05-06', interpreterLanguage: 'ar' },
      tasks: { REVIEW_PLAN: { kind: 'REVIEW_PLAN', dueOn: '2027-03-01' } },
    });
    await together();
    expect(await head(into)).toMatchObject({ receivers: ['KELA'], interpreterLanguage: 'ar' });
    await apart();
    const one = await head(into);
    expect(one).toMatchObject({ receivers: [], tasks: {}, tags: [], mergedFrom: [] });
    const left = JSON.stringify(await rows(into));
    for (const told of ['Saari Testi', '2004-05-06', '0199', '"ar"']) expect(left).not.toContain(told);
    expect(await head(other)).toMatchObject({
      ...{ receivers: ['KELA'], tags: ['HOUSING'], birthDate: '2004-05-06', interpreterLanguage: 'ar' },
      tasks: { REVIEW_PLAN: { kind: 'REVIEW_PLAN', dueOn: '2027-03-01' } },
    });
  });
});

describe('A record that has taken in another one', () => {
  it('is taken in with it, and both come apart again in turn', async () => {
    const { town, into: middle, other: first, head, rows } = await twoPeople();
    const last = await openAs(town, 'Testi Niemi');
    const kinds = async (client: ClientId) => (await rows(client)).filter(({ sk }) => sk.startsWith('NOTE#'));
    const [one, two] = [newId(), newId()];
    await merge(town, middle, first, one);
    await merge(town, last, middle, two);
    expect((await head(last))?.mergedFrom).toEqual([middle, first]);
    expect(await kinds(last)).toHaveLength(4);
    const apart = (clientId: ClientId, mergeId: ReturnType<typeof newId>) =>
      town.as('counsellor', unmergeClients, { parameters: { clientId, mergeId }, body: {} });
    expect((await apart(middle, one)).status).toBe(404);
    expect((await apart(last, two)).body.state).toBe('UNMERGED');
    expect((await head(last))?.mergedFrom).toEqual([]);
    expect((await apart(middle, one)).body.state).toBe('UNMERGED');
    expect((await kinds(first)).map(({ sk }) => sk)).toContain('NOTE#other');
    expect((await kinds(middle)).map(({ sk }) => sk)).toEqual(['NOTE#into']);
    expect(await kinds(last)).toEqual([]);
  });
});

describe('What is known of a person in one of two records', () => {
  it('is known in the one that stays, and the better level holds', async () => {
    const { town, into, other, merge: together, apart, set, head } = await twoPeople();
    const texts = { identityCode: '020204A9021', address: 'Testikuja 10' };
    const scope = town.house.scope(town.tenantId, 'cases');
    const sealed = await sealTexts(scope, { client: other, sk: 'CLIENT' }, texts);
    await set(other, { sealed, identification: 'STAFF_VERIFIED', version: 2 });
    await together();
    const one = await head(into);
    expect(one?.identification).toBe('STAFF_VERIFIED');
    expect(await openTexts(scope, { client: into, sk: 'CLIENT' }, one?.sealed ?? {})).toEqual(texts);
    await apart();
    expect(await head(into)).toMatchObject({ identification: 'LIGHT', sealed: {} });
    expect(await head(other)).toMatchObject({ identification: 'STAFF_VERIFIED', sealed });
  });

  it('is told to be in the other one still, where this one has the like; and a work trial can be planned', async () => {
    const { town, into, other, merge: together, scope } = await twoPeople();
    for (const client of [into, other]) {
      await scope.cases.put({
        ...scope.keys.client(client, 'WISHES'),
        ...{ kind: 'WISHES', version: 1, kinds: [], fields: [], languages: [], sealed: {} },
        ...{ recordedBy: people.counsellor.id, recordedAt: '2027-02-01T06:00:00.000Z', owner: 'YOUTH' },
      });
      await scope.cases.put({ ...scope.keys.client(client, 'WORKCOUNT'), kind: 'WORK_COUNT', trials: 1 });
    }
    expect((await together()).body).toMatchObject({
      ...{ state: 'MERGED', kept: 1 },
      keptRows: [{ kind: 'WISHES', at: '2027-02-01T06:00:00.000Z' }],
    });
    const planned = await town.as('counsellor', employersRoutes.planTrial, {
      parameters: { clientId: into },
      body: planForm(),
    });
    expect(planned.status, planned.text).toBe(201);
  });
});
