import { BODY_LIMIT, isCrossOrigin, parseRequest } from '@ohjaamo/functions/kernel/http/request.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';

const route: Route = {
  id: 'writeNote',
  module: 'desk',
  method: 'POST',
  path: '/api/notes/{note}',
  access: { kind: 'session', roles: ['COUNSELLOR'] },
  parameters: z.strictObject({ note: z.string().regex(/^[a-z]+$/u) }),
  query: z.strictObject({ page: z.coerce.number().int().optional() }),
  body: z.strictObject({
    text: z.string().max(10),
    minutes: z.int(),
    tags: z.array(z.strictObject({ name: z.string() })).optional(),
  }),
  response: z.strictObject({}),
  status: 200,
  problems: [],
};

interface Sent {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly note?: string;
  readonly base64?: boolean;
}

function event({ body, headers, query = '', note = 'abc', base64 = false }: Sent): APIGatewayProxyEventV2 {
  return {
    rawQueryString: query,
    headers: { 'content-type': 'application/json', ...headers },
    pathParameters: { note },
    ...(body !== undefined && { body }),
    isBase64Encoded: base64,
  } as unknown as APIGatewayProxyEventV2;
}

const good = { text: 'hello', minutes: 5 };
const parse = (sent: Sent, of: Route = route) => parseRequest(of, event(sent));
const parseBody = (body: unknown) => parse({ body: JSON.stringify(body) });
const refused = (type: string, ...errors: { pointer: string; code: string }[]) => ({
  ok: false,
  error: { type, ...(errors.length > 0 && { errors }) },
});

describe('a request that fits', () => {
  it('comes out parsed', () => {
    expect(parse({ body: JSON.stringify(good), query: 'page=2' })).toEqual({
      ok: true,
      value: { parameters: { note: 'abc' }, query: { page: 2 }, body: good },
    });
  });

  it('may come base64-encoded, as the gateway sends what it does not take for text', () => {
    const body = Buffer.from(JSON.stringify({ ...good, text: 'äö' })).toString('base64');
    expect(parse({ body, base64: true })).toMatchObject({ ok: true, value: { body: { text: 'äö' } } });
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'may say %s',
    (type) => {
      expect(parse({ body: JSON.stringify(good), headers: { 'content-type': type } }).ok).toBe(true);
    },
  );
});

describe('a body that does not fit', () => {
  it.each<[string, unknown, string, string]>([
    ['an unknown field', { ...good, extra: 1 }, '/body', 'unrecognized_keys'],
    ['a wrong type', { ...good, minutes: '5' }, '/body/minutes', 'invalid_type'],
    ['a fraction for a whole number', { ...good, minutes: 5.5 }, '/body/minutes', 'invalid_type'],
    ['a missing field', { text: 'hello' }, '/body/minutes', 'invalid_type'],
    ['over-long text', { ...good, text: 'x'.repeat(11) }, '/body/text', 'too_big'],
    ['a list', [good], '/body', 'invalid_type'],
    ['nothing', null, '/body', 'invalid_type'],
    [
      'an unknown field further in',
      { ...good, tags: [{ name: 'a', secret: 1 }] },
      '/body/tags/0',
      'unrecognized_keys',
    ],
  ])('%s is invalid-request, with place and code', (_, body, pointer, code) => {
    expect(parseBody(body)).toEqual(refused('invalid-request', { pointer, code }));
  });

  it('never hands back the value or the name of an unknown field', () => {
    const told = JSON.stringify(parseBody({ ...good, 'Someone’s diagnosis': 'private', minutes: 'private' }));
    expect(told).not.toContain('diagnosis');
    expect(told).not.toContain('private');
  });

  it.each(['{', '', 'text=hello', '{"text":"a",}', "{'text':'a'}", '\u0000'])(
    '%j is malformed-json',
    (body) => {
      expect(parse({ body })).toEqual(refused('malformed-json'));
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json-patch+json',
    '',
  ])('a body that says %j is media-type-not-supported', (type) => {
    expect(parse({ body: JSON.stringify(good), headers: { 'content-type': type } })).toEqual(
      refused('media-type-not-supported'),
    );
  });

  it('is read up to 256 KiB to the byte, counted in bytes and not in letters', () => {
    const padded = (bytes: number) => {
      const text = JSON.stringify(good);
      return text + ' '.repeat(bytes - text.length);
    };
    expect(parse({ body: padded(BODY_LIMIT) }).ok).toBe(true);
    expect(parse({ body: padded(BODY_LIMIT + 1) })).toEqual(refused('body-too-large'));
    expect(parse({ body: `"${'ä'.repeat(BODY_LIMIT / 2)}"` })).toEqual(refused('body-too-large'));
  });

  it('with thousands of faults tells the first twenty', () => {
    const outcome = parseBody({ ...good, tags: Array.from({ length: 5000 }, () => ({ name: 1 })) });
    expect(outcome.ok ? 0 : outcome.error.errors?.length).toBe(20);
  });
});

describe('keys of every object’s prototype', () => {
  it.each([
    '{"text":"a","minutes":1,"__proto__":{"admin":true}}',
    '{"text":"a","minutes":1,"constructor":{}}',
  ])('change nothing: %s', (body) => {
    const outcome = parse({ body });
    if (outcome.ok) expect(Object.getPrototypeOf(outcome.value.body)).toBe(Object.prototype);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(outcome).not.toHaveProperty('value.body.admin');
  });

  it('in the query are refused like any unknown name', () => {
    expect(parse({ body: JSON.stringify(good), query: '__proto__=1' }).ok).toBe(false);
    expect(parse({ body: JSON.stringify(good), query: 'constructor=1' })).toEqual(
      refused('invalid-request', { pointer: '/query', code: 'unrecognized_keys' }),
    );
  });
});

describe('a query', () => {
  const bare: Route = {
    ...route,
    method: 'GET',
    path: '/api/notes',
    parameters: z.strictObject({}),
    query: z.strictObject({}),
    body: z.strictObject({}),
  };
  const { query: _q, body: _b, parameters: _p, ...undeclared } = bare;

  it.each([
    ['page=1&page=2', 'repeated'],
    ['page=x', 'invalid_type'],
    ['size=1', 'unrecognized_keys'],
  ])('%s is invalid-request', (query, code) => {
    const outcome = parse({ body: JSON.stringify(good), query });
    expect(outcome).toMatchObject({ ok: false, error: { type: 'invalid-request', errors: [{ code }] } });
  });

  it('is refused where the route declares none', () => {
    expect(parseRequest(undeclared, { ...event({ query: 'a=1' }), pathParameters: {} })).toEqual(
      refused('invalid-request', { pointer: '/query', code: 'unrecognized_keys' }),
    );
    expect(parseRequest(undeclared, { ...event({}), pathParameters: {} }).ok).toBe(true);
  });
});

describe('a path that fits no id', () => {
  it('is not there, as an id that nobody has', () => {
    expect(parse({ body: JSON.stringify(good), note: 'ABC' })).toEqual(refused('not-found'));
  });

  it.each(['link', 'invitation'] as const)('is an unknown link where a %s is asked for', (kind) => {
    const linked: Route = { ...route, access: { kind } };
    expect(parse({ body: JSON.stringify(good), note: 'ABC' }, linked)).toEqual(refused('link-not-found'));
  });
});

describe('a change that another site’s page caused', () => {
  const from = (headers: Readonly<Record<string, string>>) =>
    isCrossOrigin({
      headers: { host: 'api.example', 'x-forwarded-host': 'ohjaamo.example', ...headers },
    } as unknown as APIGatewayProxyEventV2);

  it.each<[string, Record<string, string>]>([
    ['Sec-Fetch-Site cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site same-site: another host of the same town', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['our name as a part of another', { origin: 'https://ohjaamo.example.evil.example' }],
    ['another port', { origin: 'https://ohjaamo.example:8443' }],
    ['the opaque origin of a sandbox', { origin: 'null' }],
    ['an origin that is no address', { origin: 'ohjaamo.example' }],
    ['the host behind the distribution', { origin: 'https://api.example' }],
    [
      'a foreign origin that calls itself same-origin',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ],
  ])('is refused: %s', (_, headers) => {
    expect(from(headers)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ['the service’s own page', { origin: 'https://ohjaamo.example', 'sec-fetch-site': 'same-origin' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['a caller that is no browser', {}],
  ])('is not: %s', (_, headers) => {
    expect(from(headers)).toBe(false);
  });
});
