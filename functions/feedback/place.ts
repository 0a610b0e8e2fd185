import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readShownTenant, readTenant } from '../tenants/index.ts';

/** A site of a tenant, and the date there now. */
export interface FeedbackPlace {
  readonly tenant: Tenant;
  readonly site: Site;
  readonly today: string;
}

/** The site that somebody on the street names, by its slug or its id; one Query, remembered for some seconds. */
export async function streetPlace(
  scope: TenantScope,
  clock: Clock,
  named: { readonly slug: string } | { readonly id: SiteId },
): Promise<Result<FeedbackPlace, Problem>> {
  const tenant = await scope.recently('tenant', () => readTenant(scope));
  return placeOf(tenant, clock, (site) =>
    'slug' in named ? site.slug === named.slug : site.id === named.id,
  );
}

/** A site of whoever is signed in. */
export async function workersPlace(
  scope: TenantScope,
  clock: Clock,
  id: SiteId,
): Promise<Result<FeedbackPlace, Problem>> {
  return placeOf(await readShownTenant(scope), clock, (site) => site.id === id);
}

function placeOf(
  tenant: Tenant | undefined,
  clock: Clock,
  isNamed: (site: Site) => boolean,
): Result<FeedbackPlace, Problem> {
  const site = tenant?.sites.find(isNamed);
  if (!tenant || !site) return fail(problem('not-found'));
  return succeed({ tenant, site, today: localDate(currentMinute(clock), tenant.profile.zone) });
}

/** What an answer of the service tells of the place. */
export function viewPlace({ tenant, site }: FeedbackPlace) {
  return { tenant: { slug: tenant.profile.slug }, site: { slug: site.slug, name: site.name } };
}
