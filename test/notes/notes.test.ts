import { notesOf } from '@ohjaamo/functions/notes/index.ts';
import { putNote, readNoteRows } from '@ohjaamo/functions/notes/repository.ts';
import { noteId } from '@ohjaamo/shared/kernel/ids.ts';
import { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { noteForm, noteTown } from './noteTown.ts';

describe('Writing a note', () => {
  it('stands with what it is about, who told it, who wrote it and when', async () => {
    const town = await noteTown();
    const answer = await town.write('counsellor', {
      category: 'HOUSING',
      source: 'GUARDIAN',
      informant: 'Äiti',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      category: 'HOUSING',
      organisation: { code: 'YOUTH' },
      source: 'GUARDIAN',
      informant: 'Äiti',
      state: 'STANDS',
      version: 1,
      text: 'Haluaa hakea kouluun syksyllä.',
      versions: [
        { version: 1, at: '2027-02-01T06:30:00.000Z', by: { id: people.counsellor.id }, change: 'WRITTEN' },
      ],
      may: ['MEND', 'CORRECT', 'STRIKE'],
      mendableUntil: '2027-02-02T06:30:00.000Z',
    });
    expect((await town.trailOf(town.client)).map(({ action }) => action)).toContain('WRITE_NOTE');
  });

  it('is one note however often it is sent, and another content under its id is refused', async () => {
    const town = await noteTown();
    const body = noteForm({ source: 'AUTHORITY', informant: 'Kela' });
    const send = (anyBody: unknown) =>
      town.as('counsellor', notesRoutes.writeNote, { parameters: { clientId: town.client }, anyBody });
    const first = await send(body);
    town.clock.set('2027-02-01T09:00+02:00');
    expect((await send(body)).body).toEqual(first.body);
    expect((await send({ ...body, text: 'Muuta' })).problem.type).toBe('/problems/id-already-used');
    expect((await town.story('counsellor', { show: 'NOTES' })).body.entries).toHaveLength(1);
  });

  it.each([
    ['an identity code', { text: 'hetu 010190-900P' }, '/body/text', 'identity_code'],
    [
      'an identity code, whatever was ticked',
      { text: '010190-900P', notADiagnosis: true },
      '/body/text',
      'identity_code',
    ],
    ['a diagnosis code', { text: 'Lausunnossa F32.1' }, '/body/text', 'diagnosis_code'],
    [
      'no informant where somebody else told it',
      { source: 'GUARDIAN' },
      '/body/informant',
      'informant_missing',
    ],
    ['an informant beside the own words', { informant: 'Äiti' }, '/body/informant', 'informant_not_needed'],
    ['nothing', { text: ' \n ' }, '/body/text', 'too_small'],
    ['more than 4,000 signs', { text: 'x'.repeat(4001) }, '/body/text', 'too_big'],
    ['the category that everybody sees', { category: 'BASICS' }, '/body/category', 'invalid_value'],
  ])('refuses %s and writes nothing', async (_, wrong, pointer, code) => {
    const town = await noteTown();
    const answer = await town.as('counsellor', notesRoutes.writeNote, {
      parameters: { clientId: town.client },
      anyBody: { ...noteForm(), ...wrong },
    });
    expect(answer.status).toBe(400);
    expect(answer.problem.errors).toEqual([{ pointer, code }]);
    expect(answer.text).not.toContain('010190');
    expect((await town.story('counsellor', { show: 'NOTES' })).body.entries).toEqual([]);
  });

  it('takes what looks like a diagnosis when the writer says that it is none', async () => {
    const town = await noteTown();
    const answer = await town.write('counsellor', { text: 'Asuu rapussa F41', notADiagnosis: true });
    expect(answer.status).toBe(201);
  });

  it('keeps texts of every script as they are, sealed in the table', async () => {
    const town = await noteTown();
    const text = 'مرحبا، أريد أن أدرس\nČáhci ŋ đ ŧ – <script>alert(1)</script> 👩🏽‍💻🏳️‍🌈';
    const { body } = await town.write('counsellor', {
      text,
      source: 'OTHER',
      informant: 'Ámmat-oahpaheaddji',
    });
    expect((await town.read('counsellor', body.id)).body.text).toBe(text);
    const [entry] = (await town.story('counsellor', { show: 'NOTES' })).body.entries;
    expect(entry).toMatchObject({ text, note: { informant: 'Ámmat-oahpaheaddji' } });
    const { cases, keys } = town.house.scope(town.tenantId, 'notes');
    const rows = await cases.query(keys.client(town.client, '').pk, z.record(z.string(), z.unknown()));
    for (const part of ['script', 'مرحبا', 'Ámmat']) expect(JSON.stringify(rows)).not.toContain(part);
  });

  it('writes nothing when the trail takes nothing', async () => {
    const town = await noteTown();
    const answer = await town.withoutTrail('counsellor', notesRoutes.writeNote, {
      parameters: { clientId: town.client },
      body: noteForm(),
    });
    expect(answer.status).toBe(500);
    expect(await notesOf(town.house.scope(town.tenantId, 'notes'), town.client)).toEqual([]);
  });

  it('is not for a client of another municipality', async () => {
    const [town, other] = [await noteTown(), await noteTown()];
    const answer = await town.as('counsellor', notesRoutes.writeNote, {
      parameters: { clientId: other.client },
      body: noteForm(),
    });
    expect(answer.status).toBe(404);
  });
});

describe('Mending and correcting', () => {
  it('keeps what stood before as a version', async () => {
    const town = await noteTown();
    const { body } = await town.write('counsellor', { text: 'Haluua koluun' });
    const mended = await town.mend('counsellor', body.id, 1, 'Haluaa kouluun');
    expect(mended.body.text).toBe('Haluaa kouluun');
    expect(mended.body.versions.map(({ change, text }) => [change, text])).toEqual([
      ['WRITTEN', 'Haluua koluun'],
      ['MENDED', 'Haluaa kouluun'],
    ]);
    const [entry] = (await town.story('counsellor', { show: 'NOTES' })).body.entries;
    expect(entry?.text).toBe('Haluaa kouluun');
  });

  it('sets a correction beside the text the next day, with who, when and why', async () => {
    const town = await noteTown();
    const { body } = await town.write('counsellor');
    town.clock.set('2027-02-02T08:30+02:00');
    await town.opens('counsellor', town.client);
    expect((await town.mend('counsellor', body.id, 1, 'Ei hae')).problem.type).toBe(
      '/problems/state-conflict',
    );
    const corrected = await town.correct('counsellor', body.id, 1, 'Hakee vasta keväällä');
    expect(corrected.body).toMatchObject({
      text: 'Haluaa hakea kouluun syksyllä.',
      may: ['CORRECT', 'STRIKE'],
    });
    expect(corrected.body.versions.at(-1)).toMatchObject({
      change: 'CORRECTED',
      at: '2027-02-02T06:30:00.000Z',
      by: { id: people.counsellor.id },
      text: 'Hakee vasta keväällä',
      reason: 'Kuulin väärin',
    });
    const [entry] = (await town.story('counsellor', { show: 'NOTES' })).body.entries;
    expect(entry).toMatchObject({
      text: 'Haluaa hakea kouluun syksyllä.',
      note: { corrections: 1, corrected: { text: 'Hakee vasta keväällä', reason: 'Kuulin väärin' } },
    });
  });

  it('lets a colleague correct and not mend nor strike out', async () => {
    const town = await noteTown();
    const { body } = await town.write('counsellor');
    await town.opens('outreachWorker', town.client);
    expect((await town.read('outreachWorker', body.id)).body.may).toEqual(['CORRECT']);
    const refused = [
      await town.mend('outreachWorker', body.id, 1, 'Toisin'),
      await town.strike('outreachWorker', body.id, 1),
    ];
    expect(refused.map(({ problem }) => problem.type)).toEqual(Array(2).fill('/problems/access-refused'));
    expect((await town.correct('outreachWorker', body.id, 1, 'Toisin')).status).toBe(200);
  });

  it('refuses a change of a version that is no longer the newest, and loses neither text', async () => {
    const town = await noteTown();
    const { body } = await town.write('counsellor');
    await town.opens('outreachWorker', town.client);
    const both = await Promise.all([
      town.correct('counsellor', body.id, 1, 'Keväällä'),
      town.correct('outreachWorker', body.id, 1, 'Talvella'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = both.find(({ status }) => status === 409);
    expect(lost?.problem.type).toBe('/problems/stale-version');
    const standing = (await town.read('counsellor', body.id)).body;
    expect(standing.version).toBe(2);
    const again = lost === both[0] ? 'counsellor' : 'outreachWorker';
    expect(
      (await town.correct(again, body.id, 2, again === 'counsellor' ? 'Keväällä' : 'Talvella')).status,
    ).toBe(200);
    expect((await town.read('counsellor', body.id)).body.versions.map(({ text }) => text).toSorted()).toEqual(
      ['Haluaa hakea kouluun syksyllä.', 'Keväällä', 'Talvella'],
    );
  });

  it('is the same change when it is sent again', async () => {
    const town = await noteTown();
    const { body } = await town.write('counsellor');
    const first = await town.correct('counsellor', body.id, 1, 'Keväällä');
    town.clock.set('2027-02-01T10:00+02:00');
    expect((await town.correct('counsellor', body.id, 1, 'Keväällä')).body).toEqual(first.body);
  });
});

describe('Striking out a note', () => {
  it('keeps it, marked, with why, and shows its text on its own page only', async () => {
    const town = await noteTown();
    const { body } = await town.write('counsellor', { text: 'Toisen nuoren asia' });
    const struck = await town.strike('counsellor', body.id, 1);
    expect(struck.body).toMatchObject({ state: 'STRUCK', text: 'Toisen nuoren asia', may: [] });
    const story = await town.story('counsellor', { show: 'NOTES' });
    expect(story.body.entries[0]?.note).toMatchObject({ state: 'STRUCK', struck: 'Koskee toista henkilöä' });
    expect(story.text).not.toContain('Toisen nuoren asia');
    expect((await town.correct('counsellor', body.id, 2, 'x')).problem.type).toBe('/problems/state-conflict');
  });
});

describe("A partner's worker", () => {
  it('neither sees nor changes a note that no consent opens, and is told of none', async () => {
    const town = await noteTown();
    const { body } = await town.write('counsellor', { category: 'MONEY' });
    await town.give();
    expect((await town.read('partner', body.id)).status).toBe(404);
    expect((await town.correct('partner', body.id, 1, 'x')).status).toBe(404);
    const nobodys = noteId.parse('n'.repeat(20));
    expect((await town.read('partner', nobodys)).status).toBe(404);
  });

  it('writes notes of the own organisation, which the guiding workers see', async () => {
    const town = await noteTown();
    await town.give();
    const { body } = await town.write('partner', { category: 'MONEY', text: 'Hakemus on käsittelyssä' });
    expect(body).toMatchObject({ organisation: { code: 'KELA' }, may: ['MEND', 'CORRECT', 'STRIKE'] });
    expect((await town.read('counsellor', body.id)).body.text).toBe('Hakemus on käsittelyssä');
  });
});

describe('A note on its way while its record is taken into another one', () => {
  it('is not written into a record that nobody opens any more', async () => {
    const town = await noteTown();
    const scope = town.house.scope(town.tenantId, 'notes');
    const { body } = await town.write('counsellor');
    const rows = await readNoteRows(scope, town.client, body.id);
    const [first] = rows?.versions ?? [];
    if (!rows || !first) throw new Error('A note has a first version');
    const merger = town.house.scope(town.tenantId, 'merger');
    await merger.cases.update({
      Key: merger.keys.client(town.client, 'CLIENT'),
      UpdateExpression: 'SET mergedInto = :into',
      ExpressionAttributeValues: { ':into': 'i'.repeat(20) },
    });
    const id = noteId.parse('n'.repeat(20));
    const late = { note: { ...rows.note, id }, first: { ...first, note: id } };
    expect(await putNote(scope, town.client, late, [])).toEqual({ ok: false, error: 'not-found' });
  });
});

describe('Everything that is noted about a client', () => {
  it('is given whole, with every version and who told it', async () => {
    const town = await noteTown();
    const first = await town.write('counsellor', { source: 'AUTHORITY', informant: 'Kela' });
    await town.mend('counsellor', first.body.id, 1, 'Toisin');
    town.clock.set('2027-02-01T10:00+02:00');
    const second = await town.write('counsellor', { text: 'Uusi' });
    const all = await notesOf(town.house.scope(town.tenantId, 'rights'), town.client);
    expect(all.map(({ id }) => id)).toEqual([second.body.id, first.body.id]);
    expect(all[1]).toMatchObject({
      informant: 'Kela',
      versions: [{ change: 'WRITTEN' }, { text: 'Toisin' }],
    });
  });
});
