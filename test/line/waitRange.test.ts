import { PROMISED_SHARE, waitRange, type WaitFacts } from '@ohjaamo/shared/line/waitRange.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlierTalks, seeded, simulate, type SimulatedDay, type Told } from './waitSimulation.ts';

const facts = (parts: Partial<WaitFacts> = {}): WaitFacts => ({
  ahead: 3,
  maybeAhead: 0,
  workers: 2,
  inService: [5, 12],
  servedToday: [],
  servedBefore: [],
  ...parts,
});

const holds = ({ range, wait }: Told) => range !== undefined && range.low <= wait && wait <= range.high;
const shareOf = (told: readonly Told[]) => told.filter(holds).length / told.length;
const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** A small site with one pair on duty, a quick lobby, a place of long talks, a large house, and a day with many who go first. */
const days: Readonly<Record<string, SimulatedDay>> = {
  'a pair on duty': { between: 14, mean: 25, spread: 0.6, workers: 2, minutes: 240, first: 0.05, gone: 0.05 },
  'one worker alone': { between: 22, mean: 20, spread: 0.5, workers: 1, minutes: 240, first: 0, gone: 0.05 },
  'quick questions': { between: 5, mean: 9, spread: 0.7, workers: 2, minutes: 240, first: 0.05, gone: 0.1 },
  'long talks': { between: 16, mean: 42, spread: 0.5, workers: 3, minutes: 360, first: 0.05, gone: 0.05 },
  'a large house': { between: 4, mean: 22, spread: 0.6, workers: 6, minutes: 360, first: 0.1, gone: 0.1 },
};

function unknown(name: string): never {
  throw new Error(`No day of ${name}`);
}

describe('The range of the wait', () => {
  it.each(Object.entries(days))(
    'holds what it promises on a day of %s',
    (_, day) => {
      const told = Array.from({ length: day.between < 10 ? 12 : 60 }, (__, seed) =>
        simulate(day, seed + 1),
      ).flat();
      const said = told.filter(({ range }) => range);
      expect(said.length / told.length).toBeGreaterThan(0.8);
      // Whoever is called at once would flatter the share, so the promise is held to those who really wait.
      expect(shareOf(said.filter(({ wait }) => wait > 5))).toBeGreaterThanOrEqual(PROMISED_SHARE);
      // A promise could be kept by saying nothing: whoever waits for long is told it within two and a half times.
      const long = said.filter(({ wait, known }) => wait > 15 && known >= 5);
      const widths = long.map(({ range, wait }) => ((range?.high ?? 0) - (range?.low ?? 0)) / wait);
      expect(median(widths)).toBeLessThan(2.5);
    },
    60_000,
  );

  it.each(['a pair on duty', 'one worker alone'])(
    'keeps the promise and is narrower on a day of %s when earlier days are known, though no day is like another',
    (name) => {
      const day = days[name] ?? unknown(name);
      const play = (talks: number) =>
        Array.from({ length: 30 }, (_, seed) =>
          simulate(
            { ...day, mean: day.mean * (0.85 + (seed % 3) * 0.15) },
            seed + 1,
            earlierTalks(day, talks, seed),
          ),
        )
          .flat()
          .filter(({ range, wait }) => range && wait > 5);
      const width = ({ range }: Told) => (range?.high ?? 0) - (range?.low ?? 0);
      const known = play(40);
      expect(shareOf(known)).toBeGreaterThanOrEqual(PROMISED_SHARE);
      expect(median(known.map(width))).toBeLessThan(median(play(0).map(width)));
    },
  );

  it('believes the day itself more than the days before', () => {
    const quick = Array.from({ length: 40 }, () => 8);
    const slow = Array.from({ length: 40 }, () => 30);
    const high = (servedToday: readonly number[]) =>
      waitRange(facts({ servedBefore: quick, servedToday }))?.high ?? 0;
    expect(high(slow.slice(0, 15))).toBeGreaterThan(high([]));
    expect(waitRange(facts({ servedBefore: [...quick, 400, 500] }))).toEqual(
      waitRange(facts({ servedBefore: quick })),
    );
  });

  it('becomes narrower as the day tells how long people take', () => {
    const random = seeded(7);
    const like = (many: number) => Array.from({ length: many }, () => 14 + random() * 4);
    const width = (served: readonly number[]) => {
      const range = waitRange(facts({ ahead: 4, servedToday: served }));
      return (range?.high ?? 0) - (range?.low ?? 0);
    };
    expect(width(like(30))).toBeLessThan(width(like(8)));
    expect(width(like(8))).toBeLessThan(width([]));
  });

  it('cannot be said when nobody works, nor when it would say nothing', () => {
    expect(waitRange(facts({ workers: 0 }))).toBeUndefined();
    expect(waitRange(facts({ ahead: 40, workers: 1, inService: [] }))).toBeUndefined();
  });

  it('is next to nothing when a worker is free and nobody waits', () => {
    expect(waitRange(facts({ ahead: 0, inService: [5] }))).toEqual({ low: 0, high: 5 });
  });

  it('counts a talk that nobody ended neither as long nor as endless', () => {
    const forgotten = Array.from({ length: 10 }, () => 400);
    expect(waitRange(facts({ servedToday: forgotten }))).toEqual(
      waitRange(facts({ servedToday: forgotten.map(() => 500) })),
    );
    expect(waitRange(facts({ ahead: 0, inService: [300, 20] }))).toBeDefined();
  });

  it('is always in fives, never empty, the same for the same facts, and grows with the line', () => {
    const minutes = fc.integer({ min: 1, max: 120 });
    const any = fc.record({
      ahead: fc.nat(25),
      maybeAhead: fc.nat(3),
      workers: fc.integer({ min: 1, max: 8 }),
      inService: fc.array(minutes, { maxLength: 8 }),
      servedToday: fc.array(minutes, { maxLength: 20 }),
      servedBefore: fc.array(minutes, { maxLength: 30 }),
    });
    fc.assert(
      fc.property(any, (given) => {
        const range = waitRange(given);
        expect(waitRange(given)).toEqual(range);
        if (!range) return;
        expect(range.low % 5 === 0 && range.high % 5 === 0 && range.low >= 0).toBe(true);
        expect(range.high).toBeGreaterThan(range.low);
        const further = waitRange({ ...given, ahead: given.ahead + 2 * given.workers });
        if (further) expect(further.high).toBeGreaterThanOrEqual(range.high - 5);
      }),
      { numRuns: 60 },
    );
  });
});
