import {
  type Busy,
  clash,
  decodeSheet,
  encodeSheet,
  fitsOneWeek,
  inserted,
  isFree,
  removed,
  roundedBuffer,
  startOfWeek,
  weekOf,
} from '@ohjaamo/shared/booking/sheet.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const WEEK = 2979;
const minutesOfWeek = 10_080;

const busy = fc
  .record({
    start: fc.integer({ min: 0, max: minutesOfWeek - 1 }),
    length: fc.integer({ min: 1, max: 2047 }),
    before: fc.integer({ min: 0, max: 63 }),
    after: fc.integer({ min: 0, max: 63 }),
    kind: fc.integer({ min: 0, max: 7 }),
  })
  .filter(({ start, length }) => start + length <= minutesOfWeek)
  .map(({ start, length, before, after, kind }) => ({
    start: startOfWeek(WEEK) + start,
    end: startOfWeek(WEEK) + start + length,
    bufferBefore: before * 5,
    bufferAfter: after * 5,
    kind,
  }));

function interval(start: number, end: number, bufferBefore = 0, bufferAfter = 0): Busy {
  const origin = startOfWeek(WEEK) + 1440;
  return { start: origin + start, end: origin + end, bufferBefore, bufferAfter, kind: 0 };
}

describe('A calendar sheet', () => {
  it('gives back every interval it was given, in five bytes each', () => {
    fc.assert(
      fc.property(fc.array(busy, { maxLength: 60 }), (intervals) => {
        const bytes = encodeSheet(WEEK, intervals);
        expect(bytes.length).toBe(intervals.length * 5);
        expect(decodeSheet(WEEK, bytes)).toEqual(intervals);
      }),
    );
  });

  it('refuses to write what it could not read back', () => {
    for (const impossible of [
      interval(0, 2048),
      interval(10, 10),
      interval(0, 30, 3),
      interval(0, 30, 0, 320),
      interval(-1500, -1450),
    ]) {
      expect(() => encodeSheet(WEEK, [impossible])).toThrow(RangeError);
    }
  });

  it('counts weeks from Monday 1969-12-29 in UTC', () => {
    expect(startOfWeek(0)).toBe(Date.parse('1969-12-29T00:00Z') / 60_000);
    const monday = Date.parse('2027-02-01T00:00Z') / 60_000;
    expect([weekOf(monday - 1), weekOf(monday)]).toEqual([WEEK - 1, WEEK]);
    expect(startOfWeek(weekOf(monday))).toBe(monday);
  });

  it('stays sorted and free of clashes under any inserting and removing', () => {
    fc.assert(
      fc.property(fc.array(busy, { maxLength: 80 }), (wanted) => {
        let intervals: Busy[] = [];
        for (const each of wanted) {
          const next = inserted(intervals, each);
          expect(next === undefined).toBe(!isFree(intervals, each));
          intervals = next ?? intervals;
        }
        intervals.forEach((one, index) => {
          const after = intervals[index + 1];
          if (after)
            expect(after.start - one.end).toBeGreaterThanOrEqual(
              Math.max(one.bufferAfter, after.bufferBefore),
            );
        });
        for (const each of intervals) {
          expect(inserted(removed(intervals, each), each)).toEqual(intervals);
        }
      }),
    );
  });
});

describe('Buffers', () => {
  it('count by the larger of two neighbours, never by their sum', () => {
    const first = interval(0, 45, 0, 15);
    expect(clash(first, interval(60, 90, 10))).toBe(false);
    expect(clash(first, interval(59, 90, 10))).toBe(true);
    expect(clash(first, interval(65, 90, 20))).toBe(false);
    expect(clash(first, interval(64, 90, 20))).toBe(true);
    expect(clash(interval(0, 45), interval(45, 90))).toBe(false);
    expect(clash(interval(0, 45), interval(44, 90))).toBe(true);
  });

  it('clash in both directions alike', () => {
    fc.assert(fc.property(busy, busy, (one, other) => clash(one, other) === clash(other, one)));
  });

  it('grow to the next five minutes and never shrink', () => {
    expect([0, 1, 5, 6, 120].map(roundedBuffer)).toEqual([0, 5, 5, 10, 120]);
  });

  it('keep an interval away from the edge of the week', () => {
    const edge = startOfWeek(WEEK + 1);
    const ending = (end: number, bufferAfter: number): Busy => ({
      start: end - 30,
      end,
      bufferBefore: 0,
      bufferAfter,
      kind: 0,
    });
    expect(fitsOneWeek(ending(edge, 0))).toBe(true);
    expect(fitsOneWeek(ending(edge, 5))).toBe(false);
    expect(fitsOneWeek(ending(edge - 5, 5))).toBe(true);
    expect(fitsOneWeek({ ...ending(edge + 30, 0), bufferBefore: 5 })).toBe(false);
    expect(isFree([], ending(edge, 5))).toBe(false);
  });
});
