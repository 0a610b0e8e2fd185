import { followBookings } from '@ohjaamo/functions/booking/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamedBooking } from '../support/follow.ts';
import { plan, rule, weekdayHours, worker } from '../support/schedule.ts';
import { deskTown } from './deskTown.ts';
import { starts } from './town.ts';

const HOURS = [9, 10, 11, 12, 13, 14] as const;
const at = (hour: number): string => `2027-02-01T${String(hour).padStart(2, '0')}:00+02:00`;
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Whom the hours of the day suit, and which bookings of the full day are cancelled, in which order. */
const scene = fc.record({
  wishes: fc.array(fc.tuple(fc.integer({ min: 9, max: 13 }), fc.integer({ min: 1, max: 6 })), {
    minLength: 2,
    maxLength: 5,
  }),
  freed: fc.uniqueArray(fc.constantFrom(...HOURS), { minLength: 1, maxLength: 4 }),
  together: fc.boolean(),
});

async function fullDay() {
  const town = await deskTown({
    plan: plan({
      hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
      rules: [rule(worker(1), { weekday: 'MON', start: '09:00', end: '15:00' })],
    }),
  });
  const booked = new Map<number, Awaited<ReturnType<typeof town.bookAndFollow>>>();
  for (const hour of HOURS) booked.set(hour, await town.bookAndFollow({ start: at(hour) }));
  return { ...town, booked };
}

describe('Whoever waits', () => {
  it('is asked in order, once for each time, and nobody whom it suits is skipped, however many promote at once', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ wishes, freed, together }) => {
        const town = await fullDay();
        const entries = [];
        for (const [from, length] of wishes) {
          town.clock.set(new Date(town.clock.now() + 1000).toISOString());
          const wish = { after: clock(from), before: clock(from + length) };
          const joined = await town.join({ to: '2027-02-01', ...wish });
          entries.push({ link: joined.body.link, from, until: from + length });
        }
        const free = async (hour: number): Promise<void> => {
          const { link = '', id } = town.booked.get(hour) ?? {};
          const [before] = await town.records([link]);
          await town.cancel(link);
          const [after] = await town.records([link]);
          if (!before || !after || !id) throw new Error('The booking is gone');
          // The stream tells it twice, to two who follow at once, while the job runs as well.
          const Records = [streamedBooking(town.house, town.tenantId, after, before)];
          const tell = async () => followBookings(town.house, { Records });
          await Promise.all([tell(), tell(), town.promote()]);
        };
        if (together) await Promise.all(freed.map(free));
        else for (const hour of freed) await free(hour);
        await town.promote();

        const seen = await Promise.all(
          entries.map(async (each) => ({ ...each, view: (await town.waiting(each.link)).body })),
        );
        const suits = ({ from, until }: { from: number; until: number }, hour: number): boolean =>
          from <= hour && hour + 0.75 <= until;
        const given = seen.flatMap(({ view }) => (view.offer ? [view.offer.start] : []));
        expect(new Set(given).size).toBe(given.length);
        expect(given.every((start) => freed.some((hour) => at(hour) === start))).toBe(true);
        seen.forEach((one, index) => {
          if (one.view.offer) return;
          for (const later of seen.slice(index + 1)) {
            const hour = HOURS.find((each) => at(each) === later.view.offer?.start);
            expect(hour !== undefined && suits(one, hour)).toBe(false);
          }
        });
        const left = starts(await town.search());
        for (const { view, ...wish } of seen) {
          if (view.offer) expect(left).not.toContain(view.offer.start);
          else expect(HOURS.some((hour) => suits(wish, hour) && left.includes(at(hour)))).toBe(false);
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('and accepts at the very moment at which the offer goes on, gets it or does not, but nobody gets it twice', async () => {
    const town = await fullDay();
    const first = (await town.join({ to: '2027-02-01' })).body.link;
    town.clock.set(new Date(town.clock.now() + 1000).toISOString());
    const second = (await town.join({ to: '2027-02-01' })).body.link;
    await town.cancel(town.booked.get(10)?.link ?? '');
    await town.promote();
    const [accepted, left] = await Promise.all([town.accept(first), town.leave(first), town.promote()]);
    expect([accepted.status, left.status].filter((status) => status === 200).length).toBe(1);
    await town.promote();
    const taken = (await town.waiting(second)).body.offer?.start;
    expect(taken).toBe(accepted.status === 200 ? undefined : at(10));
  });
});
