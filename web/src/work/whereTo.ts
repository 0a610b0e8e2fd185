import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Problem, ProblemType } from '@ohjaamo/shared/kernel/problem.ts';

const signInReasons: Partial<Record<ProblemType, string>> = {
  'session-expired': 'expired',
  'session-required': 'required',
};

const places: Partial<Record<ProblemType, string>> = {
  'role-required': '/refused',
  'service-paused': '/paused',
  // Longer than any address that a page has.
  'not-found': '/nothing/here/at/all',
};

/**
 * Where a visitor goes when the API refuses the whole page: to the sign-in and back again (`redirect`), or to what is shown in
 * place of the page (`rewrite`): the page of a refused role, of an address that nothing has, or of a service that does not answer.
 *
 * @param here path and query of the page
 */
export function whereTo(
  problem: Problem,
  language: Language,
  here: string,
): { readonly redirect: string } | { readonly rewrite: string } {
  const why = signInReasons[problem.type];
  if (why) return { redirect: `/${language}/sign-in?why=${why}&to=${encodeURIComponent(here)}` };
  return { rewrite: `/${language}${places[problem.type] ?? '/unavailable'}` };
}
