import { crossed, crossings } from '../isolation/crossing.ts';
import { cross, noOutcome } from '../isolation/crossingRun.ts';
import { neighbours, PUBLISHED_MARK, WRITTEN_MARK } from '../isolation/neighbours.ts';
import { openWorldAt } from '../isolation/openWorld.ts';
import type { SoakPart } from './part.ts';

const REQUESTS = 100_000;
/** Requests of one seed: what a test of `npm test` has. */
const OF_A_SEED = 240;

/** Random requests across two municipalities that resemble each other; see docs/adr/0057-isolation-proven.md. */
export const isolationSoak: SoakPart = async (ground, amount = REQUESTS) => {
  const started = performance.now();
  const world = await openWorldAt({ ...ground, ...neighbours() });
  const outcome = noOutcome();
  try {
    for (let seed = 1_000; outcome.requests < amount; seed++) {
      await cross(world, [PUBLISHED_MARK, WRITTEN_MARK], crossings(OF_A_SEED, seed), outcome);
      if (seed % 20 === 0)
        console.error(`${String(outcome.requests)} requests, ${String(outcome.faults.length)} faults`);
    }
  } finally {
    await world.stop();
  }
  const statuses = [...outcome.statuses].sort(([one], [other]) => one - other);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  return {
    faults: outcome.faults,
    text: `${String(outcome.requests)} random requests of one municipality's people and its street with another's ids, slugs, links and look-alikes of them anywhere
(seeds from 1000), over ${String(outcome.routes.size)} of the ${String(crossed.length)} routes that somebody of a municipality, a young person or the street can call, six at one time
through one instance of each function: ${String(outcome.faults.length)} answers that told something of the other municipality, rows of it that changed, or answers of 500 and above
(signing in and invitations aside, whose service was not there). ${minutes} minutes.

| status | answers |
| ------ | ------- |
${statuses.map(([status, count]) => `| ${String(status).padEnd(6)} | ${String(count).padEnd(7)} |`).join('\n')}
`,
  };
};
