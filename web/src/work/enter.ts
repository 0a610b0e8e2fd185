import type { Role } from '@ohjaamo/shared/kernel/roles.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/contract.ts';
import type { AstroGlobal } from 'astro';
import type { ApiProblem } from '../api.ts';

/** Opens a working view: who is signed in, or the answer that the visitor gets instead. */
export async function enter(
  page: AstroGlobal,
  roles: readonly Role[],
): Promise<{ readonly session: SessionView } | Response> {
  const session = await page.locals.api.call('readSession', {});
  if (!session.ok) return turnAway(page, session.error);
  if (session.value.roles.some((role) => roles.includes(role))) return { session: session.value };
  return page.rewrite(`/${page.locals.language}/refused`);
}

/**
 * What a view answers when the API refuses the whole page: to the sign-in and back again, the page of a refused role, the
 * page of an address that nothing has, or the page that says that the service does not answer.
 */
export function turnAway(page: AstroGlobal, problem: ApiProblem): Response | Promise<Response> {
  const { language } = page.locals;
  if (problem.type === 'session-required' || problem.type === 'session-expired') {
    const why = problem.type === 'session-expired' ? 'expired' : 'required';
    const to = encodeURIComponent(page.url.pathname + page.url.search);
    return page.redirect(`/${language}/sign-in?why=${why}&to=${to}`, 303);
  }
  const pages = { 'role-required': 'refused', 'not-found': 'nothing-here' } as const;
  const own =
    problem.type === 'role-required' || problem.type === 'not-found' ? pages[problem.type] : undefined;
  return page.rewrite(`/${language}/${own ?? 'unavailable'}`);
}
