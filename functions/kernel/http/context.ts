import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import type { Actor, PersonActor, TenantActor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { RequestOf, ResponseOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { AuditTrail } from '../audit.ts';
import type { CaseAccess } from '../caseAccess.ts';
import type { TenantScope } from '../tenancy/scope.ts';
import type { Visitor } from './visitor.ts';

interface CommonContext<R extends Route> {
  readonly request: RequestOf<R>;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** SHA-256 of the session's secret, when the request came with a session. */
  readonly sessionHash: string | undefined;
  /** Who asks, as far as caps go. */
  readonly visitor: Visitor;
  /** The version of the answer that the caller has already (`If-None-Match`, RFC 9110 §13.1.2). */
  readonly knownVersion: string | undefined;
  /** The request's cookies, `name=value` each, as the browser sent them. */
  readonly cookies: readonly string[];
}

type RolesOf<R extends Route> = R['access'] extends { readonly roles: readonly (infer Role)[] }
  ? Role
  : never;

/** What the pipeline gives a use case, by who may call the route. */
export type ContextOf<R extends Route> = CommonContext<R> &
  (R extends { readonly case: unknown } ? { readonly case: CaseAccess } : unknown) &
  (R['access']['kind'] extends 'session'
    ? [RolesOf<R>] extends [TenantRole]
      ? { readonly actor: TenantActor; readonly scope: TenantScope; readonly audit: AuditTrail }
      : { readonly actor: Actor }
    : R['access']['kind'] extends 'publicTenant' | 'link'
      ? { readonly scope: TenantScope }
      : R['access']['kind'] extends 'person'
        ? { readonly actor: PersonActor; readonly scope: TenantScope; readonly audit: AuditTrail }
        : unknown);

/**
 * A successful answer: its body, cookies to set, and whose personal data it shows (for the audit trail). With a `version`
 * it goes out with an `ETag`; `unchanged` says that the caller has this version, and becomes 304 without a body.
 */
export type Answer<R extends Route> = FullAnswer<R> | { readonly unchanged: true; readonly version: string };

/** An answer that shows something. */
export interface FullAnswer<R extends Route> {
  readonly body: ResponseOf<R>;
  /** Opaque characters `[0-9A-Za-z_-]` that differ whenever the body does. */
  readonly version?: string;
  readonly cookies?: readonly string[];
  readonly subjects?: readonly string[];
  /** Seconds for which anybody may keep the answer and any site may read it: for what is published, and nothing else. */
  readonly openFor?: number;
}

/** One use case, verb first, ports bound. */
export type UseCase<R extends Route> = (context: ContextOf<R>) => Promise<Result<Answer<R>, Problem>>;

/** One use case for every route of a module; a missing one does not compile. */
export type Dispatch<Routes extends Readonly<Record<string, Route>>> = {
  readonly [Id in keyof Routes]: UseCase<Routes[Id]>;
};
