import { routerOf } from '@ohjaamo/functions/kernel/http/routing.ts';
import { titleOf } from '@ohjaamo/infra/constructs/functions.ts';
import { gatewayRoutes, needsSession } from '@ohjaamo/infra/constructs/gatewayRoutes.ts';
import { startApi } from '@ohjaamo/infra/local/api.ts';
import { readAssembly } from '@ohjaamo/infra/local/assembly.ts';
import { type ApiBlueprint, readBlueprint } from '@ohjaamo/infra/local/blueprint.ts';
import type { FunctionHost } from '@ohjaamo/infra/local/functionHost.ts';
import type { Listening } from '@ohjaamo/infra/local/http.ts';
import { resolveTemplates } from '@ohjaamo/infra/local/templates.ts';
import type { Access, HttpMethod, ModuleName, Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { assemblyFolder } from './service.ts';

/** What the last request met on its way: the authorizer, and the function with the route it found. */
interface Way {
  authorizer: boolean;
  function?: string;
  sawSession?: boolean;
  found?: { readonly route: string; readonly parameters: Readonly<Record<string, string>> } | string;
}

let way: Way = { authorizer: false };
let admits = true;
let blueprint: ApiBlueprint;
let api: Listening;

const routers = new Map(
  [...Map.groupBy(routeList, ({ module }) => module)].map(([module, routes]) => [
    `${titleOf(module)}Function`,
    routerOf(routes),
  ]),
);

/** In the place of each function stands its own router; in that of the authorizer, one that admits or refuses. */
const host: FunctionHost = {
  names: [],
  stop: () => Promise.resolve(),
  invoke(functionArn, event) {
    const name = functionArn.slice(functionArn.lastIndexOf(':') + 1);
    if (name === 'AuthorizerFunction') {
      way.authorizer = true;
      return Promise.resolve({ ok: true, result: { isAuthorized: admits, context: { state: 'NONE' } } });
    }
    const { rawPath, requestContext } = event as {
      readonly rawPath: string;
      readonly requestContext: { readonly http: { readonly method: string }; readonly authorizer?: unknown };
    };
    const found = routers.get(name)?.(requestContext.http.method, rawPath);
    way.function = name;
    way.sawSession = requestContext.authorizer !== undefined;
    way.found = found?.ok
      ? { route: found.value.route.id, parameters: found.value.parameters }
      : found?.error.type;
    return Promise.resolve({ ok: true, result: { statusCode: 200, body: '' } });
  },
};

beforeAll(async () => {
  const assembly = readAssembly(assemblyFolder());
  const [found] = readBlueprint(resolveTemplates(assembly.stacks), assembly).apis.filter(({ id }) =>
    id.startsWith('httpapi'),
  );
  if (!found) throw new Error('The templates have no API');
  blueprint = found;
  api = await startApi(blueprint, host);
}, 90_000);
afterAll(() => api.stop());

async function ask(method: string, path: string): Promise<{ readonly status: number } & Way> {
  way = { authorizer: false };
  const { status } = await fetch(`${api.endpoint}${path}`, { method, redirect: 'manual' });
  return { status, ...way };
}

const parametersOf = ({ path }: Route): string[] =>
  [...path.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
const concrete = ({ path }: Route): string => path.replaceAll(/\{(\w+)\}/gu, 'the%20$1');

describe('a route of the table', () => {
  it.each(routeList)(
    '$method $path is reached, behind the authorizer exactly when it needs a session',
    async (route) => {
      const session = ['session', 'person'].includes(route.access.kind);
      expect(await ask(route.method, concrete(route))).toEqual({
        status: 200,
        authorizer: session,
        function: `${titleOf(route.module)}Function`,
        sawSession: session,
        found: {
          route: route.id,
          parameters: Object.fromEntries(parametersOf(route).map((name) => [name, `the ${name}`])),
        },
      });
    },
  );

  it.each(routeList)(
    '$method $path is stopped by an authorizer that refuses, or needs none',
    async (route) => {
      admits = false;
      const met = await ask(route.method, concrete(route)).finally(() => (admits = true));
      const session = ['session', 'person'].includes(route.access.kind);
      expect(met.status).toBe(session ? 403 : 200);
      expect(met.function === undefined).toBe(session);
    },
  );

  it.each(routeList)(
    '$path with a method that it has not reaches the module that refuses it',
    async (route) => {
      const met = await ask('PUT', concrete(route));
      expect(met).toMatchObject({ status: 200, found: 'method-not-allowed' });
      expect(met.function).toBe(`${titleOf(route.module)}Function`);
    },
  );
});

describe('a path that no route has', () => {
  it.each([
    '/',
    '/api',
    '/api/',
    '/api/nothing',
    '/apis/session',
    '/api/session/nothing/there',
    '/elsewhere?a=b',
  ])('%s is answered by a function that does not know it', async (path) => {
    expect(await ask('GET', path)).toMatchObject({ status: 200, authorizer: false, found: 'not-found' });
  });

  it.each(routeList)('$path with a segment more is no other route by accident', async (route) => {
    const path = `${concrete(route)}/${'more'.repeat(3)}`;
    const { found } = await ask('GET', path);
    const longer = routeList.find(
      ({ method, path: other }) =>
        method === 'GET' &&
        new RegExp(`^${other.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(decodeURI(path)),
    );
    expect(typeof found === 'string' ? undefined : found?.route).toBe(longer?.id);
  });
});

describe('the routes of the gateway', () => {
  it('are those made of the route table, and the one for unknown paths', () => {
    const made = gatewayRoutes(routeList).map(({ method, path }) => `${method} ${path}`);
    expect(blueprint.routes.map(({ routeKey }) => routeKey).sort()).toEqual(['$default', ...made].sort());
  });

  it('never compete for a path, so that nothing depends on which one the gateway prefers', () => {
    const keys = gatewayRoutes(routeList).map(({ method, path }) => ({ method, path }));
    const competing = keys.flatMap((one, index) =>
      keys
        .slice(index + 1)
        .filter((other) => mayMeet(one.path, other.path))
        // A written method goes before ANY of the same path: "ANY matches all methods that you haven't defined".
        .filter((other) => one.path !== other.path || one.method === other.method)
        .map((other) => [one, other]),
    );
    expect(competing).toEqual([]);
  });

  const made = (...routes: readonly [HttpMethod, string, ModuleName, Access['kind']][]) =>
    gatewayRoutes(
      routes.map(([method, path, module, kind]) => {
        const access = kind === 'session' ? { kind, roles: [] } : { kind };
        const rest = { response: z.string(), status: 200, problems: [] } as const;
        return { id: path, method, path, module, access, ...rest };
      }),
    ).map(({ method, path, module, session }) => `${method} ${path} ${module}${session ? ' session' : ''}`);

  it('take a part of the tree together that is of one kind', () => {
    expect(
      made(
        ['GET', '/api/line', 'line', 'session'],
        ['POST', '/api/line/{visitId}/call', 'line', 'session'],
        ['GET', '/api/feeds/{link}', 'calendars', 'link'],
      ),
    ).toEqual([
      'ANY /api/line line session',
      'ANY /api/line/{proxy+} line session',
      'ANY /api/feeds/{proxy+} calendars',
    ]);
  });

  it('never put a route of the street and one that needs a session under one greedy parameter', () => {
    expect(
      made(
        ['GET', '/api/referrals/{id}', 'referrals', 'session'],
        ['GET', '/api/referrals/{id}/open', 'referrals', 'public'],
        ['GET', '/api/referrals/{id}/open/{link}', 'referrals', 'link'],
        ['GET', '/api/groups', 'groups', 'public'],
      ),
    ).toEqual([
      'ANY /api/referrals/{id} referrals session',
      'ANY /api/referrals/{id}/open referrals',
      'ANY /api/referrals/{id}/open/{proxy+} referrals',
      'ANY /api/groups groups',
    ]);
  });

  it('tell the methods of one path apart, and leave those it has not behind the authorizer', () => {
    expect(
      made(
        ['POST', '/api/session', 'tenants', 'public'],
        ['GET', '/api/session', 'tenants', 'session'],
        ['GET', '/api/groups', 'groups', 'public'],
      ),
    ).toEqual([
      'POST /api/session tenants',
      'GET /api/session tenants session',
      'ANY /api/session tenants session',
      'ANY /api/groups groups',
    ]);
  });

  it('refuse a path whose methods belong to two modules', () => {
    expect(() =>
      made(['POST', '/api/session', 'tenants', 'public'], ['GET', '/api/session', 'desk', 'session']),
    ).toThrow(/several modules/u);
  });

  it('put the authorizer before every part in which anything needs a session', () => {
    const open = gatewayRoutes(routeList).filter(({ session }) => !session);
    for (const route of routeList.filter(needsSession)) {
      const covering = open.filter(
        ({ method, path }) => mayMeet(path, route.path) && (method === 'ANY' || method === route.method),
      );
      expect(covering, route.id).toEqual([]);
    }
  });
});

/** Whether some path fits both patterns. */
function mayMeet(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined || b === undefined) return false;
    if (a.endsWith('+}') || b.endsWith('+}')) return true;
    if (a !== b && !a.startsWith('{') && !b.startsWith('{')) return false;
  }
  return true;
}
