import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';

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
  switch (problem.type) {
    case 'session-expired':
      return { redirect: `/${language}/sign-in?why=expired&to=${encodeURIComponent(here)}` };
    case 'session-required':
      return { redirect: `/${language}/sign-in?why=required&to=${encodeURIComponent(here)}` };
    case 'role-required':
      return { rewrite: `/${language}/refused` };
    case 'not-found':
      return { rewrite: `/${language}/nothing/here/at/all` };
    default:
      return { rewrite: `/${language}/unavailable` };
  }
}
