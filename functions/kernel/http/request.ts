import { faultCode, type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';

/** Bytes of a request body that are read at most. */
export const BODY_LIMIT = 256 * 1024;

/** Faults of one request that are told at most: an answer stays small whatever was sent. */
const FAULTS_TOLD = 20;

/** A route that declares no parameters or no query takes none. */
const nothing = z.strictObject({});

interface ParsedRequest {
  readonly parameters: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
}

/**
 * Parses path, query and body by the route's schemas. Answers `body-too-large`, `media-type-not-supported`,
 * `malformed-json` or `invalid-request` with the place and code of each fault, never the value.
 */
export function parseRequest(route: Route, event: APIGatewayProxyEventV2): Result<ParsedRequest, Problem> {
  const body = route.body ? readBody(event) : succeed(undefined);
  if (!body.ok) return body;
  // A path that fits no id is no different from an id that nobody has: both are simply not there.
  const parameters = (route.parameters ?? nothing).safeParse(event.pathParameters ?? {});
  if (!parameters.success) {
    const byLink = route.access.kind === 'link' || route.access.kind === 'invitation';
    return fail(problem(byLink ? 'link-not-found' : 'not-found'));
  }
  const asked = readQuery(event.rawQueryString);
  if (!asked) return fail(problem('invalid-request', { errors: [{ pointer: '/query', code: 'repeated' }] }));
  const query = (route.query ?? nothing).safeParse(asked);
  const content = route.body ? route.body.safeParse(body.value) : undefined;
  const errors = [...faults('/query', query), ...faults('/body', content)].slice(0, FAULTS_TOLD);
  return query.success && (!content || content.success)
    ? succeed({ parameters: parameters.data, query: query.data, body: content?.data })
    : fail(problem('invalid-request', { errors }));
}

/** Place and code of each fault. The name of an unknown field is the caller's own text: only where it stood is told. */
function faults(
  place: string,
  parsed: z.ZodSafeParseResult<unknown> | undefined,
): NonNullable<Problem['errors']> {
  return (parsed?.error?.issues ?? []).map((issue) => ({
    pointer: [place, ...issue.path.map(pointerToken)].join('/'),
    code: faultCode(issue),
  }));
}

/** One step of a JSON pointer (RFC 6901). */
function pointerToken(step: PropertyKey): string {
  return String(step).replaceAll('~', '~0').replaceAll('/', '~1');
}

function readQuery(raw: string): Record<string, string> | undefined {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    if (Object.hasOwn(query, name)) return undefined;
    Object.defineProperty(query, name, { value, enumerable: true });
  }
  return query;
}

function readBody(event: APIGatewayProxyEventV2): Result<unknown, Problem> {
  const raw = event.body ?? '';
  const text = event.isBase64Encoded ? Buffer.from(raw, 'base64').toString('utf8') : raw;
  if (Buffer.byteLength(text) > BODY_LIMIT) return fail(problem('body-too-large'));
  const mediaType = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') return fail(problem('media-type-not-supported'));
  try {
    return succeed(JSON.parse(text, wellFormed) as unknown);
  } catch {
    return fail(problem('malformed-json'));
  }
}

/** Half a letter (an unpaired surrogate) cannot be stored as UTF-8: what holds one is no I-JSON (RFC 7493 §2.1). */
function wellFormed(name: string, value: unknown): unknown {
  const isWhole = name.isWellFormed() && (typeof value !== 'string' || value.isWellFormed());
  if (!isWhole) throw new SyntaxError('An unpaired surrogate');
  return value;
}

/**
 * Refuses a change that another site's page caused (no token to forget): browsers always send `Sec-Fetch-Site` or
 * `Origin` with such a request, a JSON body cannot be sent cross-site without a preflight, and no preflight is answered.
 */
export function isCrossOrigin(event: APIGatewayProxyEventV2): boolean {
  const site = event.headers['sec-fetch-site'];
  if (site && site !== 'same-origin' && site !== 'none') return true;
  const origin = event.headers['origin'];
  if (!origin) return false;
  const host = event.headers['x-forwarded-host'] ?? event.headers['host'];
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
