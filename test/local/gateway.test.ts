import { readResponse } from '@ohjaamo/infra/local/api.ts';
import { type ApiRequest, authorizerEvent, httpEvent } from '@ohjaamo/infra/local/apiEvent.ts';
import type { RouteBlueprint } from '@ohjaamo/infra/local/blueprint.ts';
import { matchRoute } from '@ohjaamo/infra/local/routeMatch.ts';
import { describe, expect, it } from 'vitest';

const request: ApiRequest = {
  apiId: 'api',
  host: 'api.execute-api.eu-north-1.amazonaws.com',
  routeKey: 'POST /api/tenants/{tenantSlug}/bookings',
  pathParameters: { tenantSlug: 'rovaniemi' },
  method: 'POST',
  path: '/api/tenants/rovaniemi/bookings',
  query: 'from=2027-02-01&kind=a&kind=b',
  headers: { cookie: '__Host-session=abc; theme=dark', 'content-type': 'application/json', 'x-two': '1, 2' },
  sourceIp: '127.0.0.1',
  body: Buffer.from('{"nickname":"Ä"}'),
};

describe('the event of an HTTP API, payload format 2.0', () => {
  it('carries the request as the API Gateway documentation shows it', () => {
    expect(httpEvent(request, { state: 'NONE' })).toMatchObject({
      version: '2.0',
      routeKey: 'POST /api/tenants/{tenantSlug}/bookings',
      rawPath: '/api/tenants/rovaniemi/bookings',
      rawQueryString: 'from=2027-02-01&kind=a&kind=b',
      cookies: ['__Host-session=abc', 'theme=dark'],
      headers: { 'content-type': 'application/json', 'x-two': '1, 2' },
      queryStringParameters: { from: '2027-02-01', kind: 'a,b' },
      pathParameters: { tenantSlug: 'rovaniemi' },
      requestContext: {
        http: { method: 'POST', path: '/api/tenants/rovaniemi/bookings', sourceIp: '127.0.0.1' },
        stage: '$default',
        authorizer: { lambda: { state: 'NONE' } },
      },
      body: '{"nickname":"Ä"}',
      isBase64Encoded: false,
    });
  });

  it('takes the cookies out of the headers', () => {
    expect(httpEvent(request).headers).not.toHaveProperty('cookie');
  });

  it('sends what is no text in Base64', () => {
    const event = httpEvent({
      ...request,
      headers: { 'content-type': 'image/png' },
      body: Buffer.from([255, 0]),
    });
    expect(event).toMatchObject({ body: '/wA=', isBase64Encoded: true });
  });

  it('leaves out a body that is not there', () => {
    expect(httpEvent({ ...request, body: Buffer.alloc(0) })).not.toHaveProperty('body');
  });

  it('asks no authorizer when an identity source is missing', () => {
    expect(authorizerEvent(request, ['$request.header.Authorization'])).toBeUndefined();
    expect(authorizerEvent(request, ['$request.header.Cookie'])).toMatchObject({
      type: 'REQUEST',
      identitySource: ['__Host-session=abc; theme=dark'],
      routeArn:
        'arn:aws:execute-api:eu-north-1:000000000000:api/$default/POST/api/tenants/rovaniemi/bookings',
    });
  });
});

describe('the answer of a function', () => {
  it('is read as a structured response', () => {
    const answer = readResponse({
      statusCode: 201,
      headers: { 'Content-Type': 'application/json' },
      cookies: ['a=1', 'b=2'],
      body: '{}',
    });
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json' },
      cookies: ['a=1', 'b=2'],
      body: Buffer.from('{}'),
    });
  });

  it('may be Base64', () => {
    expect(readResponse({ statusCode: 200, body: '/wA=', isBase64Encoded: true }).body).toEqual(
      Buffer.from([255, 0]),
    );
  });

  it('without a status code is JSON', () => {
    expect(readResponse({ free: true })).toMatchObject({ status: 200, body: Buffer.from('{"free":true}') });
  });

  it.each([{ statusCode: 'none' }, { statusCode: 200, body: { not: 'text' } }])(
    'is refused as %j',
    (result) => {
      expect(readResponse(result)).toMatchObject({
        status: 500,
        body: Buffer.from('{"message":"Internal Server Error"}'),
      });
    },
  );
});

describe('the choice of a route', () => {
  const routes: readonly RouteBlueprint[] = [
    'GET /api/sites/{site}',
    'GET /api/sites/mine',
    'ANY /api/sites/{site}',
    'GET /api/{proxy+}',
    'POST /api/sites/{site}/bookings',
  ].map((routeKey) => ({ routeKey, functionArn: routeKey }));

  it.each([
    ['GET', '/api/sites/mine', 'GET /api/sites/mine', {}],
    ['GET', '/api/sites/%C3%A4', 'GET /api/sites/{site}', { site: 'ä' }],
    ['GET', '/api/sites/%E0%A4%A', 'GET /api/sites/{site}', { site: '%E0%A4%A' }],
    ['DELETE', '/api/sites/etana', 'ANY /api/sites/{site}', { site: 'etana' }],
    ['GET', '/api/other/deep/path', 'GET /api/{proxy+}', { proxy: 'other/deep/path' }],
    ['POST', '/api/sites/etana/bookings', 'POST /api/sites/{site}/bookings', { site: 'etana' }],
  ])('%s %s goes to %s', (method, path, routeKey, parameters) => {
    expect(matchRoute(routes, method, path)).toEqual({
      route: { routeKey, functionArn: routeKey },
      parameters,
    });
  });

  it.each([
    ['POST', '/api/sites/etana/bookings/'],
    ['POST', '/api/nothing'],
    ['GET', '/'],
  ])('%s %s goes nowhere', (method, path) => {
    expect(matchRoute(routes, method, path)).toBeUndefined();
  });

  it('falls back to $default', () => {
    const fallback = { routeKey: '$default', functionArn: 'site' };
    expect(matchRoute([...routes, fallback], 'PUT', '/anything')).toEqual({
      route: fallback,
      parameters: {},
    });
  });
});
