import { type Problem, problem, problemDocument, problemStatus } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import { type RouteId, routes } from '@ohjaamo/shared/routes.ts';
import * as z from 'zod';

type Routes = typeof routes;
type Part<R, Name extends string> =
  R extends Record<Name, infer S extends z.ZodObject | z.ZodLazy<z.ZodObject>> ? z.input<S> : undefined;
type Required<R, Name extends string> =
  Part<R, Name> extends undefined
    ? Readonly<Partial<Record<Name, never>>>
    : Readonly<Record<Name, Part<R, Name>>>;
type Optional<R, Name extends string> =
  Part<R, Name> extends undefined
    ? Readonly<Partial<Record<Name, never>>>
    : Readonly<Partial<Record<Name, Part<R, Name>>>>;

/** What a call of the route needs: path parameters and body where the route has them, query if wanted. */
export type CallOf<R> = Required<R, 'parameters'> & Required<R, 'body'> & Optional<R, 'query'>;

/** A refusal as the API told it, or `temporarily-unavailable` when it could not be reached. */
export type ApiProblem = Problem & { readonly requestId?: string };

/** The API as one visitor's page sees it. */
export interface Api {
  /** Calls a route; every refusal is a value, nothing is thrown. */
  call<Id extends RouteId>(
    id: Id,
    request: CallOf<Routes[Id]>,
  ): Promise<Result<ResponseOf<Routes[Id] & Route>, ApiProblem>>;
  /** `Set-Cookie` lines that answers brought; the middleware hands them to the browser. */
  readonly cookies: readonly string[];
}

/** Milliseconds after which a page tells that the service does not answer. */
const PATIENCE = 8_000;

/**
 * What the distribution told about a visitor's address, with its proof, to be passed on as it came: this function could
 * not say whether it is true, and the API can. And the trace of the request, which is the same for all that a page asks.
 */
export function visitorHeaders(received: Headers): Readonly<Record<string, string>> {
  const passed = ['x-visitor-address', 'x-origin-proof', 'x-amzn-trace-id'].flatMap((name) => {
    const value = received.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(passed);
}

/** Makes the API client of one request. `cookie` is the visitor's own header. */
export function apiFor(
  cookie: string | null,
  visitor: Readonly<Record<string, string>> = {},
  origin: string = apiOrigin(),
): Api {
  const cookies: string[] = [];
  return {
    cookies,
    async call(id, request) {
      const route: Route = routes[id];
      try {
        const answer = await fetch(address(origin, route, request), {
          method: route.method,
          headers: {
            accept: 'application/json, application/problem+json, text/calendar, application/pdf',
            ...(cookie ? { cookie } : {}),
            ...visitor,
            ...(request.body ? { 'content-type': 'application/json' } : {}),
          },
          ...(request.body ? { body: JSON.stringify(request.body) } : {}),
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE),
        });
        cookies.push(...answer.headers.getSetCookie());
        return (await read(route, answer)) as Result<never, ApiProblem>;
      } catch {
        return fail(problem('temporarily-unavailable'));
      }
    },
  };
}

/** The only place of the front end that reads the environment. */
function apiOrigin(): string {
  return process.env['API_ORIGIN'] ?? '';
}

interface Sent {
  readonly parameters?: object | undefined;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
}

function address(origin: string, route: Route, request: Sent): URL {
  const parameters = new Map(Object.entries(request.parameters ?? {}));
  const path = route.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
    encodeURIComponent(String(parameters.get(name) ?? '')),
  );
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

async function read(route: Route, answer: Response): Promise<Result<unknown, ApiProblem>> {
  if (!answer.ok) return fail(readProblem(await answer.json()));
  if (route.response === 'application/pdf') return succeed(new Uint8Array(await answer.arrayBuffer()));
  if (!(route.response instanceof z.ZodType)) return succeed(await answer.text());
  const body = route.response.safeParse(await answer.json());
  return body.success ? succeed(body.data) : fail(problem('internal-error'));
}

function readProblem(body: unknown): ApiProblem {
  const document = problemDocument.safeParse(body);
  if (!document.success) return problem('temporarily-unavailable');
  const { type, requestId, errors, opensAt, nearest, conflicts } = document.data;
  const name = Object.keys(problemStatus).find((known) => type.endsWith(`/${known}`));
  return {
    ...problem((name ?? 'internal-error') as Problem['type'], {
      ...(errors ? { errors } : {}),
      ...(nearest ? { nearest } : {}),
      ...(opensAt ? { opensAt } : {}),
      ...(conflicts ? { conflicts } : {}),
    }),
    requestId,
  };
}
