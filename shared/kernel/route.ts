import type * as z from 'zod';
import type { CaseAction, CaseCategory } from '../access/rules.ts';
import type { ProblemType } from './problem.ts';
import type { Role } from './roles.ts';

export type HttpMethod = 'GET' | 'POST' | 'DELETE';

/** The modules that answer HTTP; each is one Lambda with one role. */
export type ModuleName =
  | 'tenants'
  | 'schedule'
  | 'booking'
  | 'calendars'
  | 'line'
  | 'groups'
  | 'messages'
  | 'duty'
  | 'settings'
  | 'catalogue'
  | 'desk'
  | 'cases'
  | 'access'
  | 'notes'
  | 'maps'
  | 'plans'
  | 'referrals'
  | 'outreach'
  | 'employers'
  | 'rights'
  | 'adoptions'
  | 'figures'
  | 'templates'
  | 'stewardship'
  | 'onboarding'
  | 'regional'
  | 'feedback';

/**
 * Who may call a route.
 * - `public`: anybody; the use case sees no tenant data beyond the directory.
 * - `publicTenant`: anybody; `{tenantSlug}` in the path is resolved to the tenant's public scope.
 * - `link`: whoever holds the secret link `{link}`; the tenant comes from the link.
 * - `invitation`: whoever holds a single-use invitation.
 * - `person`: a young person on the own page, strongly identified; whose data it is comes from that session alone.
 * - `session`: a signed-in person with one of the roles; the tenant comes from verified membership.
 */
export type Access =
  | { readonly kind: 'public' | 'publicTenant' | 'link' | 'invitation' | 'person' }
  | { readonly kind: 'session'; readonly roles: readonly Role[] };

/** What the pipeline writes to the audit trail when the route shows or changes personal data. */
export interface AuditRule {
  /** Catalogue name of the act, e.g. `VIEW_CLIENT`. */
  readonly action: string;
  /** The path parameter that names whose data is asked for, so that a refused attempt is recorded too. */
  readonly subjectParameter?: string;
}

/**
 * What the pipeline asks the access policies before a route about one client's case is run: the act, and what it is about.
 * The use case gets the answer and asks for each further part it shows.
 */
export interface CaseRule {
  readonly action: CaseAction;
  /** `BASICS` when absent. */
  readonly category?: CaseCategory;
}

/** One route as plain data. CDK, the local runner, the client, the isolation suite and OpenAPI all read this. */
export interface Route {
  readonly id: string;
  readonly module: ModuleName;
  readonly method: HttpMethod;
  /** `/api/…` with `{parameter}` segments. */
  readonly path: string;
  readonly access: Access;
  readonly parameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Described when first read, where a module has so many that building them would slow its start. */
  readonly body?: z.ZodObject | z.ZodLazy<z.ZodObject>;
  /** Schema of the JSON answer, or the media type of another answer. */
  readonly response: z.ZodType | 'text/calendar' | 'text/csv' | 'application/pdf';
  readonly status: 200 | 201;
  /** Problems the use case itself can answer, beyond those of the pipeline. */
  readonly problems: readonly ProblemType[];
  readonly audit?: AuditRule;
  /** For routes about one client, whom the path parameter `clientId` names. */
  readonly case?: CaseRule;
}

/** What the paths of open data begin with: the same for everybody, kept by caches, without a session or a tenant. */
export const OPEN_DATA = '/api/open/';

/** Whether a route is open data: then `HEAD` is answered as `GET` is, and its answers may be kept. */
export function isOpenData({ method, path, access }: Pick<Route, 'method' | 'path' | 'access'>): boolean {
  return method === 'GET' && access.kind === 'public' && path.startsWith(OPEN_DATA);
}

/** Keeps the literal types of a module's routes and checks them against {@link Route}. */
export function defineRoutes<
  const R extends Record<string, Omit<Route, 'id' | 'module'>>,
  M extends ModuleName,
>(module: M, routes: R): { readonly [K in keyof R & string]: R[K] & { readonly id: K; readonly module: M } } {
  const entries = Object.entries(routes).map(([id, route]) => [id, { ...route, id, module }]);
  return Object.fromEntries(entries) as {
    readonly [K in keyof R & string]: R[K] & { readonly id: K; readonly module: M };
  };
}

type Output<S, Fallback> = S extends z.ZodType ? z.output<S> : Fallback;
type Input<S, Fallback> = S extends z.ZodType ? z.input<S> : Fallback;

/** What a use case receives of a request, parsed. */
export interface RequestOf<R extends Route> {
  readonly parameters: Output<R['parameters'], Record<string, never>>;
  readonly query: Output<R['query'], Record<string, never>>;
  readonly body: Output<R['body'], undefined>;
}

/** What a caller sends. */
export interface CallOf<R extends Route> {
  readonly parameters?: Input<R['parameters'], undefined>;
  readonly query?: Input<R['query'], undefined>;
  readonly body?: Input<R['body'], undefined>;
}

/** What a route answers when it succeeds; a document that is no text, as its bytes. */
export type ResponseOf<R extends Route> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : R['response'] extends 'application/pdf'
    ? Uint8Array<ArrayBuffer>
    : string;
