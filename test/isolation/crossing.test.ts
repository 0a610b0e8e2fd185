import type { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { crossed, crossings, leaksIn, textOf, tracesOf } from './crossing.ts';
import { cross, noOutcome } from './crossingRun.ts';
import { neighbours, PUBLISHED_MARK, WRITTEN_MARK } from './neighbours.ts';
import { caller, fresh, requestOf } from './requests.ts';
import { openWorld } from './world.ts';

const world = await openWorld(neighbours());
afterAll(world.stop);

const reading = crossed.filter(({ method }) => method === 'GET');
/** Asks a route as the one or the other tenant with its own ids. */
const ask = async (route: (typeof routeList)[number], of: typeof world.own) => {
  const request = { ...requestOf(route, { ...of.ids, ...fresh(route) }, of.freeStart), ...caller(route, of) };
  return { asked: { route, request }, answer: await world.send(route, request) };
};

describe('what is looked for', () => {
  afterEach(world.restore);

  it('stands in the other municipality’s own answers, so that it would be seen', async () => {
    const seen = { [PUBLISHED_MARK]: 0, [WRITTEN_MARK]: 0 };
    for (const route of reading) {
      const { answer } = await ask(route, world.foreign);
      for (const mark of [PUBLISHED_MARK, WRITTEN_MARK]) if (answer.text.includes(mark)) seen[mark]! += 1;
    }
    expect(seen[PUBLISHED_MARK]).toBeGreaterThan(10);
    expect(seen[WRITTEN_MARK]).toBeGreaterThan(10);
  });

  it('stands in no answer to the own municipality', async () => {
    const traces = tracesOf(world, [PUBLISHED_MARK, WRITTEN_MARK]);
    const told: Record<string, string[]> = {};
    for (const route of reading) {
      const { asked, answer } = await ask(route, world.own);
      const leaks = leaksIn(traces, [textOf(asked.route, asked.request)], answer);
      if (leaks.length > 0) told[route.id] = leaks;
    }
    expect(told).toEqual({});
  });
});

describe('random requests with the other municipality’s ids, slugs and tokens anywhere', () => {
  it.each(Array.from({ length: 24 }, (_, batch) => batch + 1))(
    'seed %i: tell nothing of it and leave it as it was',
    async (seed) => {
      const outcome = noOutcome();
      await cross(world, [PUBLISHED_MARK, WRITTEN_MARK], crossings(120, seed), outcome);
      expect(outcome.faults).toEqual([]);
    },
  );
});
