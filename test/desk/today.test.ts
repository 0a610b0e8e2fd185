import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { bookingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { people, type Person, type WorkTown, workTown } from '../support/workTown.ts';
import { contactForm } from './forms.ts';

const { readToday, readTodayVersion, markArrival, recordContact, voidContact } = deskRoutes;
const AT_NOON = '2027-02-01T12:00+02:00';

describe('Today', () => {
  it('shows the bookings of the day and who is here', async () => {
    const town = await workTown();
    const id = await town.book();
    const answer = await town.as('counsellor', readToday);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      now: '2027-02-01T08:30+02:00',
      date: '2027-02-01',
      bookings: [
        {
          id,
          start: '2027-02-01T09:00+02:00',
          end: '2027-02-01T09:45+02:00',
          staffId: people.counsellor.id,
          state: 'BOOKED',
          nickname: 'Kotka',
          recorded: false,
          mine: true,
        },
      ],
      contacts: [],
    });
    const kela = town.tenant.organisations.find(({ code }) => code === 'KELA');
    expect(answer.body.duty).toMatchObject([
      {
        staffId: people.counsellor.id,
        visitor: false,
        start: '2027-02-01T09:00+02:00',
        end: AT_NOON,
        mode: 'BOOKED',
      },
      {
        staffId: people.partner.id,
        organisation: kela?.name,
        visitor: true,
        start: AT_NOON,
        end: '2027-02-01T14:00+02:00',
      },
    ]);
    expect((await town.trailOf(id)).map(({ action, outcome }) => [action, outcome])).toEqual([
      ['VIEW_TODAY', 'DONE'],
    ]);
  });

  it('shows each site its own day', async () => {
    const town = await workTown();
    await town.book();
    const second = await town.as('manager', readToday, { query: { site: town.second.id } });
    expect(second.body.site.slug).toBe('itainen');
    expect(second.body.bookings).toEqual([]);
    const tomorrow = await workTown();
    await tomorrow.book('2027-02-08T09:00+02:00');
    expect(
      (await tomorrow.as('manager', readToday, { query: { site: tomorrow.main.id } })).body.bookings,
    ).toEqual([]);
  });

  it('shows any other day when it is asked for, with a version of its own', async () => {
    const town = await workTown();
    const next = '2027-02-08T09:00+02:00';
    const id = await town.book(next);
    const query = { site: town.main.id, date: '2027-02-08' };
    const seen = await town.as('counsellor', readToday, { query });
    expect(seen.body).toMatchObject({
      date: '2027-02-08',
      today: '2027-02-01',
      bookings: [{ id, start: next }],
    });
    expect(seen.body.duty.map(({ start }) => start)).toEqual([next, '2027-02-08T12:00+02:00']);
    const version = async () => (await town.as('counsellor', readTodayVersion, { query })).body.version;
    expect(await version()).toBe(seen.body.version);
    await town.book('2027-02-08T10:00+02:00');
    expect(await version()).not.toBe(seen.body.version);
    expect((await town.as('partner', readToday, { query })).body.bookings).toEqual([]);
  });

  it('tells the language, the interpreter and the way to meet that were asked for', async () => {
    const town = await workTown();
    await town.book(undefined, { language: 'sv', interpreter: 'so', channel: 'VIDEO' });
    const { bookings } = (await town.as('counsellor', readToday)).body;
    expect(bookings).toMatchObject([
      { language: 'sv', interpreter: 'so', channel: 'VIDEO', orphaned: false, declined: false },
    ]);
  });

  it('does not know a site of another municipality', async () => {
    const [town, other] = [await workTown(), await workTown()];
    const answer = await town.as('counsellor', readToday, { query: { site: other.main.id } });
    expect(answer.status).toBe(404);
  });

  it('shows a partner the own bookings and contacts only', async () => {
    const town = await workTown();
    const others = await town.book();
    const own = await town.book(AT_NOON);
    await town.as('counsellor', recordContact, { body: contactForm(town) });
    const seen = await town.as('partner', readToday, { query: { site: town.main.id } });
    expect(seen.body.bookings.map(({ id }) => id)).toEqual([own]);
    expect(seen.body.contacts).toEqual([]);
    expect(await town.trailOf(others)).toEqual([]);
  });

  it('gives no answer when the trail cannot be written', async () => {
    const town = await workTown();
    await town.book();
    const answer = await town.withoutTrail('counsellor', readToday);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('Kotka');
  });

  it('is not for whoever only administers', async () => {
    const town = await workTown();
    const answer = await town.as('admin', readToday);
    expect(answer.status).toBe(403);
    expect(await town.trail()).toEqual([
      { action: 'VIEW_TODAY', outcome: 'REFUSED', staffId: people.admin.id },
    ]);
  });
});

describe('The version of Today', () => {
  const versionFor = async (town: WorkTown, person: Person = 'counsellor') =>
    (await town.as(person, readTodayVersion, { query: { site: town.main.id } })).body.version;

  it('is the one that Today itself names, and asking for it leaves no row in the log of use', async () => {
    const town = await workTown();
    await town.book();
    for (let asked = 0; asked < 5; asked += 1) await versionFor(town);
    expect(await town.trail()).toEqual([]);
    const today = await town.as('counsellor', readToday);
    expect(today.body.version).toBe(await versionFor(town));
  });

  it('tells nothing of anybody', async () => {
    const town = await workTown();
    const id = await town.book();
    const { body, text } = await town.as('counsellor', readTodayVersion);
    expect(Object.keys(body)).toEqual(['version']);
    expect(body.version).toMatch(/^[A-Za-z0-9_-]{43}$/u);
    expect(text).not.toContain(id);
  });

  it('changes with a booking, an arrival, a contact and its undoing, and with nothing else', async () => {
    const town = await workTown();
    const seen = [await versionFor(town)];
    const look = async () => {
      seen.push(await versionFor(town));
    };
    const id = await town.book();
    await look();
    const parameters = { bookingId: id };
    await town.as('counsellor', markArrival, { parameters, body: { arrived: true } });
    await look();
    const body = contactForm(town, { bookingId: id });
    await town.as('counsellor', recordContact, { body });
    await look();
    const contact = { contactId: body.contactId };
    await town.as('counsellor', voidContact, { parameters: contact, body: {} });
    await look();
    expect(new Set(seen).size).toBe(5);
    await town.as('counsellor', readToday);
    expect(await versionFor(town)).toBe(seen.at(-1));
    expect(await versionFor(town)).toBe(seen.at(-1));
  });

  it('changes for a partner with the own bookings and contacts only', async () => {
    const town = await workTown();
    const before = await versionFor(town, 'partner');
    await town.book();
    await town.as('counsellor', recordContact, { body: contactForm(town) });
    expect(await versionFor(town, 'partner')).toBe(before);
    await town.book(AT_NOON);
    expect(await versionFor(town, 'partner')).not.toBe(before);
  });

  it('changes every quarter of an hour, so that who is on duty is never older', async () => {
    const town = await workTown('2027-02-01T08:30+02:00');
    const before = await versionFor(town);
    town.clock.set('2027-02-01T08:44:59+02:00');
    expect(await versionFor(town)).toBe(before);
    town.clock.set('2027-02-01T08:45+02:00');
    expect(await versionFor(town)).not.toBe(before);
  });

  it('is of each site its own, and of no site of another municipality', async () => {
    const [town, other] = [await workTown(), await workTown()];
    const second = await town.as('manager', readTodayVersion, { query: { site: town.second.id } });
    expect(second.body.version).not.toBe(await versionFor(town, 'manager'));
    const foreign = await town.as('manager', readTodayVersion, { query: { site: other.main.id } });
    expect(foreign.problem.type).toBe('/problems/not-found');
  });
});

describe('Marking an arrival', () => {
  it('marks the arrival and takes a mistaken mark back', async () => {
    const town = await workTown();
    const id = await town.book();
    const parameters = { bookingId: id };
    const marked = await town.as('counsellor', markArrival, { parameters, body: { arrived: true } });
    expect(marked.body).toMatchObject({ state: 'KEPT', arrivedAt: '2027-02-01T08:30+02:00' });
    const undone = await town.as('counsellor', markArrival, { parameters, body: { arrived: false } });
    expect(undone.body.state).toBe('BOOKED');
    expect(undone.body.arrivedAt).toBeUndefined();
    const trail = await town.trailOf(id);
    expect(trail.map(({ action }) => action)).toEqual(['MARK_ARRIVAL', 'MARK_ARRIVAL']);
  });

  it('marks nothing when the trail cannot be written', async () => {
    const town = await workTown();
    const id = await town.book();
    const answer = await town.withoutTrail('counsellor', markArrival, {
      parameters: { bookingId: id },
      body: { arrived: true },
    });
    expect(answer.status).toBe(500);
    const today = await town.as('counsellor', readToday, { query: { site: town.main.id } });
    expect(today.body.bookings.map(({ state }) => state)).toEqual(['BOOKED']);
  });

  it('does not know a booking of another municipality, of a colleague for a partner, or of nobody', async () => {
    const [town, other] = [await workTown(), await workTown()];
    const body = { arrived: true };
    const foreign = await other.book();
    const own = await town.book();
    const unknown = bookingId.parse(randomIds.id(20));
    const asked = [
      town.as('counsellor', markArrival, { parameters: { bookingId: foreign }, body }),
      town.as('partner', markArrival, { parameters: { bookingId: own }, body }),
      town.as('counsellor', markArrival, { parameters: { bookingId: unknown }, body }),
    ];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await town.trailOf(foreign)).map(({ outcome }) => outcome)).toEqual(['NOT_FOUND']);
  });
});

describe('A contact of a booking', () => {
  it('shows the booking as recorded, until the contact is voided', async () => {
    const town = await workTown();
    const id = await town.book();
    const recorded = async (): Promise<boolean[]> =>
      (await town.as('counsellor', readToday, { query: { site: town.main.id } })).body.bookings.map(
        (booking) => booking.recorded,
      );
    const body = contactForm(town, { bookingId: id });
    expect((await town.as('counsellor', recordContact, { body })).body.bookingId).toBe(id);
    expect(await recorded()).toEqual([true]);
    await town.as('counsellor', voidContact, { parameters: { contactId: body.contactId }, body: {} });
    expect(await recorded()).toEqual([false]);
  });

  it('is of the booking’s own site and day', async () => {
    const town = await workTown('2027-02-02T12:00+02:00');
    const id = await town.book('2027-02-08T09:00+02:00');
    town.clock.set('2027-02-08T09:30+02:00');
    const onSite = contactForm(town, { bookingId: id, startedAt: '2027-02-08T09:00+02:00' });
    const elsewhere = { ...onSite, site: town.second.id };
    const dayBefore = { ...onSite, startedAt: '2027-02-07T09:00+02:00' };
    expect((await town.as('counsellor', recordContact, { body: elsewhere })).status).toBe(404);
    expect((await town.as('counsellor', recordContact, { body: dayBefore })).status).toBe(404);
    expect((await town.as('counsellor', recordContact, { body: onSite })).status).toBe(201);
  });
});
