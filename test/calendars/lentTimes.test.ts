import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { LENT, LENT_LATER, lendingTown, type LendingTown, people } from './lendingTown.ts';

const lend = (town: LendingTown, body: Record<string, unknown> = {}) =>
  town.as('lender', calendarsRoutes.lendTime, {
    anyBody: {
      ruleId: randomIds.id(10),
      site: town.main.id,
      service: 'INDIV',
      start: '09:00',
      end: '11:00',
      recurrence: 'EVERY_WEEK',
      from: '2027-02-02',
      ...body,
    },
  });
const times = async (town: LendingTown) =>
  (await town.as('lender', calendarsRoutes.readLentTimes)).body.times.map(
    ({ weekday, start, end, recurrence }) => `${weekday} ${start}–${end} ${recurrence}`,
  );
const free = async (town: LendingTown, from: string, days = 1) => {
  const query = { site: town.main.id, service: 'INDIV', staff: people.lender.id, from, days };
  const { body } = await town.desk('counsellor', bookingRoutes.searchTimesForWorker, { query });
  return body.times.map(({ start }) => start.slice(5, 16));
};

describe('lending time', () => {
  it('publishes it into the site’s calendar, where it can be booked', async () => {
    const town = await lendingTown();
    expect((await lend(town)).status).toBe(201);
    expect(await times(town)).toEqual(['MON 12:00–14:00 EVERY_WEEK', 'TUE 09:00–11:00 EVERY_WEEK']);
    expect(await free(town, '2027-02-02')).toEqual(['02-02T09:00', '02-02T10:00']);
    await expect(town.book('2027-02-02T09:00+02:00')).resolves.toBeDefined();
  });

  it.each([
    ['ONCE', ['02-02', '02-02']],
    ['EVERY_SECOND_WEEK', ['02-02', '02-02', '02-16', '02-16']],
    ['ISO_EVEN_WEEKS', ['02-09', '02-09', '02-23', '02-23']],
    ['ISO_ODD_WEEKS', ['02-02', '02-02', '02-16', '02-16']],
  ])('%s means these days', async (recurrence, expected) => {
    const town = await lendingTown();
    await lend(town, { recurrence });
    const found = (await free(town, '2027-02-01', 28)).filter((start) => /T(?:09|10):/u.test(start));
    expect(found.map((start) => start.slice(0, 5))).toEqual(expected);
  });

  it.each([
    ['outside the site’s opening', { start: '07:00', end: '08:00' }, 'OUTSIDE_OPENING_HOURS'],
    ['on a day on which the site is closed', { from: '2027-02-06' }, 'OUTSIDE_OPENING_HOURS'],
    ['over another time of the own', { from: '2027-02-01', start: '13:00', end: '15:00' }, 'OVERLAP'],
    ['that ends before it begins', { start: '11:00', end: '09:00' }, 'ENDS_BEFORE_START'],
    ['shorter than one meeting of the service', { end: '09:40' }, 'TOO_SHORT'],
    ['on a date that has passed', { recurrence: 'ONCE', from: '2027-01-26' }, 'IN_THE_PAST'],
  ])('is refused %s, with the reason', async (_, body, reason) => {
    const town = await lendingTown();
    const { problem } = await lend(town, body);
    expect([problem.type, problem.conflicts]).toEqual(['/problems/plan-conflict', [{ reason }]]);
    expect(await times(town)).toEqual(['MON 12:00–14:00 EVERY_WEEK']);
  });

  it('is done once, however often it is asked, and its id names one time only', async () => {
    const town = await lendingTown();
    const ruleId = randomIds.id(10);
    expect((await lend(town, { ruleId })).status).toBe(201);
    expect((await lend(town, { ruleId })).status).toBe(201);
    expect((await lend(town, { ruleId, end: '10:00' })).problem.type).toBe('/problems/id-already-used');
    expect((await times(town)).length).toBe(2);
  });

  it('loses nothing when two people change the plan at once', async () => {
    const town = await lendingTown();
    const days = ['2027-02-02', '2027-02-03', '2027-02-04'];
    const answers = await Promise.all(days.map((from) => lend(town, { from })));
    const published = answers.filter(({ status }) => status === 201).length;
    expect(published).toBeGreaterThan(0);
    expect((await times(town)).length).toBe(published + 1);
  });

  it('stands in the log of use', async () => {
    const town = await lendingTown();
    await lend(town);
    expect(await town.trail()).toEqual([['LEND_TIME', 'DONE', undefined]]);
  });

  it('is for services that the worker gives, at sites that there are', async () => {
    const town = await lendingTown();
    expect((await lend(town, { service: 'OTHER' })).problem.type).toBe('/problems/not-found');
    expect((await lend(town, { site: randomIds.id(10) })).problem.type).toBe('/problems/not-found');
  });
});

describe('taking lent time back', () => {
  const withdraw = (
    town: LendingTown,
    ruleId = 'lent000001',
    only?: { readonly date: string; readonly afterId: string },
  ) =>
    town.as('lender', calendarsRoutes.withdrawLentTime, {
      parameters: { ruleId },
      anyBody: { site: town.main.id, ...(only && { only }) },
    });
  const preview = (town: LendingTown, date?: string) =>
    town.as('lender', calendarsRoutes.readBookingsInLentTime, {
      parameters: { ruleId: 'lent000001' },
      query: { site: town.main.id, ...(date && { date }) },
    });

  it('shows first which bookings it would take the time from, without names', async () => {
    const town = await lendingTown();
    await town.book(LENT);
    await town.book(LENT_LATER);
    await town.book(LENT, people.otherLender.id);
    const { body, text } = await preview(town);
    expect(body.bookings.map(({ start }) => start)).toEqual([LENT, LENT_LATER]);
    expect(text).not.toContain('Kettu');
    expect(await times(town)).toEqual(['MON 12:00–14:00 EVERY_WEEK']);
  });

  it('keeps the bookings in it, which somebody then has to see to', async () => {
    const town = await lendingTown();
    const { id } = await town.book(LENT);
    expect((await withdraw(town)).body).toEqual({ withdrawn: true, bookings: 1 });
    expect(await times(town)).toEqual([]);
    expect(await free(town, '2027-02-08')).toEqual([]);
    expect((await town.recordOf(id)).state).toBe('BOOKED');
    const { body } = await town.desk('counsellor', bookingRoutes.listAttention);
    expect(body.bookings.map((each) => [each.id, each.attention])).toEqual([[id, 'ORPHANED']]);
    expect((await withdraw(town)).body).toEqual({ withdrawn: true, bookings: 0 });
  });

  it('is done on one date alone, and the others go on', async () => {
    const town = await lendingTown();
    const first = await town.book(LENT);
    const later = await town.book(LENT_LATER);
    expect((await preview(town)).body.dates.slice(0, 3)).toEqual(['2027-02-01', '2027-02-08', '2027-02-15']);
    expect((await preview(town, '2027-02-08')).body.bookings.map(({ start }) => start)).toEqual([LENT_LATER]);
    const only = { date: '2027-02-08', afterId: 'lentafter1' };
    expect((await withdraw(town, 'lent000001', only)).body).toEqual({ withdrawn: true, bookings: 1 });
    expect((await withdraw(town, 'lent000001', only)).body).toEqual({ withdrawn: true, bookings: 0 });
    expect(await free(town, '2027-02-08')).toEqual([]);
    expect(await free(town, '2027-02-15')).toEqual(['02-15T12:00', '02-15T13:00']);
    const { body } = await town.desk('counsellor', bookingRoutes.listAttention);
    expect(body.bookings.map(({ id }) => id)).toEqual([later.id]);
    expect((await town.recordOf(first.id)).state).toBe('BOOKED');
  });

  it.each([
    ['on which it is not lent', '2027-02-09'],
    ['that has passed', '2027-01-25'],
  ])('is refused for a date %s', async (_, date) => {
    const town = await lendingTown();
    const refused = await withdraw(town, 'lent000001', { date, afterId: 'lentafter1' });
    expect(refused.problem.type).toBe('/problems/not-found');
    expect((await preview(town, date)).problem.type).toBe('/problems/not-found');
  });

  it('stands in the log of use with the bookings that were looked at and that lost their time', async () => {
    const town = await lendingTown();
    const { id } = await town.book(LENT);
    await preview(town);
    await withdraw(town);
    expect(await town.trail()).toEqual([
      ['VIEW_LENT_BOOKINGS', 'DONE', id],
      ['WITHDRAW_TIME', 'DONE', id],
    ]);
  });

  it('is for the own lent times alone', async () => {
    const town = await lendingTown();
    expect((await withdraw(town, 'nobodys001')).problem.type).toBe('/problems/not-found');
    const other = await town.as('otherLender', calendarsRoutes.withdrawLentTime, {
      parameters: { ruleId: 'lent000001' },
      anyBody: { site: town.main.id },
    });
    expect(other.problem.type).toBe('/problems/not-found');
    expect(await times(town)).toEqual(['MON 12:00–14:00 EVERY_WEEK']);
  });
});
