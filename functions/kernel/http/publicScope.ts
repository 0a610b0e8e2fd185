import { slug, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { DataRoleName } from '../tenancy/dataRoles.ts';
import type { OpenScope, TenantScope } from '../tenancy/scope.ts';

/** What opens a tenant's public scope. */
export interface StreetAccess {
  readonly openScope: OpenScope;
  /** The data role of requests from the street; a module without such routes has none. */
  readonly streetRole?: DataRoleName;
  /** Resolves a slug to its tenant; needed by `publicTenant` routes only. */
  readonly findTenant?: (slug: string) => Promise<TenantScope['tenantId'] | undefined>;
  /** Whether the tenant's service is paused; needed by `publicTenant` and `link` routes. */
  readonly isPaused?: (tenant: TenantScope['tenantId']) => Promise<boolean>;
}

type Scoped = Promise<Result<{ readonly scope: TenantScope }, Problem>>;

/** The street's scope of the tenant whose slug stands in the path; an unknown slug is `not-found`. */
export async function scopeOfSlug(event: APIGatewayProxyEventV2, house: StreetAccess): Scoped {
  const asked = slug.safeParse(event.pathParameters?.['tenantSlug']);
  const tenant = asked.success ? await house.findTenant?.(asked.data) : undefined;
  return tenant ? street(house, tenant) : fail(problem('not-found'));
}

/** The street's scope of the tenant that a secret link names; whether the link opens anything is for the use case. */
export async function scopeOfLink(event: APIGatewayProxyEventV2, house: StreetAccess): Scoped {
  const tenant = tenantId.safeParse(event.pathParameters?.['link']?.split('.')[0]);
  return tenant.success ? street(house, tenant.data) : fail(problem('link-not-found'));
}

async function street(house: StreetAccess, tenant: TenantScope['tenantId']): Scoped {
  if (!house.streetRole || !house.isPaused) throw new Error('This module has no door to the street');
  if (await house.isPaused(tenant)) return fail(problem('service-paused'));
  return succeed({ scope: house.openScope(tenant, house.streetRole) });
}
