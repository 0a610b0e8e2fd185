import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { caller, requestOf } from '../isolation/requests.ts';
import { openWorld } from '../isolation/world.ts';
import type { TestCall } from '../support/localHouse.ts';

const world = await openWorld();
const { leavesAllAsItWas } = world;
afterAll(world.stop);

/** A request of somebody who may ask it. */
const allowed = (route: Route): TestCall<Route> => ({
  ...requestOf(route, world.own.ids, world.own.freeStart),
  ...caller(route, world.own),
});

/** The path of a request, with its parameters in it. */
const pathOf = (route: Route, { parameters }: TestCall<Route>): string =>
  route.path.replaceAll(
    /\{(\w+)\}/gu,
    (_, name: string) => (parameters as Readonly<Record<string, string>> | undefined)?.[name] ?? '',
  );

/** Ways to write a path that somebody on the way might take for the same one: here each of them is another path, and no route's. */
const disguises: Readonly<Record<string, (path: string) => string>> = {
  'a slash behind it': (path) => `${path}/`,
  'doubled slashes': (path) => path.replaceAll('/', '//'),
  'a host of somebody else’s before it': (path) => `//evil.example${path}`,
  'dot segments': (path) => path.replace('/api/', '/api/./x/../'),
  'encoded dot segments': (path) => path.replace('/api/', '/api/x/%2e%2e/'),
  'dot segments that were encoded twice': (path) => path.replace('/api/', '/api/x/%252e%252e/'),
  'encoded slashes': (path) => `/api/${path.slice('/api/'.length).replaceAll('/', '%2F')}%2F`,
  'slashes that were encoded twice': (path) => `${path}%252F`,
  'backward slashes': (path) => path.replaceAll('/', '\\'),
  'a zero behind it': (path) => `${path}\u0000`,
  'an encoded zero behind it': (path) => `${path}%00.json`,
  capitals: (path) => path.toUpperCase(),
  'a parameter of the path': (path) => `${path};jsessionid=x`,
  'an encoded question mark': (path) => `${path}%3Fadmin=1`,
  'a line break': (path) => `${path}\r\nx-admin: 1`,
  'ten thousand letters': (path) => `${path}${'a'.repeat(10_000)}`,
};

/** Answers to what is not there, by whichever door it was asked for. */
const NOT_THERE = [404, 405];

describe('A path in disguise', () => {
  it.each(routeList)('opens nothing of $id', async (route) => {
    await leavesAllAsItWas(async () => {
      const request = allowed(route);
      const path = pathOf(route, request);
      const told = await Promise.all(
        Object.entries(disguises).map(async ([name, disguise]) => {
          const { status } = await world.send(route, { ...request, path: disguise(path) });
          return [name, status] as const;
        }),
      );
      expect(told.filter(([, status]) => !NOT_THERE.includes(status))).toEqual([]);
    });
  });
});

/** Headers by which some servers take one method, address or caller for another. */
const OVERRIDES = {
  'x-http-method-override': 'DELETE',
  'x-http-method': 'DELETE',
  'x-method-override': 'PUT',
  'x-original-url': '/api/platform/tenants',
  'x-rewrite-url': '/api/platform/tenants',
  'x-forwarded-prefix': '/api/platform',
  'x-forwarded-proto': 'http',
  forwarded: 'for=127.0.0.1;host=evil.example',
  'x-user-id': 'somebody-above',
} as const;

describe('A header that would change what is asked', () => {
  it.each(routeList.filter(({ method }) => method === 'GET'))('changes nothing of $id', async (route) => {
    const request = allowed(route);
    const plain = await world.send(route, request);
    const told = await world.send(route, { ...request, headers: { ...request.headers, ...OVERRIDES } });
    expect([told.status, Object.keys(told.headers)]).toEqual([plain.status, Object.keys(plain.headers)]);
    expect(JSON.stringify([told.headers, told.cookies, told.text])).not.toContain('evil.example');
  });
});

/** What a field of the body would have to be called for its sender to become more than they are. */
const PRIVILEGES: readonly Readonly<Record<string, unknown>>[] = [
  { role: 'TENANT_ADMIN', roles: ['TENANT_ADMIN', 'PLATFORM_OPERATOR'] },
  { tenantId: 'aaaaaaaaaa', realm: 'global' },
  { id: 'a'.repeat(20), pk: 'P#TENANT', sk: 'TENANT', kind: 'MEMBERSHIP' },
  { version: 999, state: 'PUBLISHED', createdAt: 0, expiresAtSeconds: 0 },
  JSON.parse(
    '{"__proto__": {"roles": ["TENANT_ADMIN"]}, "constructor": {"prototype": {"roles": ["x"]}}}',
  ) as Record<string, unknown>,
];

describe('A field that would make its sender more than they are', () => {
  it.each(routeList.filter(({ body }) => body))('is refused by $id, anywhere in the body', async (route) => {
    await leavesAllAsItWas(async () => {
      const { body, ...request } = allowed(route);
      const known = new Set(Object.keys(body as object));
      const sent = PRIVILEGES.flatMap((more) => {
        const strange = Object.entries(more).filter(([name]) => !known.has(name));
        return strange.map((entry) => withEntry(body as object, entry));
      });
      const told = await Promise.all(
        sent.map(async (rawBody) => (await world.send(route, { ...request, rawBody })).status),
      );
      expect(new Set(told)).toEqual(new Set([400]));
    });
  });
});

/** The JSON of an object with one more entry, whatever it is called: an assignment would lose `__proto__`. */
function withEntry(body: object, [name, value]: readonly [string, unknown]): string {
  const whole = JSON.stringify(body);
  const more = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  return whole === '{}' ? `{${more}}` : `${whole.slice(0, -1)},${more}}`;
}
