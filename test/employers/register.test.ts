import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { employerId, eventId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { employersTown, placeForm } from './employersTown.ts';

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
      eventId: eventId.parse(randomIds.id(20)),
      name: 'Rekrypäivä',
      on: '2027-03-10',
      where: 'Keskusta',
    };
    const parameters = { employerId: town.employer };
    await town.as('counsellor', saveRecruitmentEvent, { parameters, body: event });
    const { employers } = (await town.as('counsellor', listEmployers)).body;
    expect(employers[0]?.events).toMatchObject([{ name: 'Rekrypäivä', on: '2027-03-10' }]);
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
        ...{ kinds: ['WORK_TRIAL'], fields: ['IT'], municipality: 'rovaniemi', languages: ['fi'] },
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
      body: { kinds: [], fields: [], languages: [], unemployedSince: '2027-02-02' },
    });
    expect(answer.problem.errors).toEqual([{ pointer: '/body/unemployedSince', code: 'in_the_future' }]);
  });
});
