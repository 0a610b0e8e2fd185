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
}

/** A wait in minutes, in fives. */
export interface WaitRange {
  readonly low: number;
  readonly high: number;
}

/** The share of cases in which the real wait lies in the range: what the range promises, shown by simulation. */
export const PROMISED_SHARE = 0.8;

/**
 * From call to end as it goes in advice without an appointment, before the day has told anything: from a quick question to a
 * long talk. Together they weigh as much as {@link PRIOR_WEIGHT} people served today.
 */
const PRIOR = [4, 8, 12, 16, 20, 25, 30, 36, 45, 60, 80];
const PRIOR_WEIGHT = 5;
/** Longer than any talk: somebody forgot to press the button. */
const FORGOTTEN_MINUTES = 180;
/** A wider range than this tells nothing. */
const WIDEST = 120;
const RUNS = 400;
/** The tails cut off on either side: a little less than promised, for what the beginning of a day cannot tell. */
const TAIL = 0.09;

/**
 * The range of the wait until the call, or `undefined` when it cannot be said: nobody works, or all that could be said is
 * wider than two hours. The line is played to its end {@link RUNS} times, each time with another guess of how long people take
 * (a Bayesian bootstrap of the prior and the day's own times), and the tails are cut off. The random numbers begin with the
 * facts, so the same facts always give the same range. About 1 ms for 30 people ahead.
 */
export function waitRange(facts: WaitFacts): WaitRange | undefined {
  if (facts.workers < 1) return undefined;
  const served = facts.servedToday.filter((minutes) => minutes <= FORGOTTEN_MINUTES);
  const random = randomFrom({ ...facts, servedToday: served });
  const pool = poolOf(served);
  const waits = Array.from({ length: RUNS }, () => play(facts, pool, random)).sort((a, b) => a - b);
  const low = Math.floor((waits[Math.floor(RUNS * TAIL)] ?? 0) / 5) * 5;
  const high = Math.ceil((waits[Math.ceil(RUNS * (1 - TAIL)) - 1] ?? 0) / 5) * 5;
  if (high - low > WIDEST) return undefined;
  return { low, high: Math.max(high, low + 5) };
}

interface Weighted {
  readonly minutes: number;
  readonly weight: number;
}

function poolOf(servedToday: readonly number[]): Weighted[] {
  return [
    ...PRIOR.map((minutes) => ({ minutes, weight: PRIOR_WEIGHT / PRIOR.length })),
    ...servedToday.map((minutes) => ({ minutes, weight: 1 })),
  ];
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
  const numbers = [facts.ahead, facts.maybeAhead, facts.workers, ...facts.inService, ...facts.servedToday];
  let seed = numbers.reduce((sum, each) => (Math.imul(sum, 31) + Math.round(each)) | 0, 17);
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
