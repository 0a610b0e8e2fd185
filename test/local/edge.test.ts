import { createServer, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Distribution, fits } from '@ohjaamo/infra/local/distribution.ts';
import { startEdge } from '@ohjaamo/infra/local/edge.ts';
import { listen, type Listening } from '@ohjaamo/infra/local/http.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const files = mkdtempSync(join(tmpdir(), 'ohjaamo-files-'));
let api: Listening;
let edge: Listening;
let seen: IncomingHttpHeaders = {};
/** What was asked of the house under open data. */
const openAsked: string[] = [];
/** What the house answers next: a redirect, or a page that prints an address of its own. */
let prints: string | undefined;

const viewerRequest = `function handler(event) {
  event.request.headers['x-forwarded-host'] = { value: event.request.headers.host.value };
  event.request.headers['x-visitor-address'] = { value: event.viewer.ip };
  return event.request;
}`;

const folder = { folder: files, prefix: '', exclude: ['secret/*'], include: ['secret/shown.txt'] };
const distribution: Distribution = {
  host: 'distribution.cloudfront.net',
  defaultRootObject: '',
  behaviours: [
    {
      pathPattern: '/api/open/*',
      origin: { kind: 'http', host: 'api.example', path: '', headers: { 'x-origin-proof': 'proof' } },
      methods: ['GET', 'HEAD'],
      compress: false,
      keeps: { longestSeconds: 3600, query: ['version'] },
      responseHeaders: [],
    },
    {
      pathPattern: '/api/*',
      origin: { kind: 'http', host: 'api.example', path: '', headers: { 'x-origin-proof': 'proof' } },
      methods: ['GET', 'HEAD', 'POST'],
      compress: false,
      viewerRequest,
      responseHeaders: [{ name: 'x-frame-options', value: 'DENY', override: false }],
    },
    {
      pathPattern: '*',
      origin: { kind: 'files', folders: [{ ...folder, cacheControl: 'public, max-age=300' }] },
      methods: ['GET', 'HEAD'],
      compress: true,
      responseHeaders: [{ name: 'x-content-type-options', value: 'nosniff', override: true }],
    },
  ],
};

beforeAll(async () => {
  mkdirSync(join(files, 'secret'));
  writeFileSync(join(files, 'page.css'), 'a{}'.repeat(1000));
  writeFileSync(join(files, 'secret/hidden.txt'), 'hidden');
  writeFileSync(join(files, 'secret/shown.txt'), 'shown');
  api = await listen(
    createServer((request, response) => {
      seen = request.headers;
      if (request.url?.startsWith('/api/open/')) {
        openAsked.push(`${request.method ?? ''} ${request.url}`);
        const forHowLong = request.url.includes('short') ? 'no-store' : 'public, max-age=60';
        response
          .writeHead(200, { 'content-type': 'text/csv', 'cache-control': forHowLong, etag: '"v1"' })
          .end('a,b');
        return;
      }
      const own = `https://${String(request.headers['x-forwarded-host'])}`;
      const location = `${own}/elsewhere`;
      if (prints) {
        response.writeHead(200, { 'content-type': prints }).end(`${own}/b/x https://elsewhere.example/`);
        return;
      }
      response.writeHead(303, { location, 'set-cookie': ['a=1', 'b=2'] }).end();
    }),
  );
  edge = await startEdge(distribution, new Map([['api.example', api.endpoint]]));
});
afterAll(async () => {
  await edge.stop();
  await api.stop();
  rmSync(files, { recursive: true });
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${edge.endpoint}${path}`, { redirect: 'manual', ...init });

describe('the one origin', () => {
  it('tells the house the host of the viewer, as an https origin, and answers in the viewer’s own', async () => {
    const viewer = edge.endpoint.replace('http://', '');
    const answer = await ask('/api/x', {
      method: 'POST',
      headers: {
        origin: edge.endpoint,
        'x-forwarded-host': 'evil',
        'x-visitor-address': '192.0.2.66',
        'x-origin-proof': 'claimed',
      },
    });
    expect(seen).toMatchObject({
      host: 'api.example',
      'x-forwarded-host': viewer,
      origin: `https://${viewer}`,
      'x-visitor-address': '127.0.0.1',
      'x-origin-proof': 'proof',
    });
    expect(answer.headers.get('location')).toBe(`${edge.endpoint}/elsewhere`);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });

  it.each([
    ['text/html; charset=utf-8', 'http'],
    ['text/plain', 'https'],
  ])('lets an address of its own that a %s answer prints be the one that opens', async (type, scheme) => {
    prints = type;
    const text = await (await ask('/api/x')).text();
    prints = undefined;
    expect(text).toBe(`${edge.endpoint.replace('http', scheme)}/b/x https://elsewhere.example/`);
  });

  it('leaves another origin as it is, so that the house can refuse it', async () => {
    await ask('/api/x', { method: 'POST', headers: { origin: 'https://evil.example' } });
    expect(seen.origin).toBe('https://evil.example');
  });

  it('serves files with type, cache time and compression', async () => {
    const answer = await ask('/page.css');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'content-encoding': 'gzip',
      'x-content-type-options': 'nosniff',
    });
    expect(await answer.text()).toHaveLength(3000);
  });

  it.each([
    ['/secret/shown.txt', 200],
    ['/secret/hidden.txt', 403],
    ['/missing.txt', 403],
    ['/%2e%2e/etc/passwd', 403],
    ['/%E0%A4%A', 403],
  ])('answers %s with %i', async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });

  it('refuses a method that the behaviour does not have', async () => {
    expect((await ask('/page.css', { method: 'DELETE' })).status).toBe(403);
  });
});

describe('a path pattern', () => {
  it.each([
    ['/api/*', '/api/tenants/x', true],
    ['api/*', '/api/', true],
    ['/api/*', '/apix', false],
    ['/icon.svg', '/iconxsvg', false],
    ['/?.css', '/a.css', true],
    ['*', '/', true],
  ])('%s fits %s: %s', (pattern, path, expected) => {
    expect(fits(pattern, path)).toBe(expected);
  });
});

describe('what the edge keeps', () => {
  const ask = (path: string, init?: RequestInit) => fetch(`${edge.endpoint}${path}`, init);
  const askedOf = (path: string) => openAsked.filter((each) => each.includes(path));

  it('is asked for once, whoever asks and by whatever else', async () => {
    const first = await ask('/api/open/cube', { headers: { cookie: 'session=1', 'x-own': 'mine' } });
    expect(await first.text()).toBe('a,b');
    expect(seen.cookie).toBeUndefined();
    expect(seen['x-own']).toBeUndefined();
    expect(seen['x-origin-proof']).toBe('proof');
    expect(await (await ask('/api/open/cube?utm=1')).text()).toBe('a,b');
    const head = await ask('/api/open/cube', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(askedOf('/cube')).toEqual(['GET /api/open/cube']);
    await ask('/api/open/cube?version=2&utm=1');
    expect(askedOf('/cube').at(-1)).toBe('GET /api/open/cube?version=2');
  });

  it('is told as unchanged to who has it, packed or not', async () => {
    for (const known of ['"v1"', 'W/"v1"', '"v0", "v1"']) {
      const answer = await ask('/api/open/known', { headers: { 'if-none-match': known } });
      expect([answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([304, '', '"v1"']);
    }
    expect((await ask('/api/open/known', { headers: { 'if-none-match': '"v0"' } })).status).toBe(200);
    expect(askedOf('/known')).toHaveLength(1);
  });

  it('is nothing that says it may not be kept', async () => {
    await ask('/api/open/short');
    await ask('/api/open/short');
    expect(askedOf('/short')).toHaveLength(2);
    expect((await ask('/api/open/cube', { method: 'POST' })).status).toBe(403);
  });
});
