import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { employerId, eventId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Person } from '../support/workTown.ts';
import { agreeToPartner, employersTown, givePartner, placeForm } from './employersTown.ts';

const { saveEmployer, readEmployer, listEmployers, saveRecruitmentEvent, recordWishes, savePlace } =
  employersRoutes;

describe('The register of employers', () => {
  it('erases a contact person who is left out, and refuses a version that is past', async () => {
    const town = await employersTown();
    const parameters = { employerId: town.employer };
    const before = (await town.as('counsellor', readEmployer, { parameters })).body;
    expect(before.contacts).toEqual([{ name: 'Testi Esihenkilö', phone: '0407654321' }]);
    const body = {
      ...{ employerId: town.employer, version: 1, name: 'Kauppa', municipality: 'Rovaniemi' },
      contacts: [],
    };
    const saved = await town.as('partner', saveEmployer, { body });
    expect(saved.body).toMatchObject({ version: 2, contacts: [] });
    expect((await town.as('partner', saveEmployer, { body })).body).toEqual(saved.body);
    const stale = await town.as('counsellor', saveEmployer, { body: { ...body, name: 'Toinen' } });
    expect(stale.problem.type).toBe('/problems/stale-version');
    const again = await town.as('counsellor', saveEmployer, {
      body: { ...body, version: 0, name: 'Toinen' },
    });
    expect(again.problem.type).toBe('/problems/id-already-used');
  });

  it('finds by a word of the name, the place or the municipality, by kind and by field, what is still open', async () => {
    const town = await employersTown();
    await town.place(placeForm());
    await town.place(placeForm({ kind: 'SUMMER_JOB', field: 'CARE', title: 'Kesä hoivassa' }));
    await town.place(placeForm({ title: 'Mennyt', openUntil: '2027-01-31' }));
    const find = async (query: object) =>
      (await town.as('counsellor', listEmployers, { query })).body.employers.map(({ places }) =>
        places.map(({ title }) => title).sort(),
      );
    expect(await find({})).toEqual([['Kaupan apulainen', 'Kesä hoivassa']]);
    expect(await find({ word: 'KAUP' })).toHaveLength(1);
    expect(await find({ word: 'hoivassa' })).toHaveLength(1);
    expect(await find({ word: 'Mennyt' })).toEqual([]);
    expect(await find({ kind: 'SUMMER_JOB' })).toEqual([['Kesä hoivassa']]);
    expect(await find({ field: 'IT' })).toEqual([]);
  });

  it('keeps coming recruitment events', async () => {
    const town = await employersTown();
    const event = {
      ...{ eventId: eventId.parse(randomIds.id(20)), version: 0 },
      name: 'Rekrypäivä',
      on: '2027-03-10',
      where: 'Keskusta',
    };
    const parameters = { employerId: town.employer };
    const saved = await town.as('counsellor', saveRecruitmentEvent, { parameters, body: event });
    expect((await town.as('partner', saveRecruitmentEvent, { parameters, body: event })).body).toEqual(
      saved.body,
    );
    const { employers } = (await town.as('counsellor', listEmployers)).body;
    expect(employers[0]?.events).toMatchObject([{ name: 'Rekrypäivä', on: '2027-03-10' }]);
  });

  it('keeps what one of two workers changed of an event at one time, and tells the other', async () => {
    const town = await employersTown();
    const parameters = { employerId: town.employer };
    const id = eventId.parse(randomIds.id(20));
    const save = (version: number, where: string) =>
      town.as('counsellor', saveRecruitmentEvent, {
        parameters,
        body: { eventId: id, version, name: 'Rekrypäivä', on: '2027-03-10', where },
      });
    await save(0, 'Keskusta');
    expect((await save(1, 'Kirjasto')).body).toMatchObject({ version: 2, where: 'Kirjasto' });
    expect((await save(1, 'Koulu')).problem.type).toBe('/problems/stale-version');
    expect((await save(0, 'Koulu')).problem.type).toBe('/problems/id-already-used');
    const standing = (await town.as('counsellor', readEmployer, { parameters })).body;
    expect(standing.events.map(({ where }) => where)).toEqual(['Kirjasto']);
  });

  it('knows no employer of another municipality', async () => {
    const [town, other] = [await employersTown(), await employersTown()];
    const parameters = { employerId: other.employer };
    expect((await town.as('counsellor', readEmployer, { parameters })).status).toBe(404);
    const placed = await town.as('counsellor', savePlace, { parameters, body: placeForm() });
    expect(placed.status).toBe(404);
    expect((await town.as('admin', listEmployers)).problem.type).toBe('/problems/role-required');
    const nobodys = { employerId: employerId.parse(randomIds.id(20)) };
    expect((await town.as('counsellor', readEmployer, { parameters: nobodys })).status).toBe(404);
  });
});

describe('What a young person wishes of work', () => {
  it('finds the places that fit, with the reason, the wished field first', async () => {
    const town = await employersTown();
    await town.place(placeForm({ title: 'Myymälä' }));
    await town.place(placeForm({ title: 'Tietotuki', field: 'IT' }));
    await town.place(placeForm({ title: 'Toisella paikkakunnalla', municipality: 'Kemi', field: 'IT' }));
    const answer = await town.as('counsellor', recordWishes, {
      parameters: town.parameters,
      body: {
        ...{
          version: 0,
          kinds: ['WORK_TRIAL'],
          fields: ['IT'],
          municipality: 'rovaniemi',
          languages: ['fi'],
        },
        words: 'Tietokoneiden kanssa',
      },
    });
    expect(answer.status).toBe(201);
    expect(answer.body.wishes?.words).toBe('Tietokoneiden kanssa');
    expect(answer.body.matches.map(({ place, reasons }) => [place.title, reasons])).toEqual([
      ['Tietotuki', ['FIELD', 'KIND', 'MUNICIPALITY', 'LANGUAGE']],
      ['Myymälä', ['KIND', 'MUNICIPALITY', 'LANGUAGE']],
    ]);
    expect(answer.body.matches[0]?.employer.name).toBe('Kauppa');
  });

  it('knows no unemployment to come', async () => {
    const town = await employersTown();
    const answer = await town.as('counsellor', recordWishes, {
      parameters: town.parameters,
      body: { version: 0, kinds: [], fields: [], languages: [], unemployedSince: '2027-02-02' },
    });
    expect(answer.problem.errors).toEqual([{ pointer: '/body/unemployedSince', code: 'in_the_future' }]);
  });

  it('stays as the first of two saved it, and the same again is the same', async () => {
    const town = await employersTown();
    const save = (version: number, words: string) =>
      town.as('counsellor', recordWishes, {
        parameters: town.parameters,
        body: { version, kinds: [], fields: [], languages: [], words },
      });
    const first = await save(0, 'Ulkotöitä');
    expect((await save(0, 'Ulkotöitä')).body.wishes).toEqual(first.body.wishes);
    expect((await save(0, 'Sisätöitä')).problem.type).toBe('/problems/stale-version');
    expect((await town.work()).body.wishes).toMatchObject({ version: 1, words: 'Ulkotöitä' });
    expect((await save(1, 'Sisätöitä')).body.wishes).toMatchObject({ version: 2, words: 'Sisätöitä' });
  });

  it('is closed again to a partner who changed it, when the consent to that ends', async () => {
    const town = await employersTown();
    const { parameters } = town;
    const save = (person: Person, version: number, words: string) =>
      town.as(person, recordWishes, {
        parameters,
        body: { version, kinds: [], fields: [], languages: [], words },
      });
    await save('counsellor', 0, 'Ulkotöitä');
    await givePartner(town);
    const consent = await agreeToPartner(town);
    expect((await save('partner', 1, 'Ulkotöitä lähellä')).status).toBe(201);
    expect((await town.work('partner')).body).toMatchObject({
      wishes: { words: 'Ulkotöitä lähellä' },
      allowance: { left: { months: 6, days: 0 } },
    });
    await town.as('counsellor', casesRoutes.withdrawConsent, {
      parameters: { ...parameters, consentId: consent },
      body: {},
    });
    const seen = (await town.work('partner')).body;
    expect(seen).toMatchObject({ withheld: true });
    expect([seen.wishes, seen.allowance]).toEqual([undefined, undefined]);
  });
});
