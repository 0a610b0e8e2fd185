import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { ownTexts } from '../kernel/ownTexts.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readTenant } from '../tenants/index.ts';
import { sitePageOf } from './sitePage.ts';

/**
 * A site's page: what is open now, the week's calendar, services and workers. Three Queries (the tenant's names, its own texts, the
 * absences) and one GetItem (the site's plan) beside the look-up of the slug; calendar sheets are not needed for it. A week that the year does not
 * have is not found.
 */
export const readSitePage: UseCase<(typeof scheduleRoutes)['readSitePage']> = async ({
  request,
  scope,
  clock,
}) => {
  const [tenant, texts] = await Promise.all([readTenant(scope), ownTexts(scope, 'site.', 'messages.site.')]);
  const site = tenant?.sites.find(({ slug }) => slug === request.parameters.siteSlug);
  const page = tenant && site && (await sitePageOf(scope, clock, { tenant, site, week: request.query.week }));
  return page ? succeed({ body: { ...page, texts } }) : fail(problem('not-found'));
};
