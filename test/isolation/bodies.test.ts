import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, describe, it } from 'vitest';
import type { TestCall } from '../support/house.ts';
import { expectProblem } from './answers.ts';
import { caller, fieldsOf, requestOf } from './requests.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { leavesAllAsItWas } = world;
afterAll(world.stop);

const withBody = routeList.filter(({ body }) => body);
const ownRequest = (route: Route) => requestOf(route, world.own.ids, world.own.freeStart);

describe('with a body that does not fit', () => {
  const send = (route: Route, request: Partial<TestCall<Route>>) =>
    world.send(route, { ...ownRequest(route), ...caller(route, world.own), ...request });

  it.each(withBody)('$id refuses a field it does not know', async (route) => {
    await leavesAllAsItWas(async () => {
      const anyBody = { ...(ownRequest(route) as { body: object }).body, extra: 'x' };
      expectProblem(await send(route, { anyBody }), 'invalid-request');
    });
  });

  it.each(withBody)(
    '$id refuses every field when it is of another type, over-long or missing',
    async (route) => {
      await leavesAllAsItWas(async () => {
        const good = (ownRequest(route) as { body: Record<string, unknown> }).body;
        const bad = Object.entries(good).flatMap(([field, value]) => {
          const wrong: unknown[] = [{ not: 'this' }, null];
          if (typeof value === 'string') wrong.push('x'.repeat(10_000), '', 7);
          if (typeof value === 'number') wrong.push('7', 0.5, 1e300);
          const { [field]: _left, ...rest } = good;
          const missing = fieldsOf(route)[field]?.safeParse(undefined).success ? [] : [rest];
          return [...wrong.map((each) => ({ ...good, [field]: each })), ...missing];
        });
        await Promise.all(
          bad.map(async (anyBody) => {
            expectProblem(await send(route, { anyBody }), 'invalid-request');
          }),
        );
      });
    },
  );

  it.each(withBody)('$id refuses malformed JSON, a large body and another media type', async (route) => {
    await leavesAllAsItWas(async () => {
      expectProblem(await send(route, { rawBody: '{"a":' }), 'malformed-json');
      expectProblem(await send(route, { rawBody: `"${'x'.repeat(256 * 1024)}"` }), 'body-too-large');
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expectProblem(await send(route, { headers }), 'media-type-not-supported');
    });
  });

  it.each(routeList.filter(({ method }) => method !== 'GET'))(
    '$id refuses what another site’s page sends',
    async (route) => {
      await leavesAllAsItWas(async () => {
        expectProblem(await send(route, { headers: { 'sec-fetch-site': 'cross-site' } }), 'cross-origin');
        expectProblem(await send(route, { headers: { origin: 'https://evil.example' } }), 'cross-origin');
      });
    },
  );

  it.each(routeList.filter(({ access }) => access.kind !== 'invitation'))(
    '$id refuses a query it does not know',
    async (route) => {
      await leavesAllAsItWas(async () => {
        expectProblem(await send(route, { query: { unknown: '1' } }), 'invalid-request');
      });
    },
  );
});
