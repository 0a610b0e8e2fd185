import { waitRange, type WaitRange } from '@ohjaamo/shared/line/waitRange.ts';

/** Random numbers in [0, 1) that begin with a seed, so that a simulation always goes the same way. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** A day at a site: minutes between arrivals, minutes with a worker (mean and spread), workers, length of the day. */
export interface SimulatedDay {
  readonly between: number;
  readonly mean: number;
  readonly spread: number;
  readonly workers: number;
  readonly minutes: number;
  /** The share of those who come and go before all others. */
  readonly first: number;
  /** The share of those who do not answer when called. */
  readonly gone: number;
}

/** What somebody was told on arrival, and how long it then took. */
export interface Told {
  readonly range: WaitRange | undefined;
  readonly wait: number;
  /** How many were served before the person came: how much of the day was known. */
  readonly known: number;
}

interface Person {
  readonly arrived: number;
  readonly first: boolean;
  range?: WaitRange | undefined;
  known?: number;
}

/** Plays a day minute by minute, as the real line goes, and asks for the range whenever somebody comes. */
export function simulate(day: SimulatedDay, seed: number, servedBefore: readonly number[] = []): Told[] {
  const random = seeded(seed);
  const told: Told[] = [];
  const served: number[] = [];
  const queue: Person[] = [];
  const busy: { since: number; until: number }[] = [];
  let nextArrival = gap(day.between, random);
  for (let now = 0; now < day.minutes + 600; now += 0.5) {
    for (const done of busy.filter(({ until }) => until <= now)) {
      served.push(done.until - done.since);
      busy.splice(busy.indexOf(done), 1);
    }
    while (nextArrival <= now && nextArrival < day.minutes) {
      const person: Person = { arrived: nextArrival, first: random() < day.first };
      person.known = served.length;
      person.range = waitRange({
        ahead: person.first ? queue.filter(({ first }) => first).length : queue.length,
        maybeAhead: 0,
        workers: day.workers,
        inService: busy.map(({ since }) => now - since),
        servedToday: served,
        servedBefore,
      });
      queue.push(person);
      queue.sort((one, other) => Number(other.first) - Number(one.first) || one.arrived - other.arrived);
      nextArrival += gap(day.between, random);
    }
    while (busy.length < day.workers && queue.length > 0) {
      const called = queue.shift();
      if (!called) break;
      told.push({ range: called.range, wait: now - called.arrived, known: called.known ?? 0 });
      // Whoever does not answer still takes a few minutes of the worker's time.
      if (random() < day.gone) busy.push({ since: now, until: now + 4 });
      else busy.push({ since: now, until: now + length(day, random) });
    }
  }
  return told;
}

function gap(mean: number, random: () => number): number {
  return -Math.log(1 - random()) * mean;
}

/** Log-normal, as talks are: many short ones, a few very long ones; never less than two minutes. */
function length({ mean, spread }: SimulatedDay, random: () => number): number {
  const sigma = Math.sqrt(Math.log(1 + spread ** 2));
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(2, mean * Math.exp(sigma * normal - sigma ** 2 / 2));
}

/** The minutes of so many talks of earlier days of the same kind. */
export function earlierTalks(day: SimulatedDay, many: number, seed: number): number[] {
  const random = seeded(seed);
  return Array.from({ length: many }, () => Math.round(length(day, random)));
}
