import type { Role } from '@ohjaamo/shared/kernel/roles.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import type { AstroGlobal } from 'astro';
import type { ApiProblem } from '../api.ts';
import { forgetKiosk } from '../line/kiosk.ts';
import { whereTo } from './whereTo.ts';

/**
 * Opens a working view: who is signed in, or the answer that the visitor gets instead. A shared computer has no session: whoever
 * signs in with it takes it back from the street.
 */
export async function enter(
  page: AstroGlobal,
  roles: readonly Role[],
): Promise<{ readonly session: SessionView } | Response> {
  const session = await page.locals.api.call('readSession', {});
  if (!session.ok) return turnAway(page, session.error);
  if (page.locals.kiosk) forgetKiosk(page.cookies);
  // A role at one site opens the door of the page; what the site itself shows, the API decides.
  const held = [...session.value.roles, ...Object.values(session.value.siteRoles ?? {}).flat()];
  if (held.some((role) => roles.includes(role))) return { session: session.value };
  return page.rewrite(`/${page.locals.language}/refused`);
}

/**
 * What a view answers when the API refuses the whole page, see {@link whereTo}. A form that was sent without a session, or without
 * a stated purpose, is not lost by the way there: it is shown again, to be sent again.
 */
export function turnAway(page: AstroGlobal, problem: ApiProblem): Response | Promise<Response> {
  if (page.locals.form && isWithoutSession(problem)) {
    return holdBackForm(page, 'signIn', `/${page.locals.language}/sign-in?why=form`);
  }
  if (page.locals.form && problem.type === 'purpose-required') return holdBackForm(page, 'purpose');
  const to = whereTo(problem, page.locals.language, addressOf(page));
  return 'redirect' in to ? page.redirect(to.redirect, 303) : page.rewrite(to.rewrite);
}

/** Whether the API refused because nobody is signed in, or not any more. */
export function isWithoutSession({ type }: ApiProblem): boolean {
  return type === 'session-expired' || type === 'session-required';
}

/**
 * Shows the form that was sent, to be sent again, in place of the page.
 *
 * @param first what has to be done before
 * @param at where that is done: the page itself asks for a purpose
 */
export function holdBackForm(
  page: AstroGlobal,
  first: NonNullable<App.Locals['formHeldBack']>['first'],
  at = addressOf(page),
): Promise<Response> {
  page.locals.formHeldBack = { action: addressOf(page), first, at };
  return page.rewrite(`/${page.locals.language}/session-over`);
}

function addressOf({ url }: AstroGlobal): string {
  return url.pathname + url.search;
}
