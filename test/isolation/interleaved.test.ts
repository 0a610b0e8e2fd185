import type { routeList } from '@ohjaamo/shared/routes.ts';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { comparable } from './answers.ts';
import { crossed, leaksIn, textOf, tracesOf } from './crossing.ts';
import type { Settled } from './ids.ts';
import { neighbours, PUBLISHED_MARK, WRITTEN_MARK } from './neighbours.ts';
import { caller, fresh, requestOf } from './requests.ts';
import { openWorld } from './world.ts';

const world = await openWorld(neighbours());
afterAll(world.stop);

type Route = (typeof routeList)[number];
const { own, foreign } = world;
const both = [own, foreign];
const requestBy = (route: Route, of: Settled) => ({
  ...requestOf(route, { ...of.ids, ...fresh(route) }, of.freeStart),
  ...caller(route, of),
});
const ask = (route: Route, of: Settled) => world.send(route, requestBy(route, of));
const name = (route: Route, of: Settled) => `${of.tenantId} ${route.id}`;

/** Some routes, as one test has them. */
function eights(routes: readonly Route[]): { readonly first: string; readonly routes: readonly Route[] }[] {
  return Array.from({ length: Math.ceil(routes.length / 8) }, (_, at) => {
    const some = routes.slice(at * 8, at * 8 + 8);
    return { first: some[0]?.id ?? '', routes: some };
  });
}

describe('two municipalities at one time in one instance of each function', () => {
  const reading = crossed.filter(({ method }) => method === 'GET');
  const writing = crossed.filter(
    ({ method, path }) => method !== 'GET' && !/^\/api\/(?:session|invitations)/u.test(path),
  );
  const traces = {
    own: tracesOf(world, [PUBLISHED_MARK, WRITTEN_MARK]),
    foreign: tracesOf({ own: foreign, foreign: own }, []),
  };

  it.each(eights(reading))(
    'are answered as each is alone, in whatever order: $first and what follows',
    async ({ routes }) => {
      const alone = new Map<string, unknown>();
      const changing = new Set<string>();
      for (const route of routes) {
        for (const of of both) {
          const [once, again] = [comparable(await ask(route, of)), comparable(await ask(route, of))];
          // What tells of the looks themselves, or of the moment, is another one each time.
          if (JSON.stringify(once) !== JSON.stringify(again)) changing.add(route.id);
          alone.set(name(route, of), again);
        }
      }
      const steady = routes.filter(({ id }) => !changing.has(id));
      expect(steady.length).toBeGreaterThanOrEqual(routes.length / 2);
      const all = steady.flatMap((route) => both.map((of) => ({ route, of })));
      const [order = all] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), {
        numRuns: 1,
        seed: 7,
      });
      const answers = await Promise.all([...order, ...all].map(({ route, of }) => ask(route, of)));
      for (const [at, { route, of }] of [...order, ...all].entries()) {
        const told = comparable(answers[at]!);
        if (JSON.stringify(told) === JSON.stringify(alone.get(name(route, of)))) continue;
        // A minute may have begun in between, which some answers tell.
        const [together] = await Promise.all(
          [...both].reverse().flatMap((each) => [ask(route, of), ask(route, each)]),
        );
        expect(comparable(together!), name(route, of)).toEqual(comparable(await ask(route, of)));
      }
    },
  );

  it.each(eights(writing))(
    'hear nothing of each other while both write: $first and what follows',
    async ({ routes }) => {
      const said: { readonly own: string[]; readonly foreign: string[] } = { own: [], foreign: [] };
      const faults: string[] = [];
      const act = async (route: Route, who: 'own' | 'foreign'): Promise<void> => {
        const request = requestBy(route, world[who]);
        said[who].push(textOf(route, request));
        const leaks = leaksIn(traces[who], said[who], await world.send(route, request));
        if (leaks.length > 0) faults.push(`${route.id} told ${who} ${leaks.join(', ')}`);
      };
      await Promise.all(routes.flatMap((route) => [act(route, 'own'), act(route, 'foreign')]));
      await world.restore();
      expect(faults).toEqual([]);
    },
  );
});
