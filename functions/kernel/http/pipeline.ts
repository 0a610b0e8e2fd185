import middy from '@middy/core';
import { clientId, type IdSource, siteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem, problemStatus, type ProblemType } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import {
  type Actor,
  globalRole,
  holdsRole,
  type PersonActor,
  type Role,
  rolesAt,
  tenantRoles,
} from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import { type AuditTrail, auditTrail } from '../audit.ts';
import type { CaseAccess, OpenCase } from '../caseAccess.ts';
import { hashOf } from '../hash.ts';
import { errorFields, log, toConsole, type WriteLine } from '../log.ts';
import { type AnswerLine, answerLine } from '../metrics.ts';
import { isOutage } from '../outage.ts';
import type { DataRoleName } from '../tenancy/dataRoles.ts';
import type { TenantScope } from '../tenancy/scope.ts';
import { traced, traceOf } from '../trace.ts';
import { authorizerContext, type PersonSession } from './authorizerContext.ts';
import type { Answer, Dispatch, FullAnswer, UseCase } from './context.ts';
import { isCrossOrigin, parseRequest } from './request.ts';
import { respond, respondDocument, respondProblem, respondUnchanged, withoutBody } from './respond.ts';
import { scopeOfLink, scopeOfSlug, type StreetAccess } from './publicScope.ts';
import { routerOf } from './routing.ts';
import { visitorOf } from './visitor.ts';

/** What a module's handler wires together. */
export interface House extends StreetAccess {
  readonly clock: Clock;
  readonly ids: IdSource;
  /** What the distribution and the rendering function prove themselves by; see {@link visitorOf}. */
  readonly originProof?: string | undefined;
  /** Where the line of each answer goes, which is its metrics too; the console when absent. */
  readonly writeLine?: WriteLine;
  /** The data role of signed-in requests. */
  readonly memberRole: DataRoleName | ((route: Route) => DataRoleName);
  /** Opens clients' cases, for modules whose routes are about one. */
  readonly openCase?: OpenCase;
}

type Event = APIGatewayProxyEventV2 & {
  readonly requestContext: { readonly authorizer?: { readonly lambda?: unknown } };
};

interface Caller {
  readonly actor?: Actor | PersonActor;
  readonly sessionHash?: string;
  readonly scope?: TenantScope;
  readonly audit?: AuditTrail;
}

/**
 * Makes the Lambda handler of one module: request id, route, cross-origin check, actor, tenant scope, zod parse, use case,
 * response parse, audit, answer. An unexpected error becomes a log line without its message and `internal-error`, or
 * `temporarily-unavailable` when AWS throttles or cannot be reached and the same request may succeed in a moment.
 */
export function moduleHandler<Routes extends Readonly<Record<string, Route>>>(
  routes: Routes,
  dispatch: Dispatch<Routes>,
  house: House,
) {
  const routed = routerOf(Object.values(routes));
  const module = moduleOf(routes);

  async function answer(event: Event): Promise<APIGatewayProxyStructuredResultV2> {
    const started = house.clock.now();
    const requestId = event.requestContext.requestId;
    const found = routed(event.requestContext.http.method, event.rawPath);
    // What is logged of a path that is no route's is the gateway's pattern, never the path.
    const name = found.ok ? `${found.value.route.method} ${found.value.route.path}` : event.routeKey;
    const seen: Seen = {};
    let response: APIGatewayProxyStructuredResultV2;
    try {
      const outcome = found.ok
        ? await run(
            found.value.route,
            dispatch[found.value.route.id] as UseCase<Route>,
            {
              ...event,
              pathParameters: found.value.parameters,
            },
            house,
            seen,
          )
        : found;
      response = outcome.ok ? outcome.value : respondProblem(outcome.error, requestId);
    } catch (error) {
      log('REQUEST_FAILED', { requestId, route: name, ...errorFields(error) });
      response = respondProblem(
        problem(isOutage(error) ? 'temporarily-unavailable' : 'internal-error'),
        requestId,
      );
    }
    const ended = house.clock.now();
    const line: AnswerLine = {
      requestId,
      route: name,
      status: response.statusCode ?? 0,
      milliseconds: ended - started,
      tenant: seen.tenant,
    };
    (house.writeLine ?? toConsole)(answerLine(module, line, ended));
    return event.requestContext.http.method === 'HEAD' ? withoutBody(response) : response;
  }
  return middy<Event, APIGatewayProxyStructuredResultV2>().handler((event) =>
    traced(traceOf(event.headers['x-amzn-trace-id']), () => answer(event)),
  );
}

/** The one module of a handler's routes; its metrics bear the name. */
function moduleOf(routes: Readonly<Record<string, Route>>): Route['module'] {
  const [first, ...others] = new Set(Object.values(routes).map(({ module }) => module));
  if (first === undefined || others.length > 0) throw new Error('A handler has the routes of one module');
  return first;
}

/** What the line of an answer is told while the request is run. */
interface Seen {
  tenant?: TenantScope['tenantId'];
}

async function run(
  route: Route,
  useCase: UseCase<Route>,
  event: Event,
  house: House,
  seen: Seen,
): Promise<Result<APIGatewayProxyStructuredResultV2, Problem>> {
  if (route.method !== 'GET' && isCrossOrigin(event)) return fail(problem('cross-origin'));
  // Who has no session is parsed first: text that fits no route must cost neither a look-up nor a tenant's credentials.
  const street = ['session', 'person'].includes(route.access.kind) ? undefined : parseRequest(route, event);
  if (street?.ok === false) return street;
  const caller = await identify(route, event, house);
  if (!caller.ok) return caller;
  if (caller.value.scope) seen.tenant = caller.value.scope.tenantId;
  const request = street ?? parseRequest(route, event);
  if (!request.ok) return request;
  const context = {
    request: request.value,
    clock: house.clock,
    ids: house.ids,
    sessionHash: undefined,
    visitor: visitorOf(event, house.originProof),
    knownVersion: /^(?:W\/)?"([0-9A-Za-z_-]{1,64})"$/u.exec(event.headers['if-none-match'] ?? '')?.[1],
    cookies: event.cookies ?? [],
    ...caller.value,
  };
  const opened = await openCaseOf(route, request.value.parameters, caller.value, house);
  if (opened?.ok === false) {
    await audit(route, caller.value, opened, request.value.parameters);
    return opened;
  }
  const outcome = await useCase({ ...context, case: opened?.value } as unknown as Parameters<
    UseCase<Route>
  >[0]);
  await audit(route, caller.value, outcome, request.value.parameters);
  if (!outcome.ok) {
    return problemStatus[outcome.error.type] < 500 && !route.problems.includes(outcome.error.type)
      ? Promise.reject(new Error('The route does not announce this problem'))
      : outcome;
  }
  return succeed(render(route, outcome.value, context.knownVersion));
}

/** Asks the access policies about the client that the path names; `undefined` for a route that is about none. */
async function openCaseOf(
  route: Route,
  parameters: Readonly<Record<string, unknown>>,
  { actor, sessionHash, scope, audit: trail }: Caller,
  { openCase, clock }: House,
): Promise<Result<CaseAccess, Problem> | undefined> {
  if (!route.case) return undefined;
  if (!openCase || actor?.realm !== 'tenant' || sessionHash === undefined || !scope || !trail) {
    throw new Error('A route about a case is wired without its policies');
  }
  const { action, category } = route.case;
  const asked = { scope, actor, sessionHash, clock, audit: trail, action };
  return openCase({
    ...asked,
    clientId: clientId.parse(parameters['clientId']),
    part: category ? { category } : {},
  });
}

/** Who calls, and in which tenant: from verified membership, a resolved slug or a link, never from a value of the body. */
async function identify(route: Route, event: Event, house: House): Promise<Result<Caller, Problem>> {
  if (route.access.kind === 'publicTenant') {
    return scopeOfSlug(event, house);
  }
  if (route.access.kind === 'link') return scopeOfLink(event, house);
  const session = authorizerContext.safeParse(event.requestContext.authorizer?.lambda);
  if (route.access.kind === 'person') return identifyPerson(route, session.data?.person, house);
  const active = session.success && session.data.state === 'ACTIVE' ? session.data : undefined;
  if (route.access.kind !== 'session') {
    return succeed(active ? { sessionHash: active.sessionHash } : {});
  }
  if (!active) return fail(problem(session.success ? doors[session.data.state] : 'session-required'));
  const who = actorAt(route, event, active.actor);
  const allowed =
    (who.roles as readonly string[]).some((role) => rolesOf(route).includes(role)) ||
    isOwnSession(route, active.actor);
  const base = { actor: who, sessionHash: active.sessionHash };
  if (who.realm === 'global') return allowed ? succeed(base) : fail(problem('role-required'));
  const role = typeof house.memberRole === 'function' ? house.memberRole(route) : house.memberRole;
  const scope = house.openScope(who.tenantId, role);
  const trail = auditTrail(scope, who, route.audit?.action ?? route.id, house.clock, house.ids);
  if (!allowed) {
    if (route.audit)
      await trail.append(subjectOf(route, event.pathParameters ?? {}), 'REFUSED', 'role-required');
    return fail(problem('role-required'));
  }
  return succeed({ ...base, scope, audit: trail });
}

/**
 * Who asks, with the roles that count for what is asked: those in the whole municipality, and those at the site that the path of the
 * route names. A site in a body or a query counts for nothing, and no use case sees a role that does not count. `onlyAt` tells it that the
 * site's role alone opened the route: then it takes nobody's time of another site.
 */
function actorAt(route: Route, event: Event, who: Actor): Actor {
  if (who.realm === 'global') return who;
  const { siteRoles: _held, onlyAt: _only, ...asking } = who;
  const site = route.path.includes('{siteId}') ? event.pathParameters?.['siteId'] : undefined;
  const roles = rolesAt(who, site);
  const opens = (held: readonly Role[]) => held.some((role) => rolesOf(route).includes(role));
  const only = site !== undefined && !opens(who.roles) && opens(roles);
  return { ...asking, roles, ...(only && { onlyAt: siteId.parse(site) }) };
}

function rolesOf({ access }: Route): readonly string[] {
  return access.kind === 'session' ? access.roles : [];
}

/** A route that every role may call is about the session itself: a role at one site opens it too. */
function isOwnSession(route: Route, who: Actor): boolean {
  if (who.realm === 'global' || route.access.kind !== 'session') return false;
  const { roles } = route.access;
  return holdsRole(who) && [...tenantRoles, ...globalRole.options].every((role) => roles.includes(role));
}

/** What a session that opens nothing is told, by what the authorizer found. */
const doors = {
  NONE: 'session-required',
  EXPIRED: 'session-expired',
  PAUSED: 'service-paused',
  ACTIVE: 'session-required',
} as const satisfies Readonly<Record<string, ProblemType>>;

/** A young person on the own page: tenant and client come from the session, so that nobody else's can be named. */
function identifyPerson(
  route: Route,
  session: PersonSession | undefined,
  house: House,
): Result<Caller, Problem> {
  if (session?.state !== 'ACTIVE') return fail(problem(doors[session?.state ?? 'NONE']));
  const { actor, sessionHash } = session;
  const role = typeof house.memberRole === 'function' ? house.memberRole(route) : house.memberRole;
  const scope = house.openScope(actor.tenantId, role);
  const trail = auditTrail(scope, actor, route.audit?.action ?? route.id, house.clock, house.ids);
  return succeed({ actor, sessionHash, scope, audit: trail });
}

/** The id the path asks for, if it could be an id at all: text that is none must not reach the trail. */
function subjectOf(route: Route, parameters: Readonly<Record<string, unknown>>): string[] {
  const value = parameters[route.audit?.subjectParameter ?? ''];
  return typeof value === 'string' && /^[0-9a-z]{20}$/u.test(value) ? [value] : [];
}

async function audit(
  route: Route,
  { actor, audit: trail }: Caller,
  outcome: Result<Answer<Route>, Problem>,
  parameters: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (!route.audit || !trail) return;
  // What somebody does on the own page is about oneself.
  const asked = actor?.realm === 'person' ? [actor.clientId] : subjectOf(route, parameters);
  if (!outcome.ok) {
    const { type, subjects = asked } = outcome.error;
    await trail.append(subjects, type === 'not-found' ? 'NOT_FOUND' : 'REFUSED', type);
  } else if (!trail.taken) {
    // Who asks again and is told that nothing has changed has seen nothing new.
    if ('unchanged' in outcome.value) return;
    await trail.append(outcome.value.subjects ?? asked, 'DONE');
  }
}

/**
 * The answer as it leaves. What is open to everybody is known by a hash of its content, so that a use case need not say when it differs, and
 * whoever has it is told so.
 */
function render(
  route: Route,
  answer: Answer<Route>,
  known: string | undefined,
): APIGatewayProxyStructuredResultV2 {
  if ('unchanged' in answer) return respondUnchanged(answer.version);
  const whole = renderWhole(route, answer);
  if (answer.openFor === undefined || typeof whole.body !== 'string') return whole;
  const version = hashOf(whole.body);
  if (known === version) return respondUnchanged(version, answer.openFor);
  return { ...whole, headers: { ...whole.headers, etag: `"${version}"` } };
}

function renderWhole(route: Route, answer: FullAnswer<Route>): APIGatewayProxyStructuredResultV2 {
  const extra = { cookies: answer.cookies, version: answer.version, openFor: answer.openFor };
  const given: unknown = answer.body;
  if (given instanceof Uint8Array) return respondDocument(route.status, 'application/pdf', given);
  if (!(route.response instanceof z.ZodType)) {
    return respond(route.status, `${route.response}; charset=utf-8`, answer.body, extra);
  }
  const body = JSON.stringify(route.response.parse(answer.body));
  return respond(route.status, 'application/json', body, extra);
}
