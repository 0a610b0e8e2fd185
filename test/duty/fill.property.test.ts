import { type ComingShift, fillTurns } from '@ohjaamo/shared/duty/fill.ts';
import type { TurnTaker } from '@ohjaamo/shared/duty/ledger.ts';
import type { BusyTime } from '@ohjaamo/shared/duty/takings.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { input, minutesServed, staffOf, turnTaker, weeksOf } from './turns.ts';

const skills = ['housing', 'money', 'education'];
const share = fc.constantFrom(0.4, 0.5, 0.6, 0.8, 1);

const workers = (least: number) =>
  fc
    .array(fc.record({ share, skills: fc.subarray(skills) }), { minLength: least, maxLength: 9 })
    .map((list) => list.map((parts, index) => turnTaker(index + 1, parts)));

/** Weeks of shifts of unlike lengths, some late, some needing skills, with absences and busy times over them. */
const rota = workers(2).chain((staff) =>
  fc.record({
    staff: fc.constant(staff),
    perWeek: fc.integer({ min: 1, max: 5 }),
    coming: fc
      .array(
        fc.record({
          places: fc.integer({ min: 1, max: 3 }),
          late: fc.boolean(),
          skills: fc.subarray(skills),
          minutes: fc.constantFrom(120, 180, 240, 360),
        }),
        { minLength: 3, maxLength: 20 },
      )
      .map((list) =>
        weeksOf(4, staff, 1)
          .slice(0, list.length)
          .map((shift, index): ComingShift => {
            const { places = 1, minutes = 120, ...rest } = list[index] ?? {};
            return {
              ...shift,
              ...rest,
              end: shift.start + minutes,
              places: Array.from({ length: places }, () => undefined),
            };
          }),
      ),
    busy: fc.array(
      fc.record({
        who: fc.nat(staff.length - 1),
        day: fc.nat(27),
        days: fc.integer({ min: 1, max: 6 }),
        why: fc.constantFrom('ABSENT' as const, 'OWN_HOURS' as const, 'BOOKED' as const),
      }),
      { maxLength: 12 },
    ),
  }),
);

function busyTimes(
  staff: readonly TurnTaker[],
  coming: readonly ComingShift[],
  list: readonly { who: number; day: number; days: number; why: BusyTime['why'] }[],
): BusyTime[] {
  const monday = coming[0]!.day * 1440;
  return list.map(({ who, day, days, why }) => ({
    staffId: staff[who]!.staffId,
    start: monday + day * 1440,
    end: monday + (day + days) * 1440,
    why,
  }));
}

describe('However the turns fall', () => {
  it('what each served for the share of work differs by one shift at most, when all are there', () => {
    fc.assert(
      fc.property(
        workers(3),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(120, 240, 360),
        (staff, weeks, minutes) => {
          const coming = weeksOf(weeks, staff, 1).map((shift) => ({ ...shift, end: shift.start + minutes }));
          const served = minutesServed(coming, fillTurns(input({ workers: staff, coming })));
          const perShare = staff.map((each) => (served.get(each.staffId) ?? 0) / each.share);
          const least = Math.min(...staff.map((each) => each.share));
          expect(Math.max(...perShare) - Math.min(...perShare)).toBeLessThanOrEqual(minutes / least + 1e-6);
        },
      ),
    );
  });

  it('with several places in a shift and equal shares nobody is more than one shift ahead of anybody', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 26 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 8 }),
        (size, places, weeks) => {
          const staff = Array.from({ length: Math.max(size, places) }, (_, index) => turnTaker(index + 1));
          const coming = weeksOf(weeks, staff, places);
          const served = minutesServed(coming, fillTurns(input({ workers: staff, coming })));
          const minutes = staff.map(({ staffId }) => served.get(staffId) ?? 0);
          expect(Math.max(...minutes) - Math.min(...minutes)).toBeLessThanOrEqual(240);
          // As soon as there have been as many places as workers, everybody has served.
          if (coming.length * places >= staff.length) expect(Math.min(...minutes)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('nobody is put into an absence, busy time, two places at once, over the limit or twice into a shift', () => {
    fc.assert(
      fc.property(rota, ({ staff, perWeek, coming, busy }) => {
        const times = busyTimes(staff, coming, busy);
        const filled = fillTurns(input({ workers: staff, coming, busy: times, perWeek }));
        for (const { staffId } of staff) {
          const turns = coming.filter((_, index) => staffOf(filled[index]!).includes(staffId));
          for (const turn of turns) {
            expect(
              times.some(
                (each) => each.staffId === staffId && each.start < turn.end && turn.start < each.end,
              ),
            ).toBe(false);
            expect(turns.filter(({ monday }) => monday === turn.monday).length).toBeLessThanOrEqual(perWeek);
            expect(turns.filter((each) => each.start < turn.end && turn.start < each.end)).toEqual([turn]);
          }
        }
        filled.forEach((shift) => {
          const there = staffOf(shift).filter((who) => who !== undefined);
          expect(new Set(there).size).toBe(there.length);
        });
      }),
    );
  });

  it('a place stays open only when everybody of the pool is hindered, not for want of a skill or of rest', () => {
    fc.assert(
      fc.property(rota, ({ staff, coming, busy, perWeek }) => {
        const times = busyTimes(staff, coming, busy);
        const filled = fillTurns(input({ workers: staff, coming, busy: times, perWeek }));
        filled.forEach((shift, index) => {
          shift.places.forEach(({ choice, passed }) => {
            if (choice) return;
            expect(passed.map(({ staffId }) => staffId).sort()).toEqual([...coming[index]!.pool].sort());
            expect(passed.some(({ reason }) => ['SKILL_NEEDED', 'LATE_NEXT_DAY'].includes(reason))).toBe(
              false,
            );
          });
        });
      }),
    );
  });

  it('the order of workers, shifts, busy times and pools does not matter', () => {
    fc.assert(
      fc.property(rota, fc.infiniteStream(fc.nat(1000)), ({ staff, perWeek, coming, busy }, numbers) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((value) => [numbers.next().value as number, value] as const)
            .sort(([one], [other]) => one - other)
            .map(([, value]) => value);
        const times = busyTimes(staff, coming, busy);
        const plain = fillTurns(input({ workers: staff, coming, busy: times, perWeek }));
        const other = fillTurns(
          input({
            workers: shuffled(staff),
            coming: shuffled(coming.map((shift) => ({ ...shift, pool: shuffled(shift.pool) }))),
            busy: shuffled(times),
            perWeek,
          }),
        );
        expect(new Map(other.map((shift) => [shift.id, shift]))).toEqual(
          new Map(plain.map((shift) => [shift.id, shift])),
        );
      }),
    );
  });

  it('an absence added to a rota that stands changes the absent worker’s places in it and nothing else', () => {
    fc.assert(
      fc.property(rota, fc.nat(), fc.nat(27), fc.integer({ min: 1, max: 7 }), (given, who, day, days) => {
        const { staff, coming, busy, perWeek } = given;
        const before = busyTimes(staff, coming, busy);
        const first = fillTurns(input({ workers: staff, coming, busy: before, perWeek }));
        const index = who % staff.length;
        const [absence] = busyTimes(staff, coming, [{ who: index, day, days, why: 'ABSENT' }]);
        const standing = coming.map((shift, at) => ({ ...shift, places: staffOf(first[at]!) }));
        const second = fillTurns(
          input({ workers: staff, coming: standing, busy: [...before, absence!], perWeek }),
        );
        second.forEach((shift, at) => {
          staffOf(shift).forEach((now, place) => {
            const then = staffOf(first[at]!)[place];
            if (then === now || then === undefined) return;
            expect(then).toBe(absence!.staffId);
            expect(coming[at]!.start < absence!.end && absence!.start < coming[at]!.end).toBe(true);
          });
        });
      }),
    );
  });

  it('an absence changes nothing before its first shift, even when all is filled anew', () => {
    fc.assert(
      fc.property(rota, fc.nat(), fc.nat(27), fc.integer({ min: 1, max: 7 }), (given, who, day, days) => {
        const { staff, coming, busy, perWeek } = given;
        const before = busyTimes(staff, coming, busy);
        const [absence] = busyTimes(staff, coming, [{ who: who % staff.length, day, days, why: 'ABSENT' }]);
        const first = fillTurns(input({ workers: staff, coming, busy: before, perWeek }));
        const second = fillTurns(input({ workers: staff, coming, busy: [...before, absence!], perWeek }));
        coming.forEach((shift, at) => {
          if (shift.end <= absence!.start) expect(second[at]).toEqual(first[at]);
        });
      }),
    );
  });
});
