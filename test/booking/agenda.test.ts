import { agendaOf, type BookingRecord, followBookings } from '@ohjaamo/functions/booking/index.ts';
import { randomIds, siteId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { streamedBooking } from '../support/follow.ts';
import { seedTenant, testClock, testHouse } from '../support/house.ts';
import { town } from '../support/schedule.ts';

const NINE = minuteOf('2027-02-01T09:00+02:00');
const WEEK = 7 * 1440;

function agendaOfNobody() {
  const house = testHouse(testClock('2027-02-01T06:00+02:00'));
  const tenant = tenantId.parse(randomIds.id(10));
  const site = siteId.parse(randomIds.id(10));
  const desk = house.scope(tenant, 'desk');
  return {
    house,
    tenant,
    site,
    shown: () => agendaOf(desk, site, '2027-01-01', '2027-12-31'),
    day: (date: string) => agendaOf(desk, site, date, date),
    stream: (...changes: readonly Change[]) =>
      followBookings(house, {
        Records: changes.map(({ before, after }) => streamedBooking(house, tenant, after, before)),
      }),
  };
}

interface Change {
  readonly before?: BookingRecord;
  readonly after: BookingRecord;
}

/** The writes of one booking that stands at these starts in turn. */
function history(first: BookingRecord, starts: readonly number[]): Change[] {
  const versions = starts.map((start, index) =>
    aBooking(first.siteId, { id: first.id, start, version: index + 1 }),
  );
  return versions.map((after, index) => {
    const before = versions[index - 1];
    return { after, ...(before && { before }) };
  });
}

describe('The agenda of a site', () => {
  it('shows a booking without its address and its secret', async () => {
    const { site, stream, shown } = agendaOfNobody();
    const booking = aBooking(site, { email: 'young@example.org', nickname: 'Kettu', phone: '+358401234567' });
    await stream({ after: booking });
    const [row] = await shown();
    expect(row).toMatchObject({ id: booking.id, nickname: 'Kettu', reachable: true, version: 1 });
    expect(JSON.stringify(row)).not.toMatch(/example\.org|401234567|hash-of/u);
  });

  it('gives the days asked for, both ends included, by start', async () => {
    const { site, stream, day, shown } = agendaOfNobody();
    const late = aBooking(site, { start: NINE + 14 * 60 + 45 });
    const early = aBooking(site, { start: NINE });
    const next = aBooking(site, { start: NINE + 1440 });
    await stream({ after: late }, { after: next }, { after: early });
    expect((await day('2027-02-01')).map(({ id }) => id)).toEqual([early.id, late.id]);
    expect((await shown()).map(({ id }) => id)).toEqual([early.id, late.id, next.id]);
  });

  it('ends with the last version at its one place, however the stream repeats and mixes its records', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat({ max: 1000 })),
        async (weeks, dice) => {
          const { site, stream, shown } = agendaOfNobody();
          const changes = history(
            aBooking(site),
            weeks.map((week) => NINE + week * WEEK),
          );
          const told = [...changes, ...changes]
            .map((change) => ({ change, order: dice.next().value as number }))
            .sort((one, other) => one.order - other.order);
          for (const { change } of told) {
            expect(await stream(change)).toEqual({ batchItemFailures: [] });
          }
          const last = changes.at(-1)?.after;
          expect((await shown()).map(({ version, start }) => ({ version, start }))).toEqual([
            { version: last?.version, start: last?.start },
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('reports a record that it cannot read and goes on with the next', async () => {
    const { site, stream, shown, house, tenant } = agendaOfNobody();
    const broken = streamedBooking(house, tenant, { ...aBooking(site), version: 0.5 });
    const answer = await followBookings(house, { Records: [broken] });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: broken.dynamodb?.SequenceNumber }]);
    await stream({ after: aBooking(site) });
    expect((await shown()).length).toBe(1);
  });
});

describe('What the caps count', () => {
  const capRow = z.object({ sk: z.string(), expiresAtSeconds: z.int() });

  it('is an open booking on the local date on which it was made, once, and gone two days later', async () => {
    const { house, site, tenant: _unused } = agendaOfNobody();
    const tenant = await seedTenant(house, town());
    const scope = house.scope(tenant, 'follower');
    const booking = aBooking(site, { visitor: 'visitor-of-today', createdAt: '2027-01-31T22:30:00.000Z' });
    const quiet = aBooking(site);
    const Records = [booking, booking, quiet].map((after) => streamedBooking(house, tenant, after));
    await followBookings(house, { Records });
    const { items } = await scope.work.query(scope.keys.cap(site, '2027-02-01', '').pk, capRow);
    expect(items).toEqual([
      { sk: `visitor-of-today#${booking.id}`, expiresAtSeconds: Date.parse('2027-02-03T04:00:00Z') / 1000 },
    ]);
  });
});
