import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { clientId, contactId, episodeId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { people, type WorkTown, workTown } from '../support/workTown.ts';
import { contactForm } from './forms.ts';

const { recordContact, voidContact, readToday } = deskRoutes;
const revisionOnly = z.object({ revision: z.int() });

async function openClient(town: WorkTown) {
  const id = clientId.parse(randomIds.id(20));
  const answer = await town.as('counsellor', casesRoutes.openClient, {
    body: {
      clientId: id,
      episodeId: episodeId.parse(randomIds.id(20)),
      displayName: 'Asiakas',
      identification: 'LIGHT',
      contactLanguage: 'fi',
      routeIn: 'SELF',
      mainActivity: 'UNKNOWN',
    },
  });
  if (answer.status !== 201) throw new Error(answer.text);
  return id;
}

async function contactsOfToday(town: WorkTown) {
  return (await town.as('manager', readToday)).body.contacts;
}

describe('Recording a contact', () => {
  it('records a walk-in anonymously, with a row of the trail', async () => {
    const town = await workTown();
    const body = contactForm(town);
    const answer = await town.as('counsellor', recordContact, { body });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      id: body.contactId,
      identification: 'ANONYMOUS',
      party: 'YOUTH',
      startedAt: '2027-02-01T08:25+02:00',
      staffIds: [people.counsellor.id],
      topics: ['EDUCATION', 'MONEY'],
      state: 'RECORDED',
    });
    expect(await contactsOfToday(town)).toEqual([answer.body]);
    expect(await town.trailOf(body.contactId)).toEqual([
      {
        action: 'RECORD_CONTACT',
        outcome: 'DONE',
        staffId: people.counsellor.id,
        subject: body.contactId,
      },
    ]);
  });

  it('records it once however often it is sent, the order of the ticks aside', async () => {
    const town = await workTown();
    const body = contactForm(town);
    const first = await town.as('counsellor', recordContact, { body });
    const again = await town.as('counsellor', recordContact, {
      body: { ...body, topics: ['EDUCATION', 'MONEY', 'EDUCATION'] },
    });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(await contactsOfToday(town)).toHaveLength(1);
  });

  it('refuses the id for other content or from another worker', async () => {
    const town = await workTown();
    const body = contactForm(town);
    const first = await town.as('counsellor', recordContact, { body });
    const different = [
      town.as('counsellor', recordContact, { body: { ...body, minutes: 16 } }),
      town.as('counsellor', recordContact, { body: { ...body, topics: ['MONEY'] } }),
      town.as('outreachWorker', recordContact, { body }),
    ];
    for (const answer of await Promise.all(different)) {
      expect(answer.status).toBe(409);
      expect(answer.problem.type).toBe('/problems/id-already-used');
    }
    expect(await contactsOfToday(town)).toEqual([first.body]);
  });

  it('takes the identification from the client', async () => {
    const town = await workTown();
    const client = await openClient(town);
    const body = contactForm(town, { clientId: client });
    const answer = await town.as('counsellor', recordContact, { body });
    expect(answer.body).toMatchObject({ clientId: client, identification: 'LIGHT' });
    expect(await town.trailOf(client)).toContainEqual({
      action: 'RECORD_CONTACT',
      outcome: 'DONE',
      staffId: people.counsellor.id,
      subject: client,
    });
  });

  it('does not know a client of another municipality, and keeps the attempt in the own trail', async () => {
    const [town, other] = [await workTown(), await workTown()];
    const foreign = await openClient(other);
    const answer = await town.as('counsellor', recordContact, {
      body: contactForm(town, { clientId: foreign }),
    });
    expect(answer.status).toBe(404);
    expect(answer.problem.type).toBe('/problems/not-found');
    expect(await contactsOfToday(town)).toEqual([]);
    expect((await town.trailOf(foreign)).map(({ outcome }) => outcome)).toEqual(['NOT_FOUND']);
    expect((await other.trailOf(foreign)).map(({ action }) => action)).toEqual(['OPEN_CLIENT']);
  });

  it('does not know a client for whoever has nothing to do with clients', async () => {
    const town = await workTown();
    const client = await openClient(town);
    const body = contactForm(town, { clientId: client });
    for (const person of ['partner', 'manager'] as const) {
      expect((await town.as(person, recordContact, { body })).status).toBe(404);
    }
    expect(await contactsOfToday(town)).toEqual([]);
  });

  it('does not know a site or a booking that the municipality does not have', async () => {
    const [town, other] = [await workTown(), await workTown()];
    const foreign = [{ site: other.main.id }, { bookingId: await other.book() }];
    for (const parts of foreign) {
      const answer = await town.as('counsellor', recordContact, { body: contactForm(town, parts) });
      expect(answer.status).toBe(404);
    }
    expect(await contactsOfToday(town)).toEqual([]);
  });

  it('refuses a time that does not exist', async () => {
    const town = await workTown('2027-03-28T12:00+03:00');
    for (const startedAt of ['2027-03-28T03:30+02:00', '2027-03-28T03:30+03:00', '2027-03-28T11:00+02:00']) {
      const answer = await town.as('counsellor', recordContact, { body: contactForm(town, { startedAt }) });
      expect(answer.status).toBe(422);
      expect(answer.problem.type).toBe('/problems/time-does-not-exist');
    }
    expect(await contactsOfToday(town)).toEqual([]);
  });

  it('keeps the two half past threes of an autumn night apart', async () => {
    const town = await workTown('2027-10-31T12:00+02:00');
    for (const startedAt of ['2027-10-31T03:30+03:00', '2027-10-31T03:30+02:00']) {
      const answer = await town.as('counsellor', recordContact, { body: contactForm(town, { startedAt }) });
      expect(answer.body.startedAt).toBe(startedAt);
    }
  });

  it('takes a start up to five minutes ahead and a year back, and no other', async () => {
    const town = await workTown();
    const status = async (startedAt: string): Promise<number> =>
      (await town.as('counsellor', recordContact, { body: contactForm(town, { startedAt }) })).status;
    expect(await status('2027-02-01T08:35+02:00')).toBe(201);
    expect(await status('2027-02-01T08:36+02:00')).toBe(422);
    expect(await status('2026-02-01T08:30+02:00')).toBe(201);
    expect(await status('2026-02-01T08:29+02:00')).toBe(422);
  });

  it.each([
    ['an unknown field', { clientName: 'x' }, 'unrecognized_keys'],
    ['a wrong type', { minutes: '15' }, 'invalid_type'],
    ['no topic', { topics: [] }, 'too_small'],
    ['an unknown topic', { topics: ['GOSSIP'] }, 'invalid_value'],
    ['too many minutes', { minutes: 721 }, 'too_big'],
    ['a time in UTC', { startedAt: '2027-02-01T06:00Z' }, 'invalid_format'],
  ])('refuses %s and leaves the day as it was', async (_, wrong, code) => {
    const town = await workTown();
    const answer = await town.as('counsellor', recordContact, {
      anyBody: { ...contactForm(town), ...wrong },
    });
    expect(answer.status).toBe(400);
    expect(answer.problem.errors?.map((each) => each.code)).toEqual([code]);
    expect(await contactsOfToday(town)).toEqual([]);
  });

  it('refuses text that is no JSON, and a body that is too large', async () => {
    const town = await workTown();
    const broken = await town.as('counsellor', recordContact, { rawBody: '{"contactId":' });
    expect(broken.problem.type).toBe('/problems/malformed-json');
    const large = await town.as('counsellor', recordContact, {
      rawBody: JSON.stringify({ ...contactForm(town), note: 'x'.repeat(256 * 1024) }),
    });
    expect(large.problem.type).toBe('/problems/body-too-large');
    expect(await contactsOfToday(town)).toEqual([]);
  });

  it('refuses whoever does not meet young people, on the trail', async () => {
    const town = await workTown();
    const answer = await town.as('admin', recordContact, { body: contactForm(town) });
    expect(answer.status).toBe(403);
    expect(answer.problem.type).toBe('/problems/role-required');
    expect(await town.trail()).toEqual([
      { action: 'RECORD_CONTACT', outcome: 'REFUSED', staffId: people.admin.id },
    ]);
  });

  it('records nothing when the trail cannot be written', async () => {
    const town = await workTown();
    const answer = await town.withoutTrail('counsellor', recordContact, { body: contactForm(town) });
    expect(answer.status).toBe(500);
    expect(await contactsOfToday(town)).toEqual([]);
  });
});

describe('Undoing a contact', () => {
  it('voids the own contact, once', async () => {
    const town = await workTown();
    const body = contactForm(town);
    await town.as('counsellor', recordContact, { body });
    const parameters = { contactId: body.contactId };
    const voided = await town.as('counsellor', voidContact, { parameters, body: {} });
    expect(voided.status).toBe(200);
    expect(voided.body.state).toBe('VOIDED');
    const again = await town.as('counsellor', voidContact, { parameters, body: {} });
    expect(again.body).toEqual(voided.body);
    const { work, keys } = town.house.scope(town.tenantId, 'desk');
    expect(await work.get(keys.contact(body.contactId), revisionOnly)).toEqual({ revision: 2 });
  });

  it('voids it once when sent twice at one time', async () => {
    const town = await workTown();
    const body = contactForm(town);
    await town.as('counsellor', recordContact, { body });
    const request = { parameters: { contactId: body.contactId }, body: {} };
    const answers = await Promise.all([1, 2, 3].map(() => town.as('counsellor', voidContact, request)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { work, keys } = town.house.scope(town.tenantId, 'desk');
    expect(await work.get(keys.contact(body.contactId), revisionOnly)).toEqual({ revision: 2 });
  });

  it('is in the client’s log every time it is asked for', async () => {
    const town = await workTown();
    const client = await openClient(town);
    const body = contactForm(town, { clientId: client });
    await town.as('counsellor', recordContact, { body });
    const request = { parameters: { contactId: body.contactId }, body: {} };
    await town.as('counsellor', voidContact, request);
    await town.as('counsellor', voidContact, request);
    const acts = (await town.trailOf(client)).map(({ action }) => action);
    expect(acts.filter((action) => action === 'VOID_CONTACT')).toHaveLength(2);
  });

  it('is for the worker who recorded it, and not for another municipality', async () => {
    const [town, other] = [await workTown(), await workTown()];
    const body = contactForm(town);
    await town.as('counsellor', recordContact, { body });
    const request = { parameters: { contactId: body.contactId }, body: {} };
    expect((await town.as('manager', voidContact, request)).status).toBe(404);
    expect((await other.as('counsellor', voidContact, request)).status).toBe(404);
    expect((await contactsOfToday(town)).map(({ state }) => state)).toEqual(['RECORDED']);
    expect((await other.trailOf(body.contactId)).map(({ outcome }) => outcome)).toEqual(['NOT_FOUND']);
  });

  it('leaves the contact when the trail cannot be written', async () => {
    const town = await workTown();
    const body = contactForm(town);
    await town.as('counsellor', recordContact, { body });
    const answer = await town.withoutTrail('counsellor', voidContact, {
      parameters: { contactId: body.contactId },
      body: {},
    });
    expect(answer.status).toBe(500);
    expect((await contactsOfToday(town)).map(({ state }) => state)).toEqual(['RECORDED']);
  });

  it('does not know a contact that nobody recorded', async () => {
    const town = await workTown();
    const unknown = contactId.parse(randomIds.id(20));
    const answer = await town.as('counsellor', voidContact, { parameters: { contactId: unknown }, body: {} });
    expect(answer.status).toBe(404);
  });
});
