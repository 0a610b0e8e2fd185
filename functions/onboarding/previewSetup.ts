import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { sitePageOf } from '../schedule/index.ts';
import { readTenant } from '../tenants/index.ts';

/** A site's page as the street would see it now, before it does; the first site unless one is named. */
export const previewSetup: UseCase<typeof onboardingRoutes.previewSetup> = async ({
  request: { query },
  scope,
  clock,
}) => {
  const tenant = await readTenant(scope, true);
  const site = tenant?.sites.find(({ id }) => query.site === undefined || id === query.site);
  const page = tenant && site && (await sitePageOf(scope, clock, { tenant, site }));
  return page ? succeed({ body: page }) : fail(problem('not-found'));
};
