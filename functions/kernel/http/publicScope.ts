import { slug, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { TenantScope } from '../tenancy/scope.ts';
import type { House } from './pipeline.ts';

type Scoped = Promise<Result<{ readonly scope: TenantScope }, Problem>>;

/** The street's scope of the tenant whose slug stands in the path; an unknown slug is `not-found`. */
export async function scopeOfSlug(event: APIGatewayProxyEventV2, house: House): Scoped {
  const asked = slug.safeParse(event.pathParameters?.['tenantSlug']);
  const tenant = asked.success ? await house.findTenant?.(asked.data) : undefined;
  return tenant ? succeed({ scope: street(house, tenant) }) : fail(problem('not-found'));
}

/** The street's scope of the tenant that a secret link names; whether the link opens anything is for the use case. */
export async function scopeOfLink(event: APIGatewayProxyEventV2, house: House): Scoped {
  const tenant = tenantId.safeParse(event.pathParameters?.['link']?.split('.')[0]);
  return Promise.resolve(
    tenant.success ? succeed({ scope: street(house, tenant.data) }) : fail(problem('link-not-found')),
  );
}

function street(house: House, tenant: TenantScope['tenantId']): TenantScope {
  if (!house.streetRole) throw new Error('This module has no role for the street');
  return house.openScope(tenant, house.streetRole);
}
