import { sendConfirmations } from '@ohjaamo/functions/booking/index.ts';
import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { deskDispatch } from '@ohjaamo/functions/desk/dispatch.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { bookingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BookingFollower, streamedBooking } from '../support/follow.ts';
import { call } from '../support/house.ts';
import { MONDAY_NINE, region, usedOf, wanted } from './regionalTown.ts';

const NEXT_MONDAY = '2027-02-08T09:00+02:00';
const starts = (answer: { readonly body: { readonly times: readonly { readonly start: string }[] } }) =>
  answer.body.times.map(({ start }) => start);

describe('A young person of a sister municipality', () => {
  it('sees the free times of the opening’s dates and books one by the giver’s own rules', async () => {
    const { giver, receiver, opened, booking } = await region();
    const id = await opened({ from: '2027-02-08', until: '2027-02-14' });
    const before = await receiver.times(id);
    expect(before.body).toMatchObject({
      giver: { name: { fi: 'Antava' } },
      site: { name: giver.place.name },
    });
    expect(starts(before)).toEqual([
      ...['2027-02-08T09:00+02:00', '2027-02-08T10:00+02:00', '2027-02-08T11:00+02:00'],
    ]);
    expect((await receiver.books(id, { start: MONDAY_NINE })).problem.type).toBe(
      '/problems/time-not-offered',
    );
    const booked = await receiver.books(id, { start: NEXT_MONDAY, nickname: 'Kotka' });
    expect(booked.status).toBe(201);
    const { link } = booked.body;
    expect(link.startsWith(`${giver.tenantId}.`)).toBe(true);
    expect(await giver.record(link)).toMatchObject({
      ...{ state: 'BOOKED', nickname: 'Kotka', service: 'INDIV' },
      through: { opening: id, name: { fi: 'Saava' } },
    });
    expect(starts(await receiver.times(id))).not.toContain('2027-02-08T09:00+02:00');
    // The link is the giver's own page: it is read and cancelled there as any other.
    const read = await call(booking, bookingRoutes.readBooking, { parameters: { link } });
    expect(read.body).toMatchObject({ tenant: { name: { fi: 'Antava' } }, mayCancel: true });
    await call(booking, bookingRoutes.cancelBooking, { parameters: { link }, body: {} });
    expect(starts(await receiver.times(id))).toContain('2027-02-08T09:00+02:00');
  });

  it('leaves nothing in the own municipality, and both see how many were booked', async () => {
    const { giver, receiver, opened, house } = await region();
    const id = await opened();
    await receiver.books(id, { email: 'nuori@example.org' });
    expect(usedOf((await receiver.list()).received[0])).toEqual({ week: 1, total: 1 });
    expect(usedOf((await giver.list()).given[0])).toEqual({ week: 1, total: 1 });
    const own = house.scope(receiver.tenantId, 'regional');
    const rows = (await own.work.query(own.keys.sister('').pk, z.looseObject({}))).items;
    expect(JSON.stringify(rows)).not.toContain('nuori@example.org');
    expect(JSON.stringify(await receiver.list())).not.toContain('nuori');
  });

  it('has one booking however often the form is sent, also after the week is full', async () => {
    const { giver, receiver, opened } = await region();
    const id = await opened({ perWeek: 1 });
    const body = wanted();
    const first = await receiver.books(id, body);
    const second = await receiver.books(id, body);
    expect(second.body.link).toBe(first.body.link);
    expect((await receiver.books(id, { ...body, nickname: 'Muu' })).problem.type).toBe(
      '/problems/id-already-used',
    );
    expect(usedOf((await receiver.list()).received[0]).total).toBe(1);
    await giver.withdraws(id);
    expect((await receiver.books(id, body)).body.link).toBe(first.body.link);
  });

  it('gets no more times of a week than were opened; one that is cancelled makes room, and the next week has its own', async () => {
    const { receiver, opened, booking } = await region();
    const id = await opened({ perWeek: 1 });
    const first = await receiver.books(id);
    const refused = await receiver.books(id, { start: '2027-02-01T10:00+02:00' });
    expect(refused.problem.type).toBe('/problems/cap-reached');
    expect(starts(await receiver.times(id)).every((start) => start > '2027-02-07')).toBe(true);
    expect((await receiver.books(id, { start: NEXT_MONDAY })).status).toBe(201);
    await call(booking, bookingRoutes.cancelBooking, { parameters: { link: first.body.link }, body: {} });
    expect(starts(await receiver.times(id))).toContain(MONDAY_NINE);
    expect((await receiver.books(id, { start: '2027-02-01T10:00+02:00' })).status).toBe(201);
    expect(usedOf((await receiver.list()).received[0])).toEqual({ week: 1, total: 3 });
  });

  it('meets only the worker whose times were opened', async () => {
    const { municipality, receiver } = await region();
    const large = await municipality('Suuri', 3);
    const staff = large.tenant.staff[2]!.id;
    const { id } = (await large.opens(receiver, { staff, perWeek: 5 })).body;
    await receiver.answers(id, 'ACCEPT');
    expect((await receiver.sisters())[0]?.staff).toBe(large.tenant.staff[2]!.name);
    const booked = await receiver.books(id);
    expect(await large.record(booked.body.link)).toMatchObject({ staffId: staff });
    expect((await receiver.books(id)).problem.type).toBe('/problems/time-taken');
  });

  it('stands on the giver’s Today with the name of the municipality that it came from', async () => {
    const { giver, receiver, opened, house } = await region();
    const id = await opened();
    const { link } = (await receiver.books(id)).body;
    await new BookingFollower(house, giver.tenantId).follow(bookingId.parse(link.split('.')[1]));
    const desk = moduleHandler(deskRoutes, deskDispatch, { ...house, memberRole: 'desk' });
    const actor: Actor = {
      ...{ realm: 'tenant', subject: 'counsellor', tenantId: giver.tenantId },
      ...{ staffId: giver.tenant.staff[0]!.id, roles: ['COUNSELLOR'] },
    };
    const { bookings } = (await call(desk, deskRoutes.readToday, { actor })).body;
    expect(bookings.map(({ fromMunicipality }) => fromMunicipality)).toEqual([{ fi: 'Saava' }]);
  });

  it('is booked for by a worker at the desk, who sees nothing more than the young person does', async () => {
    const { giver, receiver, opened } = await region();
    const id = await opened();
    const booked = await receiver.booksAtDesk(id, { nickname: 'Kotka' });
    expect(booked.status).toBe(201);
    expect(await giver.record(booked.body.link)).toMatchObject({ through: { name: { fi: 'Saava' } } });
    expect((await receiver.booksAtDesk(id, {}, 'PARTNER_WORKER')).status).toBe(403);
  });
});

describe('What two sister municipalities share', () => {
  it('is promised once: of all who ask at one moment as many get a time as there are, and of each opening no more than its cap', async () => {
    const { giver, receiver, opened, municipality } = await region();
    const third = await municipality('Kolmas');
    const [first, other] = [await opened({ perWeek: 2 }), (await giver.opens(third, { perWeek: 2 })).body.id];
    await third.answers(other, 'ACCEPT');
    const hours = ['09', '10', '11'].map((hour) => `2027-02-01T${hour}:00+02:00`);
    const answers = await Promise.all(
      hours.flatMap((start) => [
        receiver.books(first, { start }),
        third.books(other, { start }),
        receiver.books(first, { start }),
      ]),
    );
    const links = answers.flatMap(({ status, body }) => (status === 201 ? [body.link] : []));
    const records = await Promise.all(links.map((link) => giver.record(link)));
    expect(new Set(records.map(({ start }) => start)).size).toBe(records.length);
    for (const id of [first, other]) {
      const own = records.filter(({ through }) => through?.opening === id);
      expect(own.length).toBeLessThanOrEqual(2);
    }
    const used = (await giver.list()).given.map((each) => usedOf(each).week);
    expect(used.reduce((sum, one) => sum + one, 0)).toBe(records.length);
    expect(records.length).toBeGreaterThanOrEqual(2);
    for (const { status } of answers) expect([201, 409, 429]).toContain(status);
  }, 60_000);

  it('is not booked through an opening that is withdrawn at the same moment', async () => {
    const { giver, receiver, opened } = await region();
    const id = await opened();
    const [booked] = await Promise.all([receiver.books(id), giver.withdraws(id)]);
    const [opening] = (await giver.list()).given;
    expect(opening?.state).toBe('WITHDRAWN');
    expect(usedOf(opening).total).toBe(booked.status === 201 ? 1 : 0);
    expect((await receiver.books(id, { start: NEXT_MONDAY })).status).toBe(404);
  });
});

/** The post office of the giver, fed with what the stream tells of a booking's last write. */
async function noticesOf(
  town: Awaited<ReturnType<typeof region>>,
  link: string,
  before: Awaited<ReturnType<typeof town.giver.record>>,
) {
  const texts: string[] = [];
  const after = await town.giver.record(link);
  await sendConfirmations(
    {
      ...{ openScope: town.house.openScope, ids: randomIds, origin: 'https://ohjaamo.example' },
      sendMail: ({ text }) => Promise.resolve(void texts.push(text)),
      sendText: ({ text }) => Promise.resolve(void texts.push(text)),
    },
    { Records: [streamedBooking(town.house, town.giver.tenantId, after, before)] },
  );
  return texts;
}

describe.each([
  ['withdrawn by the giver', 'giver'],
  ['ended by the receiver', 'receiver'],
] as const)('An opening that is %s', (_, side) => {
  it('leaves what was booked, tells it once, and gives nothing new', async () => {
    const town = await region();
    const { giver, receiver, opened, clock } = town;
    const id = await opened({ perWeek: 3 });
    const ends = () => (side === 'giver' ? giver.withdraws(id) : receiver.answers(id, 'END'));
    const past = (await receiver.books(id, { email: 'eka@example.org' })).body.link;
    const ahead = (await receiver.books(id, { start: NEXT_MONDAY, email: 'toka@example.org' })).body.link;
    clock.set('2027-02-02T08:00+02:00');
    const before = await giver.record(ahead);
    expect((await ends()).body).toEqual({ told: 1 });
    expect((await ends()).body).toEqual({ told: 0 });
    expect(await giver.record(ahead)).toMatchObject({ state: 'BOOKED', start: before.start });
    expect((await giver.record(past)).through?.endedAt).toBeUndefined();
    expect((await noticesOf(town, ahead, before)).join()).toContain('edelleen sinulle varattuna');
    expect((await receiver.books(id, { start: '2027-02-08T10:00+02:00' })).status).toBe(404);
    expect(await receiver.sisters()).toEqual([]);
  });
});

describe('The role in which another municipality is entered', () => {
  it('reaches names, hours, sheets, the bookings it makes and the opening: no client, no contact, no message, no trail', () => {
    const { regionalGuest, regionalCourier, regionalStreet } = dataRoles;
    expect(Object.keys(regionalGuest)).toEqual(['work']);
    expect(Object.keys(regionalGuest.work).sort()).toEqual([
      ...['BOOKING', 'CALENDAR', 'CAP', 'OPENING', 'OPENINGUSE', 'SHEET', 'TENANT'],
    ]);
    // Bookings are read one by one and never listed.
    expect(regionalGuest.work.BOOKING).not.toContain('Query');
    expect(regionalCourier).toEqual({ work: { SISTER: ['PutItem'] } });
    expect(regionalStreet).toEqual({ work: { SISTER: ['GetItem', 'Query'] } });
  });
});
