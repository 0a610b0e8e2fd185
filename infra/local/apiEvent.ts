import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { decoded } from './routeMatch.ts';
import { LOCAL_ACCOUNT } from './templates.ts';

/** A request as the gateway has matched it. */
export interface ApiRequest {
  readonly apiId: string;
  readonly host: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly method: string;
  readonly path: string;
  /** The query string without its question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
  readonly body: Buffer;
}

/** Media types that API Gateway hands on as text; every other body travels in Base64. */
const TEXT =
  /^(?:text\/|application\/(?:json|javascript|xml|x-www-form-urlencoded|[\w.+-]+\+(?:json|xml)))/iu;

/** The event of a Lambda proxy integration, payload format 2.0. */
export function httpEvent(request: ApiRequest, authorizerContext?: unknown) {
  const isText = TEXT.test(request.headers['content-type'] ?? 'text/plain');
  return {
    version: '2.0',
    ...common(request),
    requestContext: {
      ...requestContext(request),
      ...(authorizerContext !== undefined && { authorizer: { lambda: authorizerContext } }),
    },
    ...(request.body.length > 0 && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

/**
 * The event of a Lambda authorizer, payload format 2.0, or `undefined` when an identity source is missing: then the
 * gateway answers 401 without asking.
 */
export function authorizerEvent(request: ApiRequest, identitySources: readonly string[]) {
  const identity = identitySources.map((source) => identityOf(request, source));
  if (identity.includes(undefined)) return undefined;
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: `arn:aws:execute-api:eu-north-1:${LOCAL_ACCOUNT}:${request.apiId}/$default/${request.method}${request.path}`,
    ...(identity.length > 0 && { identitySource: identity }),
    ...common(request),
    requestContext: requestContext(request),
  };
}

function identityOf(request: ApiRequest, source: string): string | undefined {
  const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/u.exec(source) ?? [];
  const value =
    kind === 'header'
      ? joined(request.headers[name.toLowerCase()])
      : (new URLSearchParams(request.query).get(name) ?? undefined);
  return value === '' ? undefined : value;
}

function common(request: ApiRequest) {
  const { cookie, connection: _hop, ...headers } = request.headers;
  const query = queryParameters(request.query);
  return {
    routeKey: request.routeKey,
    rawPath: decodedPath(request.path),
    rawQueryString: request.query,
    ...(cookie && { cookies: cookie.split(/;\s*/u) }),
    headers: Object.fromEntries(
      Object.entries({ 'x-amzn-trace-id': newTrace(), ...headers }).map(([name, value]) => [
        name.toLowerCase(),
        joined(value) ?? '',
      ]),
    ),
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(request.pathParameters).length > 0 && { pathParameters: request.pathParameters }),
  };
}

/** The header that API Gateway gives a request which brings none ("X-Ray concepts", tracing header). */
function newTrace(): string {
  const seconds = Math.floor(Date.now() / 1000);
  return `Root=1-${seconds.toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`;
}

/** An HTTP API hands paths on decoded, unlike a REST API; what is no valid encoding stays as it is. */
function decodedPath(path: string): string {
  return path.split('/').map(decoded).join('/');
}

/** Repeated names are joined with commas, as API Gateway does. */
function queryParameters(query: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    parameters.set(name, parameters.has(name) ? `${parameters.get(name) ?? ''},${value}` : value);
  }
  return Object.fromEntries(parameters);
}

function joined(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

function requestContext(request: ApiRequest) {
  const now = new Date();
  return {
    accountId: LOCAL_ACCOUNT,
    apiId: request.apiId,
    domainName: request.host,
    domainPrefix: request.apiId,
    http: {
      method: request.method,
      path: decodedPath(request.path),
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey: request.routeKey,
    stage: '$default',
    time: now.toUTCString(),
    timeEpoch: now.getTime(),
  };
}
