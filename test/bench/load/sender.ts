import { Crowd, seededRandom } from './crowd.ts';
import { type Act, type Arrival, arrivals } from './day.ts';
import { openLoop, type Outcome } from './openLoop.ts';
import type { LoadTown } from './towns.ts';

/** Milliseconds between two requests of the beginning. */
const PACE = 60;

/** One stretch of load: phases one after another, each with its rates a second for so many seconds. */
export interface Stretch {
  readonly name: string;
  readonly phases: readonly { readonly rates: Readonly<Record<Act, number>>; readonly seconds: number }[];
}

/** What the sender is told first. */
export interface Orders {
  readonly origin: string;
  readonly day: string;
  readonly towns: readonly LoadTown[];
}

/** What came of a stretch; times in milliseconds from when the answer was wanted. */
export interface Measured {
  readonly name: string;
  readonly perSecond: number;
  readonly answered: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly senderLate: number;
}

const random = seededRandom(7);
let crowd: Crowd | undefined;
let origin = '';

/** At an easy pace, one after another: each function wakes up, and every time that is free is known. */
async function begin(orders: Orders): Promise<Measured> {
  ({ origin } = orders);
  const everybody = new Crowd(orders.towns, orders.day, random);
  crowd = everybody;
  const first = everybody.beginnings();
  const calm = first.map((_, index) => ({ at: index * PACE, act: 'searchTimes' as const }));
  let next = 0;
  const ask = () => first[next++]?.() ?? everybody.ask('searchTimes');
  return measured('calm', (first.length * PACE) / 1000, await openLoop(origin, calm, ask));
}

async function send({ name, phases }: Stretch): Promise<Measured> {
  const everybody = crowd;
  if (!everybody) throw new Error('The sender was not told where to send');
  const due: Arrival[] = [];
  let seconds = 0;
  for (const phase of phases) {
    const coming = arrivals(phase.rates, phase.seconds, random);
    for (const { at, act } of coming) due.push({ at: at + seconds * 1000, act });
    seconds += phase.seconds;
  }
  return measured(name, seconds, await openLoop(origin, due, (act) => everybody.ask(act)));
}

function measured(name: string, seconds: number, { times, answered, errors, senderLate }: Outcome): Measured {
  const at = (percentile: number) => times.percentile(percentile) / 1000;
  return {
    ...{ name, perSecond: answered / seconds, answered, senderLate },
    ...{ p50: at(50), p99: at(99), p999: at(99.9), errors: Object.fromEntries(errors) },
  };
}

// A process of its own, so that neither the stack nor the sender waits for the other's thread; it ends when the other end hangs up.
process.on('message', (told: Orders | Stretch) => {
  void ('origin' in told ? begin(told) : send(told)).then((result) => process.send?.(result));
});
