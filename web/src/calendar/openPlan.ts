import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import type { AstroGlobal } from 'astro';
import { enter, turnAway } from '../work/enter.ts';
import { queryIn } from '../work/periods.ts';

/** A site's plan as the pages that change it show it. */
export type SitePlanView = ResponseOf<(typeof routes)['readSitePlan'] & Route>;

/** A page of the calendar that somebody may change. */
export interface OpenedPlan {
  readonly session: SessionView;
  readonly plan: SitePlanView;
  /** Where the calendar stands that one came from. */
  readonly back: string;
}

/** Opens a page that changes a site's calendar: who is signed in and the plan, or what the visitor gets instead. */
export async function openPlan(
  page: AstroGlobal,
  roles: (typeof routes.readSitePlan.access.roles)[number][] = [...routes.readSitePlan.access.roles],
): Promise<Result<OpenedPlan, Response>> {
  const opened = await enter(page, roles);
  if (opened instanceof Response) return fail(opened);
  const site = queryIn(page.url, 'site', /^[0-9a-z]{10}$/u);
  const query = routes.readSitePlan.query.safeParse({ site });
  const answer = await page.locals.api.call('readSitePlan', { query: query.success ? query.data : {} });
  if (!answer.ok) return fail(await turnAway(page, answer.error));
  const plan = byName(answer.value, page.locals.language);
  return succeed({ session: opened.session, plan, back: backTo(page, plan.site.id) });
}

/** The plan with workers and services in the order of their names, as lists to choose from are read. */
function byName(plan: SitePlanView, language: Language): SitePlanView {
  const { compare } = new Intl.Collator(language);
  return {
    ...plan,
    staff: plan.staff.toSorted((one, other) => compare(one.name, other.name)),
    services: plan.services.toSorted((one, other) =>
      compare(inLanguage(one.name, language), inLanguage(other.name, language)),
    ),
  };
}

/** The calendar's week that one came from. */
function backTo({ url, locals }: AstroGlobal, site: string): string {
  const week = queryIn(url, 'week', /^\d{4}-W\d{2}$/u);
  return `/${locals.language}/calendar?site=${site}${week ? `&week=${week}` : ''}`;
}
