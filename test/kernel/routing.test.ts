import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { routerOf } from '@ohjaamo/functions/kernel/http/routing.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { defineRoutes, type HttpMethod } from '@ohjaamo/shared/kernel/route.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';

const common = {
  access: { kind: 'public' },
  response: z.strictObject({ site: z.string().optional() }),
  status: 200,
  problems: [],
} as const;
const site = z.strictObject({ siteId: z.string().regex(/^[a-z]+$/u) });
const routes = defineRoutes('schedule', {
  listSites: { ...common, method: 'GET', path: '/api/sites' },
  readSite: { ...common, method: 'GET', path: '/api/sites/{siteId}', parameters: site },
  closeSite: { ...common, method: 'DELETE', path: '/api/sites/{siteId}', parameters: site },
  readOwnSite: { ...common, method: 'GET', path: '/api/sites/own' },
  readHours: { ...common, method: 'GET', path: '/api/sites/{siteId}/hours', parameters: site },
  readOpen: { ...common, method: 'GET', path: '/api/open/sites' },
});
const router = routerOf(Object.values(routes));

const asked = (method: HttpMethod | 'PUT' | 'HEAD', path: string) => {
  const found = router(method, path);
  return found.ok ? { id: found.value.route.id, ...found.value.parameters } : found.error;
};

describe('the route of a request', () => {
  it.each([
    ['GET', '/api/sites', { id: 'listSites' }],
    ['GET', '/api/sites/etana', { id: 'readSite', siteId: 'etana' }],
    ['DELETE', '/api/sites/etana', { id: 'closeSite', siteId: 'etana' }],
    ['GET', '/api/sites/own', { id: 'readOwnSite' }],
    ['GET', '/api/sites/own/hours', { id: 'readHours', siteId: 'own' }],
    ['GET', '/api/sites/%C3%A4', { id: 'readSite', siteId: '%C3%A4' }],
    ['HEAD', '/api/open/sites', { id: 'readOpen' }],
  ] as const)('%s %s', (method, path, expected) => {
    expect(asked(method, path)).toEqual(expected);
  });

  it.each([
    '/api/sites/',
    '/api/sites//hours',
    '/api/sites/etana/hours/',
    '/api',
    '/',
    '',
    '/api/Sites',
    'api/sites',
  ])('is none at %s', (path) => {
    expect(asked('GET', path)).toEqual({ type: 'not-found' });
  });

  it.each([
    ['PUT', '/api/sites', ['GET']],
    ['HEAD', '/api/sites/etana', ['DELETE', 'GET']],
    ['DELETE', '/api/sites/own', ['GET']],
    ['PUT', '/api/open/sites', ['GET', 'HEAD']],
  ] as const)('is not there for %s at %s, which has %s', (method, path, allow) => {
    expect(asked(method, path)).toEqual({ type: 'method-not-allowed', allow });
  });
});

describe('the handler of a module', () => {
  afterEach(() => vi.restoreAllMocks());

  const reading = () => Promise.resolve(succeed({ body: {} }));
  const handler = moduleHandler(
    routes,
    {
      listSites: reading,
      closeSite: reading,
      readOwnSite: reading,
      readHours: reading,
      readOpen: reading,
      readSite: ({ request }) => Promise.resolve(succeed({ body: { site: request.parameters.siteId } })),
    },
    {
      clock: { now: () => 0 },
      ids: { id: () => 'x' } as never,
      memberRole: 'desk',
      openScope: () => {
        throw new Error('No tenant is asked for');
      },
    },
  );
  const send = (method: string, rawPath: string) =>
    handler(
      {
        version: '2.0',
        routeKey: 'ANY /api/sites/{proxy+}',
        rawPath,
        rawQueryString: '',
        headers: { host: 'ohjaamo.example' },
        // What the gateway took for the parameters of its own, coarser route.
        pathParameters: { proxy: rawPath.slice('/api/sites/'.length) },
        requestContext: { requestId: 'request-1', http: { method, path: rawPath, sourceIp: '192.0.2.1' } },
        isBase64Encoded: false,
      } as never,
      {} as never,
    );

  it('answers a route by what stands in its own path', async () => {
    expect(await send('GET', '/api/sites/etana')).toMatchObject({
      statusCode: 200,
      body: '{"site":"etana"}',
    });
  });

  it('answers an unknown path as a problem, and writes it into no log', async () => {
    const lines = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const answer = await send('GET', '/api/sites/etana/secret-of-a-link');
    expect(answer).toMatchObject({
      statusCode: 404,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    });
    expect(JSON.parse(String(answer.body))).toMatchObject({
      type: '/problems/not-found',
      requestId: 'request-1',
    });
    expect(JSON.stringify(lines.mock.calls)).not.toContain('secret-of-a-link');
  });

  it('says which methods a path has', async () => {
    const answer = await send('PATCH', '/api/sites/etana');
    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: 'DELETE, GET' } });
    expect(JSON.parse(String(answer.body))).toMatchObject({
      type: '/problems/method-not-allowed',
      status: 405,
    });
  });
});
