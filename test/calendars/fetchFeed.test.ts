import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { BOUNDS, fetchFeed, type Reach } from '@ohjaamo/functions/calendars/fetchFeed.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { calendar, event } from './feeds.ts';

const PUBLIC = '93.184.216.34';
const FEED = 'https://calendar.example.org/private/secret.ics';
const TEXT = calendar(event('DTSTART:20270201T070000Z', 'DURATION:PT1H'));

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

/** A server on the loopback that stands behind public addresses, and what was asked of it. */
async function serve(listener: RequestListener, names: Readonly<Record<string, readonly string[]>> = {}) {
  const asked: { host: string | undefined; url: string | undefined; headers: Record<string, unknown> }[] = [];
  const reached: string[] = [];
  const server = createServer((request, response) => {
    asked.push({ host: request.headers.host, url: request.url, headers: request.headers });
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const reach: Reach = {
    resolve: (host) => Promise.resolve(names[host] ?? [PUBLIC]),
    connect(address, host) {
      reached.push(`${address} ${host}`);
      return connect(port, '127.0.0.1');
    },
  };
  return { reach, asked, reached };
}

const fetchFrom = (reach: Reach, validators = {}, bounds = BOUNDS) =>
  fetchFeed(FEED, validators, reach, bounds);

describe('fetching a feed', () => {
  it('asks the address that was resolved, by the name, and tells what the answer may be recognised by', async () => {
    const { reach, asked, reached } = await serve((_, response) => {
      response
        .setHeader('etag', '"v1"')
        .setHeader('last-modified', 'Mon, 01 Feb 2027 07:00:00 GMT')
        .end(TEXT);
    });
    expect(await fetchFrom(reach)).toEqual({
      ok: true,
      value: {
        kind: 'NEW',
        text: TEXT,
        validators: { etag: '"v1"', lastModified: 'Mon, 01 Feb 2027 07:00:00 GMT' },
      },
    });
    expect(reached).toEqual([`${PUBLIC} calendar.example.org`]);
    expect(asked[0]).toMatchObject({ host: 'calendar.example.org', url: '/private/secret.ics' });
    expect(asked[0]?.headers['if-none-match']).toBeUndefined();
  });

  it('asks for what is new only, and believes that there is nothing', async () => {
    const { reach, asked } = await serve((request, response) => {
      response.statusCode = request.headers['if-none-match'] === '"v1"' ? 304 : 200;
      response.end();
    });
    const validators = { etag: '"v1"', lastModified: 'Mon, 01 Feb 2027 07:00:00 GMT' };
    expect(await fetchFrom(reach, validators)).toEqual({ ok: true, value: { kind: 'UNCHANGED' } });
    expect(asked[0]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Mon, 01 Feb 2027 07:00:00 GMT',
    });
  });

  it('does not believe that nothing is new when it never had anything', async () => {
    const { reach } = await serve((_, response) => response.writeHead(304).end());
    expect(await fetchFrom(reach)).toEqual({ ok: false, error: 'NOT_REACHED' });
  });

  it('unpacks what was packed', async () => {
    const { reach } = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip').end(gzipSync(TEXT));
    });
    expect(await fetchFrom(reach)).toMatchObject({ ok: true, value: { text: TEXT } });
  });

  it.each([
    [404, 'NOT_FOUND'],
    [410, 'NOT_FOUND'],
    [401, 'REFUSED'],
    [403, 'REFUSED'],
    [500, 'NOT_REACHED'],
    [204, 'NOT_REACHED'],
  ])('tells of status %i as %s', async (status, fault) => {
    const { reach } = await serve((_, response) => response.writeHead(status).end());
    expect(await fetchFrom(reach)).toEqual({ ok: false, error: fault });
  });
});

describe('redirects', () => {
  it('are followed three times and no further', async () => {
    let left = 3;
    const { reach, asked } = await serve((_, response) => {
      if (left-- > 0) response.writeHead(302, { location: `/next/${String(left)}` }).end();
      else response.end(TEXT);
    });
    expect(await fetchFrom(reach)).toMatchObject({ ok: true });
    expect(asked.map(({ url }) => url)).toEqual(['/private/secret.ics', '/next/2', '/next/1', '/next/0']);
    left = 4;
    expect(await fetchFrom(reach)).toEqual({ ok: false, error: 'TOO_MANY_REDIRECTS' });
  });

  it.each([
    'http://calendar.example.org/plain',
    'https://calendar.example.org:8443/other-port',
    'https://127.0.0.1/self',
    'https://[::1]/self',
    'https://2130706433/self',
    'https://169.254.169.254/latest/meta-data/',
    'https://inside.example.org/behind-a-name',
    'https://mixed.example.org/one-public-one-private',
    'https://user@calendar.example.org/',
    'file:///etc/passwd',
    'https://',
  ])('to %s are not', async (location) => {
    const names = { 'inside.example.org': ['10.0.0.7'], 'mixed.example.org': [PUBLIC, '192.168.1.1'] };
    const { reach, asked } = await serve((_, response) => response.writeHead(302, { location }).end(), names);
    expect(await fetchFrom(reach)).toEqual({ ok: false, error: 'ADDRESS' });
    expect(asked.length).toBe(1);
  });
});

describe('an address that is not for us', () => {
  it.each([
    ['a name of this machine', 'https://localhost/x', { localhost: ['127.0.0.1', '::1'] }],
    [
      'a name of the cloud’s own service',
      'https://metadata.internal/x',
      { 'metadata.internal': ['169.254.169.254'] },
    ],
    ['the address itself', 'https://192.168.0.1/x', {}],
    ['another scheme', 'http://calendar.example.org/x', {}],
  ])('%s is never connected to', async (_, address, names) => {
    const { reach, asked, reached } = await serve((_request, response) => response.end(TEXT), names);
    expect(await fetchFeed(address, {}, reach)).toEqual({ ok: false, error: 'ADDRESS' });
    expect([asked, reached]).toEqual([[], []]);
  });

  it('is resolved once: a name that means another machine a moment later changes nothing', async () => {
    const { reach, reached } = await serve((_, response) => response.end(TEXT));
    let times = 0;
    const rebinding: Reach = {
      ...reach,
      resolve: () => Promise.resolve([times++ === 0 ? PUBLIC : '127.0.0.1']),
    };
    expect(await fetchFrom(rebinding)).toMatchObject({ ok: true });
    expect([times, reached]).toEqual([1, [`${PUBLIC} calendar.example.org`]]);
  });
});

describe('a feed that asks too much', () => {
  const small = { ...BOUNDS, bytes: 10_000, milliseconds: 300 };

  it.each([
    ['says so', (size: number) => ({ 'content-length': String(size) })],
    ['does not say so', () => ({})],
  ])('by its size is left when it %s', async (_, headers) => {
    const { reach } = await serve((_request, response) => {
      response.writeHead(200, headers(20_000));
      response.end(' '.repeat(20_000));
    });
    expect(await fetchFrom(reach, {}, small)).toEqual({ ok: false, error: 'TOO_LARGE' });
  });

  it('by what it unfolds to is left', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 'A'));
    expect(bomb.length).toBeLessThan(small.bytes);
    const { reach } = await serve((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb));
    expect(await fetchFrom(reach, {}, small)).toEqual({ ok: false, error: 'TOO_LARGE' });
  });

  it.each([
    ['never answers', () => undefined],
    [
      'sends its lines one by one',
      (response: { write(text: string): void }) => {
        const drip = setInterval(() => {
          response.write('BEGIN:VCALENDAR\r\n');
        }, 50);
        setTimeout(() => {
          clearInterval(drip);
        }, 2000).unref();
      },
    ],
  ])('by its time is left when it %s', async (_, answer) => {
    const { reach } = await serve((_request, response) => {
      answer(response);
    });
    const started = performance.now();
    expect(await fetchFrom(reach, {}, small)).toEqual({ ok: false, error: 'TOO_SLOW' });
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('by a name that takes for ever to look up is left', async () => {
    const { reach } = await serve((_, response) => response.end(TEXT));
    const stuck: Reach = { ...reach, resolve: () => new Promise(() => undefined) };
    expect(await fetchFrom(stuck, {}, small)).toEqual({ ok: false, error: 'TOO_SLOW' });
  });

  it.each([
    ['no such name', () => Promise.reject(new Error('ENOTFOUND'))],
    ['a name without addresses', () => Promise.resolve([])],
  ])('%s is told as not reached', async (_, resolve) => {
    const { reach } = await serve((_request, response) => response.end(TEXT));
    expect(await fetchFrom({ ...reach, resolve })).toEqual({ ok: false, error: 'NOT_REACHED' });
  });

  it('a body that is not packed as it says, and a packing that nobody knows, are told', async () => {
    const broken = await serve((_, response) => response.setHeader('content-encoding', 'gzip').end(TEXT));
    expect(await fetchFrom(broken.reach)).toEqual({ ok: false, error: 'NOT_REACHED' });
    const unknown = await serve((_, response) => response.setHeader('content-encoding', 'zstd').end(TEXT));
    expect(await fetchFrom(unknown.reach)).toEqual({ ok: false, error: 'NOT_A_CALENDAR' });
  });
});
