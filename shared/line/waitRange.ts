/** What is known when somebody asks how long it will take. All times in minutes. */
export interface WaitFacts {
  /** Persons who are called before. */
  readonly ahead: number;
  /** Persons before who have stepped out and may come back. */
  readonly maybeAhead: number;
  /** Workers who take people from the line now. */
  readonly workers: number;
  /** How long ago each of those who are with a worker now was called. */
  readonly inService: readonly number[];
  /** From call to end, of everybody who was served today. */
  readonly servedToday: readonly number[];
  /** The same of the site's own recent days. */
  readonly servedBefore: readonly number[];
}

/** A wait in minutes, in fives. */
export interface WaitRange {
  readonly low: number;
  readonly high: number;
}

/** The share of cases in which the real wait lies in the range: what the range promises, shown by simulation. */
export const PROMISED_SHARE = 0.8;

/**
 * From call to end as it goes in advice without an appointment, before a site has told anything: from a quick question to a
 * long talk. Together they weigh as much as {@link PRIOR_WEIGHT} people served today.
 */
const PRIOR = [4, 8, 12, 16, 20, 25, 30, 36, 45, 60, 80];
const PRIOR_WEIGHT = 5;
/**
 * The site's own recent days stand in for the prior, as so many quantiles of their times. People served then count half, because days
 * differ, and never more than {@link OWN_WEIGHT} people of today together. With each, the prior loses weight.
 */
const OWN_QUANTILES = 15;
const OWN_SHARE = 0.5;
const OWN_WEIGHT = 9;
/** Longer than any talk: somebody forgot to press the button. */
const FORGOTTEN_MINUTES = 180;
/** A wider range than this tells nothing. */
const WIDEST = 120;
const RUNS = 400;
/**
 * The tails cut off on either side: a little less than promised, for what the beginning of a day cannot tell; and less again where
 * the pool is narrowed by the days before, which no day repeats.
 */
const TAIL = 0.09;
const TAIL_OF_OWN = 0.08;

/**
 * The range of the wait until the call, or `undefined` when it cannot be said: nobody works, or all that could be said is
 * wider than two hours. The line is played to its end {@link RUNS} times, each time with another guess of how long people take
 * (a Bayesian bootstrap of the prior and the day's own times), and the tails are cut off. The random numbers begin with the
 * facts, so the same facts always give the same range. About 1 ms for 30 people ahead.
 */
export function waitRange(facts: WaitFacts): WaitRange | undefined {
  if (facts.workers < 1) return undefined;
  const servedToday = facts.servedToday.filter(wasEnded);
  const servedBefore = facts.servedBefore.filter(wasEnded);
  const random = randomFrom({ ...facts, servedToday, servedBefore });
  const pool = poolOf(servedToday, servedBefore);
  const waits = Array.from({ length: RUNS }, () => play(facts, pool, random)).sort((a, b) => a - b);
  const tail = servedBefore.length > 0 ? TAIL_OF_OWN : TAIL;
  const low = Math.floor((waits[Math.floor(RUNS * tail)] ?? 0) / 5) * 5;
  const high = Math.ceil((waits[Math.ceil(RUNS * (1 - tail)) - 1] ?? 0) / 5) * 5;
  if (high - low > WIDEST) return undefined;
  return { low, high: Math.max(high, low + 5) };
}

interface Weighted {
  readonly minutes: number;
  readonly weight: number;
}

function wasEnded(minutes: number): boolean {
  return minutes <= FORGOTTEN_MINUTES;
}

function poolOf(servedToday: readonly number[], servedBefore: readonly number[]): Weighted[] {
  const own = Math.min(servedBefore.length * OWN_SHARE, OWN_WEIGHT);
  const quantiles = quantilesOf(servedBefore, OWN_QUANTILES);
  return [
    ...PRIOR.map((minutes) => ({ minutes, weight: PRIOR_WEIGHT ** 2 / (PRIOR_WEIGHT + own) / PRIOR.length })),
    ...quantiles.map((minutes) => ({ minutes, weight: own / quantiles.length })),
    ...servedToday.map((minutes) => ({ minutes, weight: 1 })),
  ];
}

/** At most `most` of the times, evenly from the shortest to the longest; the middle of each share of them. */
function quantilesOf(times: readonly number[], most: number): number[] {
  const sorted = [...times].sort((one, other) => one - other);
  const many = Math.min(most, sorted.length);
  return Array.from(
    { length: many },
    (_, index) => sorted[Math.floor(((index + 0.5) * sorted.length) / many)] ?? 0,
  );
}

/** One possible course of the day: how long the wait is if people take as long as this guess says. */
function play(facts: WaitFacts, pool: readonly Weighted[], random: () => number): number {
  const guess = pool.map(({ minutes, weight }) => ({ minutes, weight: weight * exponential(random) }));
  const free: number[] = facts.inService
    .slice(0, facts.workers)
    .map((elapsed) => draw(guess, random, elapsed));
  while (free.length < facts.workers) free.push(0);
  const coming = Array.from({ length: facts.maybeAhead }, () => random()).filter((each) => each < 0.5).length;
  for (let person = 0; person < facts.ahead + coming; person++) {
    const next = free.indexOf(Math.min(...free));
    free[next] = (free[next] ?? 0) + draw(guess, random, 0);
  }
  return Math.min(...free);
}

/** How much longer somebody takes who has taken `elapsed` minutes already. */
function draw(guess: readonly Weighted[], random: () => number, elapsed: number): number {
  const possible = guess.filter(({ minutes }) => minutes > elapsed);
  // Nobody has ever taken so long: then it can end any minute, and the longer it took the longer it may go on.
  if (possible.length === 0) return exponential(random) * Math.max(5, elapsed / 3);
  let rest = random() * possible.reduce((sum, { weight }) => sum + weight, 0);
  const found = possible.find(({ weight }) => (rest -= weight) < 0) ?? possible[0];
  // People do not take exactly what somebody took before.
  const spread = 0.8 + 0.4 * random();
  return Math.max(0, ((found?.minutes ?? 0) - elapsed) * spread);
}

function exponential(random: () => number): number {
  return -Math.log(1 - random());
}

/** Random numbers in [0, 1) that begin with the facts (mulberry32). */
function randomFrom(facts: WaitFacts): () => number {
  const numbers = [
    facts.ahead,
    facts.maybeAhead,
    facts.workers,
    ...facts.inService,
    ...facts.servedToday,
    ...facts.servedBefore,
  ];
  let seed = numbers.reduce((sum, each) => (Math.imul(sum, 31) + Math.round(each)) | 0, 17);
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
