import { QUARTER } from '@ohjaamo/shared/kernel/time.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import type { AstroGlobal } from 'astro';
import { enter, turnAway } from '../work/enter.ts';
import { queryIn } from '../work/periods.ts';

/** The figures of one's own municipality, as the pages that show them get them. */
export type TenantFigures = ResponseOf<(typeof routes)['readTenantFigures'] & Route>;

/** Offered time and opening hours of a quarter, as the pages that show them get them. */
export type QuarterHours = ResponseOf<(typeof routes)['readHours'] & Route>;

/** Opens a page about the figures of a quarter: who is signed in and the figures, or what the visitor gets instead. */
export async function openFigures(
  page: AstroGlobal,
): Promise<Result<{ readonly session: SessionView; readonly figures: TenantFigures }, Response>> {
  const opened = await enter(page, [...routes.readTenantFigures.access.roles]);
  if (opened instanceof Response) return fail(opened);
  const quarter = queryIn(page.url, 'quarter', QUARTER);
  const answer = await page.locals.api.call('readTenantFigures', { query: quarter ? { quarter } : {} });
  if (!answer.ok) return fail(await turnAway(page, answer.error));
  return succeed({ session: opened.session, figures: answer.value });
}
