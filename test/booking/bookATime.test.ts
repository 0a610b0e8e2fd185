import { describe, expect, it } from 'vitest';
import { service, worker } from '../support/schedule.ts';
import { bookingTown, FIRST_TIME, request, starts } from './town.ts';

describe('A young person books a time', () => {
  it('shows the free times of the coming four weeks and books one of them anonymously', async () => {
    const town = await bookingTown();

    const shown = await town.search();
    expect(shown.status).toBe(200);
    expect(starts(shown).slice(0, 4)).toEqual([
      '2027-02-01T09:00+02:00',
      '2027-02-01T10:00+02:00',
      '2027-02-01T11:00+02:00',
      '2027-02-08T09:00+02:00',
    ]);
    expect(shown.body.times[0]).toMatchObject({ end: '2027-02-01T09:45+02:00', staffIds: [worker(1)] });

    const booked = await town.book();
    expect(booked.status).toBe(201);
    expect(booked.body.booking).toMatchObject({
      state: 'BOOKED',
      version: 1,
      start: FIRST_TIME,
      end: '2027-02-01T09:45+02:00',
      staff: { id: worker(1) },
      mayChange: true,
      mayCancel: true,
      mayRestore: false,
    });

    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    const read = await town.read(booked.body.link);
    expect(read.body).toEqual(booked.body.booking);
  });

  it('gives the same answer to the same request, and refuses the id for any other content', async () => {
    const town = await bookingTown();
    const body = request();
    const first = await town.book(body);
    const again = await town.book(body);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(starts(await town.search())).toContain('2027-02-01T10:00+02:00');

    for (const other of [
      { start: '2027-02-01T10:00+02:00' },
      { secret: request()['secret'] },
      { nickname: 'Muu' },
    ]) {
      const refused = await town.book({ ...body, ...other });
      expect(refused.status).toBe(409);
      expect(refused.problem.type).toBe('/problems/id-already-used');
    }
  });

  it('refuses a time that is taken and names the nearest free ones on both sides', async () => {
    const town = await bookingTown();
    await town.book({ start: '2027-02-08T10:00+02:00' });
    const refused = await town.book({ start: '2027-02-08T10:00+02:00' });
    expect(refused.status).toBe(409);
    expect(refused.problem.type).toBe('/problems/time-taken');
    expect(refused.problem.nearest?.map(({ start }) => start)).toEqual([
      '2027-02-01T10:00+02:00',
      '2027-02-01T11:00+02:00',
      '2027-02-08T09:00+02:00',
      '2027-02-08T11:00+02:00',
      '2027-02-15T09:00+02:00',
      '2027-02-15T10:00+02:00',
    ]);
  });

  it('refuses a start that is not on offer', async () => {
    const town = await bookingTown();
    for (const start of [
      '2027-02-01T09:15+02:00',
      '2027-02-02T09:00+02:00',
      '2027-02-01T12:00+02:00',
      '2027-03-08T09:00+02:00',
    ]) {
      const refused = await town.book({ start });
      expect([refused.status, refused.problem.type]).toEqual([422, '/problems/time-not-offered']);
    }
  });

  it('allows the minimum notice exactly met and not a moment less', async () => {
    const town = await bookingTown({ now: '2027-02-01T07:00:00+02:00' });
    expect(starts(await town.search())).toContain(FIRST_TIME);
    town.clock.set('2027-02-01T07:00:01+02:00');
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    expect((await town.book()).status).toBe(422);
    town.clock.set('2027-02-01T07:00:00+02:00');
    expect((await town.book()).status).toBe(201);
  });

  it('gives a time without a wish for a worker to whoever had their turn longest ago', async () => {
    const town = await bookingTown({ workers: 2 });
    // A worker asked for by name has had no turn.
    await town.book({ staff: worker(1), start: '2027-02-15T10:00+02:00' });
    const first = await town.book();
    expect(first.body.booking.staff.id).toBe(worker(1));
    expect((await town.search()).body.times[1]?.staffIds).toEqual([worker(2), worker(1)]);
    const second = await town.book({ start: '2027-02-08T10:00+02:00' });
    expect(second.body.booking.staff.id).toBe(worker(2));
    const third = await town.book();
    expect(third.body.booking.staff.id).toBe(worker(2));
    expect((await town.book()).status).toBe(409);
  });

  it('opens general guidance to every bookable service of its worker, and nothing that asks for a verified name', async () => {
    const town = await bookingTown({
      services: [
        service('INDIV', { hoursFor: 'EVERY', minimumIdentification: 'LIGHT', staff: [worker(1)] }),
        service('MAP360', { bookingMode: 'WALK_IN_OR_BOOKED', staff: [worker(1)] }),
        service('PLAN', { minimumIdentification: 'STAFF_VERIFIED', staff: [worker(1)] }),
        service('WALKIN', { bookingMode: 'WALK_IN', staff: [worker(1)] }),
        service('HOUSING', { staff: [worker(2)] }),
      ],
    });
    expect(starts(await town.search({ service: 'MAP360' }))).toContain(FIRST_TIME);
    for (const code of ['PLAN', 'WALKIN', 'HOUSING', 'NOTHING']) {
      expect((await town.search({ service: code })).status).toBe(404);
      expect((await town.book({ service: code })).status).toBe(404);
    }
    expect((await town.search({ staff: worker(2) })).status).toBe(404);
  });

  it('keeps the hours of a service to itself when they are for it alone, whatever the service is called', async () => {
    const town = await bookingTown({
      services: [
        service('INDIV', { hoursFor: 'OWN', staff: [worker(1)] }),
        service('MAP360', { staff: [worker(1)] }),
      ],
    });
    expect(starts(await town.search())).toContain(FIRST_TIME);
    expect((await town.search({ service: 'MAP360' })).status).toBe(404);
    expect((await town.book({ service: 'MAP360' })).status).toBe(404);
  });
});
