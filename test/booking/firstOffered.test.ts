import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { randomIds, seriesId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchWire } from '../bench/monthTown.ts';
import { minuteOf } from '../support/bookingRecord.ts';
import { worker } from '../support/schedule.ts';
import { deskTown } from './deskTown.ts';
import { type BookingTown, bookingTown, FIRST_TIME, freshId, starts } from './town.ts';
import { fullMonday, SECOND_TIME, THIRD_TIME } from './waitingTown.ts';

/** What was offered first to whoever made a booking, as its record keeps it. */
async function offeredTo(town: Pick<BookingTown, 'records'>, link: string): Promise<number | undefined> {
  const [record] = await town.records([link]);
  return record?.firstOffered;
}

describe('The first time that was offered, kept with a booking (M06)', () => {
  it('is the first free one, whichever was booked, and whatever the browser says', async () => {
    const town = await bookingTown();
    const third = await town.book({ start: THIRD_TIME });
    expect(await offeredTo(town, third.body.link)).toBe(minuteOf(FIRST_TIME));
    expect((await town.book({ start: SECOND_TIME, firstOffered: 0 })).status).toBe(400);
    const first = await town.book();
    const second = await town.book({ start: SECOND_TIME });
    expect(await offeredTo(town, first.body.link)).toBe(minuteOf(FIRST_TIME));
    expect(await offeredTo(town, second.body.link)).toBe(minuteOf(SECOND_TIME));
  });

  it('is of the chosen worker when one was chosen, and counts what whoever books keeps as free', async () => {
    const town = await bookingTown({ workers: 2 });
    await town.book({ staff: worker(1) });
    const [mine, theirs] = [freshId(), freshId()];
    expect((await town.hold({ bookingId: mine, staff: worker(1), start: SECOND_TIME })).status).toBe(201);
    const one = await town.book({ bookingId: mine, staff: worker(1), start: SECOND_TIME });
    const other = await town.book({ bookingId: theirs, staff: worker(2), start: SECOND_TIME });
    expect(await offeredTo(town, one.body.link)).toBe(minuteOf(SECOND_TIME));
    expect(await offeredTo(town, other.body.link)).toBe(minuteOf(FIRST_TIME));
  });

  it('is what a search of the same moment shows first, whatever is taken', async () => {
    const monday = (hour: number, week: number) =>
      new Date(Date.parse(FIRST_TIME) + (hour * 60 + week * 7 * 1440) * 60_000).toISOString();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
          ...{ minLength: 1, maxLength: 6, selector: ([hour, week]) => hour + 3 * week },
        }),
        fc.array(fc.option(fc.constantFrom(worker(1), worker(2)), { nil: undefined }), {
          ...{ minLength: 6, maxLength: 6 },
        }),
        async (times, choices) => {
          const town = await bookingTown({ workers: 2, caps: { perAddress: 50 } });
          for (const [index, [hour, week]] of times.entries()) {
            const staff = choices[index];
            const chosen = staff ? { staff } : {};
            const [shown] = starts(await town.search({ days: 28, ...chosen }));
            const booked = await town.book({ start: asLocal(monday(hour, week)), ...chosen });
            expect(booked.status).toBe(201);
            expect(await offeredTo(town, booked.body.link)).toBe(minuteOf(shown ?? ''));
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it('stays as it was when the booking moves, whose organisation is that of the worker', async () => {
    const town = await bookingTown({ workers: 2, staff: { 2: { organisation: 'EMPLOY' } } });
    const booked = await town.book({ staff: worker(2) });
    const moved = await town.change(booked.body.link, { start: THIRD_TIME, version: 1 });
    expect(moved.status).toBe(200);
    const [record] = await town.records([booked.body.link]);
    expect(record).toMatchObject({ firstOffered: minuteOf(FIRST_TIME), organisation: 'EMPLOY' });
  });

  it('is, of whoever waited on a list, the time that was offered from it, asked for when they joined', async () => {
    const town = await fullMonday();
    const { link } = (await town.join()).body;
    const joined = new Date(town.clock.now()).toISOString();
    await town.cancel(town.booked[1]?.link ?? '');
    await town.promote();
    const accepted = await town.accept(link);
    const [record] = await town.records([accepted.body.bookingLink ?? '']);
    expect(record).toMatchObject({ firstOffered: minuteOf(SECOND_TIME), waitedSince: joined });
  });

  it('is kept with every booking of a series', async () => {
    const town = await deskTown();
    const series = await town.as(bookingRoutes.createSeries, {
      anyBody: {
        ...{ seriesId: seriesId.parse(randomIds.id(20)), secret: randomIds.secret(128), site: town.site.id },
        ...{ service: 'INDIV', staff: worker(1), first: '2027-02-08', time: '10:00', everyWeeks: 1 },
        ...{ occurrences: 2, skip: [], language: 'fi' },
      },
    });
    const links = series.body.bookings.map(({ link }) => link);
    const offered = (await town.records(links)).map(({ firstOffered }) => firstOffered);
    expect(offered).toEqual([minuteOf(FIRST_TIME), minuteOf(FIRST_TIME)]);
  });

  it('costs no read where somebody is chosen anyway, and half a unit for each week of a chosen worker', async () => {
    const town = await bookingTown({ workers: 3 });
    const wire = watchWire(town.house, town.tenantId);
    const reads = async (body: Record<string, unknown>) => {
      wire.length = 0;
      expect((await town.book(body)).status).toBe(201);
      return wire.filter(({ input }) => 'RequestItems' in input).map(({ input }) => keysIn(input));
    };
    expect(await reads({ start: asLocal('2027-02-15T07:00:00.000Z') })).toEqual([]);
    const inThreeWeeks = { start: asLocal('2027-02-15T08:00:00.000Z'), staff: worker(2) };
    expect(await reads(inThreeWeeks)).toEqual([3]);
  });
});

/** A time of these winter days with the offset of Finland. */
function asLocal(instant: string): string {
  return `${new Date(Date.parse(instant) + 2 * 3_600_000).toISOString().slice(0, 16)}+02:00`;
}

function keysIn(input: Readonly<Record<string, unknown>>): number {
  const tables = Object.values(
    input['RequestItems'] as Record<string, { readonly Keys: readonly unknown[] }>,
  );
  return tables.reduce((sum, { Keys }) => sum + Keys.length, 0);
}
