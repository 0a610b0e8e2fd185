import { routes } from '@ohjaamo/shared/routes.ts';
import type { APIRoute } from 'astro';

const reasons = {
  CANCELLED: 'cancelled',
  REFUSED: 'refused',
  UNKNOWN: 'unknown',
  TOO_YOUNG: 'young',
} as const;

/**
 * Where the identification service leads back to. Whoever is signed in is led on by a page of our own: the session's cookie is
 * kept from every request that a foreign page causes, and a redirect would still be its.
 */
export const GET: APIRoute = async ({ params, url, locals, redirect }) => {
  const { language, api, t } = locals;
  const tenant = params['tenant'] ?? '';
  const call = {
    parameters: routes.completeIdentification.parameters.safeParse({ tenantSlug: tenant }).data,
    body: routes.completeIdentification.body.safeParse({ query: url.search.slice(1) }).data,
  };
  if (!call.parameters || !call.body) return redirect(`/${language}/${tenant}/me?why=refused`, 303);
  const answer = await api.call('completeIdentification', { parameters: call.parameters, body: call.body });
  if (!answer.ok) return redirect(`/${language}/${tenant}/me?why=away`, 303);
  const { outcome, language: chosen } = answer.value;
  const home = `/${chosen}/${tenant}/me`;
  if (outcome !== 'SIGNED_IN') return redirect(`${home}?why=${reasons[outcome]}`, 303);
  const page = `<!doctype html><html lang="${chosen}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${home}"><title>${t('rights.title')}</title></head><body><p><a href="${home}">${t('rights.title')}</a></p></body></html>`;
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
};
