import { fork } from 'node:child_process';
import { join } from 'node:path';
import { prepare } from '@ohjaamo/infra/command/prepare.ts';
import { startStack } from '@ohjaamo/infra/local/stack.ts';
import type { Row } from '../row.ts';
import { nation, peakHour, ratesAt, youngHours } from './day.ts';
import type { Measured, Orders, Stretch } from './sender.ts';
import { seedTowns } from './towns.ts';

/** Monday before the doors open; the joint application's deadline is this afternoon. */
const DAY = '2027-02-01';
const MORNING = `${DAY}T07:40+02:00`;

/** Each hour of the day goes by in so many seconds, at the hour's own rates. */
const SECONDS_OF_HOUR = 4;
const SECONDS_OF_STEP = 15;
/** The shares of the busiest hour that are tried until one is too much. */
const shares = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6];
/** What one waits for without losing the thread, in milliseconds. */
const TOO_LONG = 1000;

/**
 * A national day on the local stack: 80 municipalities, 1,200 signed-in workers, 15,000 young persons, open-loop. `load-peak-…` is the
 * day's busiest hour at growing shares of the nation until one is too much; `load-limit` the largest that was answered without an error and with 99 of
 * 100 answers within a second; `load-day-…` all hours of the day one after another at that share, which must lose nothing. The reference is an easy pace
 * on the same stack. What is measured is the stand-ins on this machine: where they queue, and that nothing is lost; how far Lambda and
 * DynamoDB go is reckoned in docs/load.md.
 */
export async function loadBench(): Promise<Row[]> {
  await prepare((_what, work) => work());
  return measureLoad();
}

/** As {@link loadBench}, of what was built already. */
export async function measureLoad(): Promise<Row[]> {
  const stack = await startStack({ inMemory: true, clockStartsAt: MORNING });
  try {
    const staff = nation.staff / nation.sites;
    const towns = await seedTowns(stack.dynamoDbEndpoint, MORNING, { count: nation.sites, staff });
    return rowsOf(await measureDay({ origin: stack.origin, day: DAY, towns }));
  } finally {
    await stack.stop();
  }
}

/** Steps up to the limit, then the whole day at it. */
async function measureDay(orders: Orders): Promise<Measured[]> {
  const sender = fork(join(import.meta.dirname, 'sender.ts'), { execArgv: process.execArgv });
  const tell = (what: Orders | Stretch) =>
    new Promise<Measured>((resolve, reject) => {
      sender.once('message', resolve);
      sender.once('error', reject);
      sender.send(what);
    });
  try {
    const measured = [await tell(orders)];
    let limit = 0;
    for (const share of shares) {
      const rates = ratesAt(peakHour(), share);
      const step = await tell({
        name: `peak-${String(share)}`,
        phases: [{ rates, seconds: SECONDS_OF_STEP }],
      });
      measured.push(step);
      if (!isHeld(step)) break;
      limit = share;
    }
    const phases = youngHours.map((_, hour) => ({ rates: ratesAt(hour, limit), seconds: SECONDS_OF_HOUR }));
    return [...measured, await tell({ name: 'day', phases })];
  } finally {
    sender.kill();
  }
}

function isHeld({ p99, errors }: Measured): boolean {
  return Object.keys(errors).length === 0 && p99 <= TOO_LONG;
}

function rowsOf([calm, ...steps]: readonly Measured[]): Row[] {
  if (!calm) throw new Error('The sender measured nothing');
  const held = steps.filter((step) => step.name.startsWith('peak') && isHeld(step));
  const limit = Math.max(0, ...held.map(({ name }) => Number(name.slice('peak-'.length))));
  return [
    ...steps.flatMap((step) => rowsOfStretch(step, calm)),
    {
      ...{ id: 'load-limit', value: limit, unit: 'nations', reference: null, ratio: null },
      ...{ goal: null, ok: limit > 0 },
    },
  ];
}

function rowsOfStretch(
  { name, perSecond, p50, p99, p999, errors, senderLate }: Measured,
  calm: Measured,
): Row[] {
  const wrong = Object.values(errors).reduce((sum, each) => sum + each, 0);
  const isDay = name === 'day';
  for (const [what, count] of Object.entries(errors))
    console.error(`load ${name}: ${what} × ${String(count)}`);
  const time = (id: string, value: number, reference: number): Row => ({
    ...{ id: `load-${name}-${id}`, value, unit: 'ms', reference, ratio: value / reference },
    ...{ goal: null, ok: true },
  });
  const plain = { reference: null, ratio: null };
  return [
    { id: `load-${name}-per-second`, value: perSecond, unit: '1/s', ...plain, goal: null, ok: true },
    time('p50', p50, calm.p50),
    time('p99', p99, calm.p99),
    time('p99.9', p999, calm.p999),
    { id: `load-${name}-sender-late`, value: senderLate, unit: 'ms', ...plain, goal: null, ok: true },
    // A day of the nation loses nothing; a step that is too much may refuse, and says so.
    {
      id: `load-${name}-errors`,
      value: wrong,
      unit: 'answers',
      ...plain,
      goal: isDay ? 0 : null,
      ok: !isDay || wrong === 0,
    },
  ];
}
