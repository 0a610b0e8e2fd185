import { globalRole, type Role, tenantRoles } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList, routes } from '@ohjaamo/shared/routes.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestCall } from '../support/house.ts';
import { comparable, expectProblem } from './answers.ts';
import { nobodysIds } from './ids.ts';
import { somebody } from './people.ts';
import { caller, fieldsOf, fresh, idsUsed, requestOf, rolesOf, sampleOf } from './requests.ts';
import { samples } from './samples/index.ts';
import { countAudit, snapshot } from './tables.ts';
import { openWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
}, 60_000);

afterEach(async () => {
  await world.clear();
});

afterAll(async () => {
  await world.stop();
});

/** Does something that must be refused, and looks that nothing but the audit trail has changed. */
async function leavesAllAsItWas(act: () => Promise<void>): Promise<void> {
  const before = await snapshot(world.database);
  await act();
  expect(await snapshot(world.database)).toBe(before);
}

const everyRole: readonly Role[] = [...tenantRoles, ...globalRole.options];
const ownRequest = (route: Route) => requestOf(route, world.own.ids, world.own.freeStart);
const withBody = routeList.filter(({ body }) => body);
const withSession = routeList.filter(({ access }) => access.kind === 'session');

describe('the suite itself', () => {
  it('has a sample for every route and for nothing else', () => {
    expect(Object.keys(samples).sort()).toEqual(Object.keys(routes).sort());
  });

  it.each(routeList)('$id: its sample is a request the route accepts', (route) => {
    const { parameters, query, body } = ownRequest(route) as {
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
    if (route.body) expect(Object.keys(body as object).sort()).toEqual(Object.keys(route.body.shape).sort());
  });
});

describe('with one’s own ids', () => {
  // Signing in and accepting an invitation need the identity service; their own tests have it.
  const answerable = routeList.filter(({ path }) => !/^\/api\/(?:session|invitations)/u.test(path));

  it.each(answerable)(
    '$id answers, so a refusal further down is due to the foreign id alone',
    async (route) => {
      // A tenant of its own: a case before this one may have cancelled the booking or taken the time.
      const untouched = await world.settle();
      const answer = await world.send(route, {
        ...requestOf(route, { ...untouched.ids, ...fresh(route) }, untouched.freeStart),
        ...caller(route, untouched),
      });
      expect(answer.status, answer.text).toBe(route.status);
    },
  );
});

describe('without a session', () => {
  it.each(withSession)('$id asks for one', async (route) => {
    await leavesAllAsItWas(async () => {
      expectProblem(await world.send(route, ownRequest(route)), 'session-required');
    });
  });
});

describe('with a session that is over', () => {
  it.each(withSession)('$id says so', async (route) => {
    await leavesAllAsItWas(async () => {
      expectProblem(await world.send(route, { ...ownRequest(route), expired: true }), 'session-expired');
    });
  });
});

describe('in another role', () => {
  const cases = withSession.flatMap((route) =>
    everyRole.filter((role) => !rolesOf(route).includes(role)).map((role) => ({ id: route.id, role, route })),
  );

  it.each(cases)('$id is closed to $role', async ({ route, role }) => {
    await leavesAllAsItWas(async () => {
      const answer = await world.send(route, { ...ownRequest(route), actor: somebody(role, world.own) });
      expectProblem(answer, 'role-required');
    });
  });
});

describe('with another tenant’s ids', () => {
  const cases = routeList.flatMap((route) =>
    idsUsed(route)
      .filter((name) => !(sampleOf(route).chosen ?? []).includes(name))
      .filter(
        (name) => name !== 'link' && name !== 'feedLink' && name !== 'invitation' && name !== 'tenantSlug',
      )
      .map((name) => ({ id: route.id, name, route })),
  );

  it.each(cases)('$id answers to a foreign $name exactly as to one nobody has', async ({ route, name }) => {
    // A tenant of its own: the own trail rightly knows of earlier attempts at the other one's ids.
    const stranger = await world.settle();
    await leavesAllAsItWas(async () => {
      const ask = async (value: string) => {
        const ids = { ...world.own.ids, ...fresh(route), [name]: value };
        return world.send(route, {
          ...requestOf(route, ids, world.own.freeStart),
          ...caller(route, world.own),
        });
      };
      const foreign = await ask(stranger.ids[name]);
      expect(comparable(foreign)).toEqual(comparable(await ask(nobodysIds()[name])));
      expect(foreign.status).toBeLessThan(500);
      expect(foreign.text).not.toContain(stranger.tenantId);
      const inPath = route.path.includes(`{${name}}`);
      if (inPath) expectProblem(foreign, 'not-found');
    });
  });

  const choosing = routeList.flatMap((route) =>
    (sampleOf(route).chosen ?? []).map((name) => ({ id: route.id, name, route })),
  );

  it.each(choosing)(
    '$id may make up a $name that another tenant has: both stay apart',
    async ({ route, name }) => {
      const { foreign } = world;
      const busy = await world.settle();
      const before = await itemsOf(foreign.tenantId);
      const ids = { ...busy.ids, ...fresh(route), [name]: foreign.ids[name] };
      const answer = await world.send(route, {
        ...requestOf(route, ids, busy.freeStart),
        ...caller(route, busy),
      });
      expect(answer.status, answer.text).toBe(route.status);
      expect(await itemsOf(foreign.tenantId)).toEqual(before);
    },
  );

  it('a foreign client asked for by id is not found, and the attempt is in the own tenant’s trail', async () => {
    const subject = world.foreign.ids.clientId;
    const attempt = { tenant: world.own.tenantId, outcome: 'NOT_FOUND', subject };
    const before = await countAudit(world.database, attempt);
    const answer = await world.send(routes.readClient, {
      parameters: { clientId: subject },
      actor: somebody('COUNSELLOR', world.own),
    });
    expectProblem(answer, 'not-found');
    expect(await countAudit(world.database, attempt)).toBe(before + 1);
    expect(await countAudit(world.database, { ...attempt, tenant: world.foreign.tenantId })).toBe(0);
  });
});

describe('from the street', () => {
  const inTenant = routeList.filter(({ access }) => access.kind === 'publicTenant');
  const byLink = routeList.filter(({ access }) => access.kind === 'link');

  it.each(inTenant)('$id does not know an unknown municipality', async (route) => {
    await leavesAllAsItWas(async () => {
      const ids = { ...world.own.ids, tenantSlug: nobodysIds().tenantSlug };
      expectProblem(await world.send(route, requestOf(route, ids, world.own.freeStart)), 'not-found');
    });
  });

  it.each(byLink)('$id opens with no forged link', async (route) => {
    await leavesAllAsItWas(async () => {
      const name = idsUsed(route).includes('feedLink') ? 'feedLink' : 'link';
      const [ownTenant = '', ownBooking = '', ownSecret = ''] = world.own.ids[name].split('.');
      const [otherTenant = '', otherBooking = '', otherSecret = ''] = world.foreign.ids[name].split('.');
      const forged = [
        [ownTenant, otherBooking, otherSecret],
        [otherTenant, ownBooking, ownSecret],
        [ownTenant, ownBooking, otherSecret],
        [ownTenant, otherBooking, ownSecret],
        [nobodysIds()[name]],
        [ownTenant, ownBooking, ownSecret.slice(1)],
        [ownTenant, ownBooking],
        ['..', '..', '..'],
      ].map((parts) => parts.join('.'));
      const answers = [];
      for (const link of forged) {
        const request = requestOf(route, { ...world.own.ids, [name]: link }, world.own.freeStart);
        const answer = await world.send(route, request);
        expectProblem(answer, 'link-not-found');
        answers.push(comparable(answer));
      }
      expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    });
  });
});

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
        for (const [field, value] of Object.entries(good)) {
          const wrong: unknown[] = [{ not: 'this' }, null];
          if (typeof value === 'string') wrong.push('x'.repeat(10_000), '', 7);
          if (typeof value === 'number') wrong.push('7', 0.5, 1e300);
          for (const each of wrong) {
            expectProblem(await send(route, { anyBody: { ...good, [field]: each } }), 'invalid-request');
          }
          if (!fieldsOf(route)[field]?.safeParse(undefined).success) {
            const { [field]: _left, ...rest } = good;
            expectProblem(await send(route, { anyBody: rest }), 'invalid-request');
          }
        }
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

async function itemsOf(tenant: string): Promise<string[]> {
  return (await snapshot(world.database)).split('\n').filter((line) => line.includes(`T#${tenant}#`));
}
