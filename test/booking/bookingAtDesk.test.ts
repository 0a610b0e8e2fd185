import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { randomIds, seriesId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { type DeskTown, deskTown } from './deskTown.ts';
import { FIRST_TIME, starts } from './town.ts';

const {
  bookForSomebody,
  cancelBySite,
  cancelSeries,
  createSeries,
  decideBooking,
  hidePlace,
  markNoShow,
  readBookingAtDesk,
  restoreBySite,
} = bookingRoutes;

const ONE = worker(1);

const told = (town: DeskTown, body: Record<string, unknown>) => ({
  secret: randomIds.secret(128),
  site: town.site.id,
  service: 'INDIV',
  staff: ONE,
  language: 'fi',
  ...body,
});

/** Books for somebody the first time of the plan. */
async function booked(town: DeskTown, body: Record<string, unknown> = {}) {
  const anyBody = told(town, { bookingId: randomIds.id(20), start: FIRST_TIME, ...body });
  const { link, booking } = (await town.as(bookForSomebody, { anyBody })).body;
  return { link, parameters: { bookingId: booking.id } };
}

/** Three Mondays at nine. */
async function mondays(town: DeskTown) {
  const id = seriesId.parse(randomIds.id(20));
  const rhythm = { first: FIRST_TIME.slice(0, 10), time: '09:00', everyWeeks: 1, occurrences: 3, skip: [] };
  const made = await town.as(createSeries, { anyBody: told(town, { seriesId: id, ...rhythm }) });
  return { id, links: made.body.bookings.map(({ link }) => link) };
}

const idIn = (link = '') => ({ anyParameters: { bookingId: link.split('.')[1] ?? '' } });
const cancelled = (body: { version: number }, of: Awaited<ReturnType<typeof booked>>) => ({
  parameters: of.parameters,
  body,
});

describe('A booking at the desk', () => {
  it('is shown with what may be done about it, and the look is in the log of use', async () => {
    const town = await deskTown();
    const { parameters } = await booked(town, { nickname: 'Kettu', email: 'young@example.org' });
    const seen = await town.as(readBookingAtDesk, { parameters });
    expect(seen.body).toMatchObject({
      site: town.site.id,
      booking: { state: 'BOOKED', nickname: 'Kettu', reachable: true, mayCancel: true, mayRestore: false },
    });
    expect(seen.body.series).toBeUndefined();
    expect(seen.text).not.toContain('example.org');
    expect((await town.trailOf(parameters.bookingId)).map(({ action }) => action)).toContain('VIEW_BOOKING');
  });

  it('brings the whole of its series along, each occurrence with its state', async () => {
    const town = await deskTown();
    const { id, links } = await mondays(town);
    await town.cancel(links[1] ?? '');
    const seen = await town.as(readBookingAtDesk, idIn(links[2]));
    expect(seen.body.series?.id).toBe(id);
    expect(seen.body.series?.bookings.map(({ start, state }) => [start.slice(0, 10), state])).toEqual([
      ['2027-02-01', 'BOOKED'],
      ['2027-02-08', 'CANCELLED_IN_TIME'],
      ['2027-02-15', 'BOOKED'],
    ]);
    for (const link of links) {
      const trail = await town.trailOf(link.split('.')[1] ?? '');
      expect(trail.map(({ action }) => action)).toContain('VIEW_BOOKING');
    }
  });

  it('is not there for a partner whose booking it is not, nor for another town', async () => {
    const [town, other] = [await deskTown({ workers: 2 }), await deskTown()];
    const { parameters } = await booked(town);
    const asPartner = await town.as(readBookingAtDesk, { parameters }, 'PARTNER_WORKER', worker(2));
    expect(asPartner.status).toBe(404);
    expect((await other.as(readBookingAtDesk, { parameters })).status).toBe(404);
    expect((await town.as(readBookingAtDesk, { parameters }, 'PARTNER_WORKER', ONE)).status).toBe(200);
  });

  it('begins: it is no longer cancelled, and a mark can be taken back', async () => {
    const town = await deskTown();
    const { parameters } = await booked(town);
    town.clock.set('2027-02-01T09:30+02:00');
    await town.as(markNoShow, { parameters, body: {} });
    const seen = await town.as(readBookingAtDesk, { parameters });
    expect(seen.body.booking).toMatchObject({ state: 'NO_SHOW', mayCancel: false, mayUnmark: true });
  });
});

describe('The house takes back', () => {
  it('its own cancellation: the time is the holder’s again, once, however often it is asked', async () => {
    const town = await deskTown();
    const one = await booked(town);
    await town.as(cancelBySite, cancelled({ version: 1 }, one));
    expect((await town.as(readBookingAtDesk, one)).body.booking.mayRestore).toBe(true);
    const request = { parameters: one.parameters, body: {} };
    const answers = [await town.as(restoreBySite, request), await town.as(restoreBySite, request)];
    expect(answers.map(({ status, body }) => [status, body.state, body.version])).toEqual([
      [200, 'BOOKED', 3],
      [200, 'BOOKED', 3],
    ]);
    expect(starts(await town.search({ staff: ONE }))).not.toContain(FIRST_TIME);
    expect((await town.read(one.link)).body.state).toBe('BOOKED');
  });

  it('the holder’s cancellation, when the holder asks for it by telephone', async () => {
    const town = await deskTown();
    const one = await booked(town);
    await town.cancel(one.link);
    expect((await town.as(restoreBySite, { parameters: one.parameters, body: {} })).body.state).toBe(
      'BOOKED',
    );
  });

  it('nothing that somebody else has by now, nor what is over; the refusal is in the log of use', async () => {
    const town = await deskTown();
    const one = await booked(town);
    const two = await booked(town, { start: '2027-02-01T10:00+02:00' });
    for (const each of [one, two]) await town.as(cancelBySite, cancelled({ version: 1 }, each));
    await booked(town);
    const request = { parameters: one.parameters, body: {} };
    const taken = await town.as(restoreBySite, request);
    expect(taken.problem).toMatchObject({ type: '/problems/time-taken' });
    expect(taken.problem.nearest?.length).toBeGreaterThan(0);
    const trail = (await town.trailOf(one.parameters.bookingId)).filter(
      ({ action }) => action === 'RESTORE_BY_SITE',
    );
    expect(trail.map(({ outcome }) => outcome)).toEqual(['REFUSED']);
    town.clock.set('2027-02-01T10:00+02:00');
    const over = await town.as(restoreBySite, { parameters: two.parameters, body: {} });
    expect(over.problem.type).toBe('/problems/state-conflict');
  });

  it('a no, and a cancellation before any decision: both wait for the decision again', async () => {
    const town = await deskTown({ services: [service('INDIV', { staff: [ONE], needsApproval: true })] });
    for (const end of ['no', 'cancellation']) {
      const { id } = await town.bookAndFollow({ staff: ONE });
      const parameters = { bookingId: id };
      if (end === 'no') await town.as(decideBooking, { parameters, body: { approved: false, version: 1 } });
      else await town.as(cancelBySite, { parameters, body: { version: 1 } });
      expect((await town.as(restoreBySite, { parameters, body: {} })).body.state).toBe('PENDING');
      await town.as(cancelBySite, { parameters, body: { version: 3 } });
    }
  });
});

describe('The house cancels a series', () => {
  it('from a date on: what was before stays, and asking again changes nothing', async () => {
    const town = await deskTown();
    const { id, links } = await mondays(town);
    const request = { parameters: { seriesId: id }, body: { from: '2027-02-08' } };
    const answers = [await town.as(cancelSeries, request), await town.as(cancelSeries, request)];
    expect(answers.map(({ body }) => body.bookings.map(({ version }) => version))).toEqual([
      [2, 2],
      [2, 2],
    ]);
    const states = await Promise.all(links.map(async (link) => (await town.read(link)).body.state));
    expect(states).toEqual(['BOOKED', 'CANCELLED_BY_SITE', 'CANCELLED_BY_SITE']);
    expect(starts(await town.search({ staff: ONE }))).toContain('2027-02-08T09:00+02:00');
    const trail = await town.trailOf(links[2]?.split('.')[1] ?? '');
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['CANCEL_SERIES', 'BOOK_SERIES']),
    );
  });

  it('only when something is to come, and never another’s', async () => {
    const [town, other] = [await deskTown({ workers: 2 }), await deskTown()];
    const { id } = await mondays(town);
    const request = { parameters: { seriesId: id }, body: { from: '2027-02-01' } };
    expect((await other.as(cancelSeries, request)).status).toBe(404);
    expect((await town.as(cancelSeries, request, 'PARTNER_WORKER', worker(2))).status).toBe(404);
    town.clock.set('2027-03-01T12:00+02:00');
    expect((await town.as(cancelSeries, request)).problem.type).toBe('/problems/state-conflict');
  });
});

describe('The place of a booking under non-disclosure', () => {
  it('is told neither on the holder’s page nor in the calendar file, from the booking on', async () => {
    const town = await deskTown();
    const { link } = await booked(town, { hidePlace: true });
    expect((await town.read(link)).body).toMatchObject({ placeHidden: true, site: { address: '' } });
    expect((await town.calendar(link)).text).not.toContain('LOCATION');
  });

  it('is hidden and told again, once each, and each change is in the log of use', async () => {
    const town = await deskTown();
    const { link, parameters } = await booked(town);
    for (const hidden of [true, true, false]) {
      expect((await town.as(hidePlace, { parameters, body: { hidden } })).status).toBe(200);
      expect((await town.read(link)).body.placeHidden).toBe(hidden);
    }
    expect((await town.read(link)).body.version).toBe(3);
    const trail = (await town.trailOf(parameters.bookingId)).filter(({ action }) => action === 'HIDE_PLACE');
    expect(trail.length).toBe(3);
  });

  it('is no matter of what is cancelled', async () => {
    const town = await deskTown();
    const one = await booked(town);
    await town.as(cancelBySite, cancelled({ version: 1 }, one));
    const late = await town.as(hidePlace, { parameters: one.parameters, body: { hidden: true } });
    expect(late.problem.type).toBe('/problems/state-conflict');
  });

  it('stays hidden in every occurrence of a series', async () => {
    const town = await deskTown({
      plan: plan({
        hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
        rules: [rule(ONE, { weekday: 'MON', start: '09:00', end: '12:00' })],
      }),
    });
    const made = await town.as(createSeries, {
      anyBody: told(town, {
        seriesId: randomIds.id(20),
        first: '2027-02-01',
        time: '09:00',
        everyWeeks: 1,
        occurrences: 2,
        skip: [],
        hidePlace: true,
      }),
    });
    expect(made.body.bookings.map(({ booking }) => booking.placeHidden)).toEqual([true, true]);
  });
});
