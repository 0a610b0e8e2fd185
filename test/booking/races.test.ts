import { clash } from '@ohjaamo/shared/booking/sheet.ts';
import { busyOf } from '@ohjaamo/functions/booking/record.ts';
import { describe, expect, it } from 'vitest';
import { plan, rule, weekdayHours, worker } from '../support/schedule.ts';
import { bookingTown, type BookingTown, FIRST_TIME, request, starts } from './town.ts';

const longDay = plan({
  hours: weekdayHours('APPOINTMENT', '08:00', '20:00'),
  rules: [rule(worker(1), { weekday: 'MON', start: '08:00', end: '20:00' })],
});

async function expectNoDoubleBooking(town: BookingTown, links: readonly string[]): Promise<void> {
  const records = await town.records(links);
  const held = records.filter(({ state }) => state === 'BOOKED');
  for (const one of held) {
    for (const other of held) {
      if (one.id !== other.id && one.staffId === other.staffId)
        expect(clash(busyOf(one), busyOf(other))).toBe(false);
    }
  }
}

describe('Many ask at one time', () => {
  it.each([2, 4, 16])('%i for one time: exactly one gets it', async (clients) => {
    const town = await bookingTown();
    for (const start of [FIRST_TIME, '2027-02-08T10:00+02:00']) {
      const answers = await Promise.all(Array.from({ length: clients }, () => town.book({ start })));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([201, ...Array.from({ length: clients - 1 }, () => 409)]);
      for (const lost of answers.filter(({ status }) => status === 409)) {
        expect(lost.problem.type).toBe('/problems/time-taken');
      }
    }
  });

  it('twelve for twelve different times of one worker and week: everybody gets theirs', async () => {
    const town = await bookingTown({ plan: longDay });
    const times = starts(await town.search({ days: 1 }));
    expect(times.length).toBe(12);
    const answers = await Promise.all(times.map((start) => town.book({ start })));
    expect(answers.map(({ status }) => status)).toEqual(times.map(() => 201));
    expect(starts(await town.search({ days: 1 }))).toEqual([]);
    await expectNoDoubleBooking(
      town,
      answers.map(({ body }) => body.link),
    );
  });

  it('as many as there are workers for one time: each gets a worker of their own', async () => {
    const town = await bookingTown({ workers: 4 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => town.book()));
    const booked = answers.filter(({ status }) => status === 201);
    expect(booked.length).toBe(4);
    expect(new Set(booked.map(({ body }) => body.booking.staff.id)).size).toBe(4);
  });

  it('the same request sent many times at once is one booking', async () => {
    const town = await bookingTown({ workers: 3 });
    const body = request();
    const answers = await Promise.all(Array.from({ length: 8 }, () => town.book(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await town.search()).body.times[0]?.staffIds.length).toBe(2);
  });

  it('bookings, changes, cancellations and restorations mixed never give one time to two', async () => {
    const town = await bookingTown({ plan: longDay });
    const times = starts(await town.search({ days: 1 }));
    const first = await Promise.all(times.slice(0, 6).map((start) => town.book({ start })));
    const links = first.map(({ body }) => body.link);
    const [more] = await Promise.all([
      Promise.all(times.slice(3, 9).map((start) => town.book({ start }))),
      ...links.slice(0, 3).map((link, index) => town.change(link, { start: times[6 + index], version: 1 })),
      ...links.slice(3).map((link) => town.cancel(link)),
      ...links.slice(3).map((link) => town.restore(link)),
    ]);
    const all = [...links, ...more.flatMap(({ status, body }) => (status === 201 ? [body.link] : []))];
    await expectNoDoubleBooking(town, all);
    const held = await town.records(all);
    const shown = starts(await town.search({ days: 1 }));
    const taken = held.filter(({ state }) => state === 'BOOKED').length;
    expect(shown.length + taken).toBe(times.length);
  });
});
