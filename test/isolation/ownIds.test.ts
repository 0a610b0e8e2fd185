import { routeList, routes } from '@ohjaamo/shared/routes.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { caller, fieldsOf, fresh, requestOf } from './requests.ts';
import { samples } from './samples/index.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
afterAll(world.stop);

describe('the suite itself', () => {
  it('has a sample for every route and for nothing else', () => {
    expect(Object.keys(samples).sort()).toEqual(Object.keys(routes).sort());
  });

  it.each(routeList)('$id: its sample is a request the route accepts', (route) => {
    const { parameters, query, body } = requestOf(route, world.own.ids, world.own.freeStart) as {
      parameters?: unknown;
      query?: unknown;
      body?: unknown;
    };
    const faults = [
      [route.parameters, parameters] as const,
      [route.query, query] as const,
      [route.body, body] as const,
    ].flatMap(([schema, value]) => schema?.safeParse(value ?? {}).error?.issues ?? []);
    expect(faults).toEqual([]);
    if (route.body) expect(Object.keys(body as object).sort()).toEqual(Object.keys(fieldsOf(route)).sort());
  });

  it('puts a changed, a new and a lost row back, so that no case finds what another has done', async () => {
    const { atOpening, own, restore, send } = world;
    for (const route of [routes.cancelBooking, routes.openClient, routes.closeMyFeed]) {
      const ids = { ...own.ids, ...fresh(route) };
      await send(route, { ...requestOf(route, ids, own.freeStart), ...caller(route, own) });
    }
    expect(await restore()).not.toEqual(atOpening);
    expect(await restore()).toEqual(atOpening);
  });
});

describe('with one’s own ids', () => {
  afterEach(world.restore);

  // Signing in and accepting an invitation need the identity service; their own tests have it.
  const answerable = routeList.filter(({ path }) => !/^\/api\/(?:session|invitations)/u.test(path));

  it.each(answerable)(
    '$id answers, so a refusal elsewhere is due to what is foreign alone',
    async (route) => {
      const { own, send } = world;
      const answer = await send(route, {
        ...requestOf(route, { ...own.ids, ...fresh(route) }, own.freeStart),
        ...caller(route, own),
      });
      expect(answer.status, answer.text).toBe(route.status);
    },
  );
});
