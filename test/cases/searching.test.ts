import { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { describe, expect, it } from 'vitest';
import { people, type Person, type WorkTown, workTown } from '../support/workTown.ts';
import { clientForm } from './caseTown.ts';
import { CODE, townWith } from './personTown.ts';

const { openClient, searchClients, checkDuplicates, tagClient, assignWorker } = casesRoutes;

const openAs = async (town: WorkTown, parts: Parameters<typeof clientForm>[0]) => {
  const body = clientForm(parts);
  const answer = await town.as('counsellor', openClient, { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return body.clientId;
};

const search = (town: WorkTown, text: string, person: Person = 'counsellor', kind = 'NAME') =>
  town.as(person, searchClients, { anyBody: { by: { kind, text }, purpose: 'YOUNG_PERSON_IS_HERE' } });

const idsOf = (answer: Awaited<ReturnType<typeof search>>) => answer.body.clients.map(({ id }) => id);

describe('A search', () => {
  it('finds a client by the beginning of a name, whatever accents are typed, and logs whom it showed and why', async () => {
    const town = await workTown();
    const client = await openAs(town, { displayName: 'Testi Meriläinen', birthDate: '2007-07-07' });
    await openAs(town, { displayName: 'Testi Kaisla' });
    const found = await search(town, 'merila');
    expect(found.body).toEqual({
      clients: [
        {
          id: client,
          displayName: 'Testi Meriläinen',
          identification: 'LIGHT',
          birthYear: 2007,
          namedWorker: expect.any(String) as string,
        },
      ],
      more: false,
    });
    expect(await town.trailOf(client)).toContainEqual(
      expect.objectContaining({ action: 'SEARCH_CLIENTS', purpose: 'YOUNG_PERSON_IS_HERE' }),
    );
  });

  it('finds by telephone however it is written, and by tag', async () => {
    const town = await workTown();
    const client = await openAs(town, { phone: '040 765 4321' });
    await openAs(town, { phone: '040 765 4322' });
    expect(idsOf(await search(town, '+358 40 7654321', 'counsellor', 'PHONE'))).toEqual([client]);
    await town.as('counsellor', tagClient, { parameters: { clientId: client }, body: { tags: ['HOUSING'] } });
    expect(idsOf(await search(town, 'HOUSING', 'counsellor', 'TAG'))).toEqual([client]);
    await town.as('counsellor', tagClient, { parameters: { clientId: client }, body: { tags: [] } });
    expect(idsOf(await search(town, 'HOUSING', 'counsellor', 'TAG'))).toEqual([]);
  });

  it("shows a partner's worker only whom the case was given to, and says nothing of the rest", async () => {
    const town = await workTown();
    const given = await openAs(town, { displayName: 'Testi Kaisla', birthDate: '2002-09-09' });
    await openAs(town, { displayName: 'Testi Kaislanen' });
    expect((await search(town, 'kaisla', 'partner')).body).toEqual({ clients: [], more: false });
    await town.as('counsellor', assignWorker, {
      parameters: { clientId: given },
      body: { staffId: people.partner.id, part: 'TEAM', reason: 'Talous selvitetään' },
    });
    const found = await search(town, 'kaisla', 'partner');
    expect(idsOf(found)).toEqual([given]);
    // The birth year is a contact detail, which no consent has opened.
    expect(found.text).not.toContain('2002');
  });

  it('tells by a topic, a number or a code only what the policies show of the case', async () => {
    const town = await townWith({ displayName: 'Testi Revontuli', phone: '040 765 4321' });
    await town.identify();
    const { client, parameters } = town;
    await town.as('counsellor', tagClient, { parameters, body: { tags: ['MENTAL_WELLBEING'] } });
    await town.as('counsellor', assignWorker, {
      parameters,
      body: { staffId: people.partner.id, part: 'TEAM', reason: 'Talous selvitetään' },
    });
    const found = async (person: Person) => {
      const answers = await Promise.all([
        search(town, 'revontuli', person),
        search(town, 'MENTAL_WELLBEING', person, 'TAG'),
        search(town, '040 7654321', person, 'PHONE'),
        search(town, CODE, person, 'IDENTITY_CODE'),
      ]);
      return answers.map((answer) => idsOf(answer).includes(client));
    };
    expect(await found('outreachWorker')).toEqual([true, true, true, true]);
    expect(await found('manager')).toEqual([true, false, false, false]);
    expect(await found('partner')).toEqual([true, false, false, false]);
    const body = { inForce: true, reason: 'Turvakielto' };
    await town.as('counsellor', casesRoutes.setShield, { parameters, body });
    expect(await found('outreachWorker')).toEqual([true, true, false, false]);
    expect(await found('counsellor')).toEqual([true, true, true, true]);
  });

  it('refuses what narrows nothing down, and what is no telephone', async () => {
    const town = await workTown();
    expect((await search(town, 'm')).problem).toMatchObject({ errors: [{ code: 'too_short' }] });
    expect((await search(town, 'Koivu', 'counsellor', 'PHONE')).problem).toMatchObject({
      errors: [{ code: 'invalid_phone' }],
    });
  });

  it('shows twenty at most and says that there are more', async () => {
    const town = await workTown();
    for (let number = 0; number < 22; number++) await openAs(town, { displayName: `Testi Aalto ${number}` });
    const found = await search(town, 'aalto');
    expect(found.body.clients).toHaveLength(20);
    expect(found.body.more).toBe(true);
  });

  it('raises many searches within an hour to the administrator, once', async () => {
    const town = await workTown();
    for (let number = 0; number < 42; number++) await search(town, 'aalto', 'outreachWorker');
    const reviews = (await town.as('admin', accessRoutes.listAccessReviews)).body.reviews;
    expect(reviews).toMatchObject([{ kind: 'MANY_SEARCHES', worker: { id: people.outreachWorker.id } }]);
  });
});

describe('Before a client is opened', () => {
  it('whoever may be the same person is shown, the surest first', async () => {
    const town = await workTown();
    const phone = '040 555 0101';
    const byName = await openAs(town, { displayName: 'Testi Saari', phone: '040 555 0102' });
    const byPhone = await openAs(town, { displayName: 'Saari T', phone });
    await openAs(town, { displayName: 'Testi Saarinen', phone: '040 555 0103' });
    const answer = await town.as('counsellor', checkDuplicates, {
      body: { displayName: 'saari testi', birthDate: '2005-06-06', phone },
    });
    expect(answer.body.candidates.map(({ client, reason }) => [client.id, reason])).toEqual([
      [byPhone, 'PHONE'],
      [byName, 'NAME'],
    ]);
  });

  const like = (town: WorkTown, displayName: string, phone?: string) =>
    town.as('outreachWorker', checkDuplicates, { body: { displayName, ...(phone && { phone }) } });

  it('it is a search: the log says for whom and why, twenty are shown at most, and many are raised', async () => {
    const town = await workTown();
    for (let number = 0; number < 22; number++) await openAs(town, { displayName: 'Testi Saari' });
    const { candidates } = (await like(town, 'Testi Saari')).body;
    expect(candidates).toHaveLength(20);
    expect(await town.trailOf(candidates[0]!.client.id)).toContainEqual(
      expect.objectContaining({
        action: 'CHECK_DUPLICATES',
        organisation: 'YOUTH',
        purpose: 'QUALITY_OF_DATA',
      }),
    );
    for (let number = 0; number < 40; number++) await like(town, 'Testi Kaisla');
    const reviews = (await town.as('admin', accessRoutes.listAccessReviews)).body.reviews;
    expect(reviews).toMatchObject([{ kind: 'MANY_SEARCHES', worker: { id: people.outreachWorker.id } }]);
  });

  it('nobody learns whose number it is who may not see it', async () => {
    const town = await workTown();
    const phone = '040 555 0104';
    const client = await openAs(town, { displayName: 'Testi Saari', phone });
    expect((await like(town, 'Testi Kaisla', phone)).body.candidates).toHaveLength(1);
    await town.as('counsellor', casesRoutes.setShield, {
      parameters: { clientId: client },
      body: { inForce: true, reason: 'Turvakielto' },
    });
    expect((await like(town, 'Testi Kaisla', phone)).body.candidates).toEqual([]);
    expect((await like(town, 'Testi Saari', phone)).body.candidates).toMatchObject([{ reason: 'NAME' }]);
  });
});
