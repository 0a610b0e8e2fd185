import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { ApiBlueprint, RouteBlueprint } from './blueprint.ts';
import type { FunctionHost } from './functionHost.ts';
import { type ApiRequest, authorizerEvent, httpEvent } from './apiEvent.ts';
import { listen, type Listening, readBody } from './http.ts';
import { matchRoute } from './routeMatch.ts';

/** API Gateway's own limit of a request body. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** An HTTP answer, ready to be written. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/** Starts one HTTP API of the templates on a free port of the loopback: API Gateway with payload format 2.0. */
export function startApi(api: ApiBlueprint, host: FunctionHost): Promise<Listening> {
  return listen(
    createServer((request, response) => {
      void serve(api, host, request).then((answer) => {
        writeAnswer(response, answer);
      });
    }),
  );
}

/** Writes an answer; every cookie is a header of its own. */
export function writeAnswer(response: ServerResponse, answer: Answer, withBody = true): void {
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (answer.cookies.length > 0) response.setHeader('set-cookie', [...answer.cookies]);
  response.setHeader('content-length', answer.body.length);
  response.writeHead(answer.status).end(withBody ? answer.body : undefined);
}

async function serve(api: ApiBlueprint, host: FunctionHost, incoming: IncomingMessage): Promise<Answer> {
  const body = await readBody(incoming, BODY_LIMIT);
  if (!body) return message(413, 'Request Entity Too Large');
  const url = new URL(incoming.url ?? '/', 'http://local');
  const found = matchRoute(api.routes, incoming.method ?? 'GET', url.pathname);
  if (!found) return message(404, 'Not Found');
  const request: ApiRequest = {
    apiId: api.id,
    host: api.host,
    routeKey: found.route.routeKey,
    pathParameters: found.parameters,
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    headers: incoming.headers,
    sourceIp: sourceAddress(incoming.headers),
    body,
  };
  const authorized = await authorize(found.route, request, host);
  if (!authorized.ok) return authorized.answer;
  const outcome = await host.invoke(found.route.functionArn, httpEvent(request, authorized.context));
  if (!outcome.ok) return message(500, 'Internal Server Error');
  return readResponse(outcome.result);
}

/** The viewer's address as the edge passes it on. */
function sourceAddress(headers: IncomingHttpHeaders): string {
  return (
    String(headers['x-forwarded-for'] ?? '127.0.0.1')
      .split(',')[0]
      ?.trim() ?? '127.0.0.1'
  );
}

type Authorized =
  { readonly ok: true; readonly context: unknown } | { readonly ok: false; readonly answer: Answer };

async function authorize(
  { authorizer }: RouteBlueprint,
  request: ApiRequest,
  host: FunctionHost,
): Promise<Authorized> {
  if (!authorizer) return { ok: true, context: undefined };
  const event = authorizerEvent(request, authorizer.identitySources);
  if (!event) return { ok: false, answer: message(401, 'Unauthorized') };
  const outcome = await host.invoke(authorizer.functionArn, event);
  if (!outcome.ok) return { ok: false, answer: message(500, 'Internal Server Error') };
  const decision = outcome.result as { readonly isAuthorized?: unknown; readonly context?: unknown } | null;
  if (decision?.isAuthorized !== true) return { ok: false, answer: message(403, 'Forbidden') };
  return { ok: true, context: decision.context ?? {} };
}

/** Reads what a function returned, as payload format 2.0 defines it: a structured response, or any value as JSON. */
export function readResponse(result: unknown): Answer {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const body = Buffer.from(typeof result === 'string' ? result : JSON.stringify(result ?? null));
    return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = result as {
    readonly statusCode: unknown;
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly cookies?: readonly string[];
    readonly body?: unknown;
    readonly isBase64Encoded?: boolean;
  };
  const status = Number(statusCode);
  if (!Number.isInteger(status) || (body !== undefined && body !== null && typeof body !== 'string')) {
    return message(500, 'Internal Server Error');
  }
  const written = Object.entries(headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...Object.fromEntries(written) },
    cookies: cookies ?? [],
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function message(status: number, text: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message: text })),
  };
}
