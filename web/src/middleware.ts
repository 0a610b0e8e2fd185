import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { APIContext } from 'astro';
import { defineMiddleware } from 'astro:middleware';
import { apiFor, visitorHeaders } from './api.ts';
import { formatter } from './i18n/format.ts';
import { behind, furtherOfPath, isFirstPage } from './i18n/further.ts';
import { addressIn, languageOfHeader, languageOfPath } from './i18n/language.ts';
import { translator } from './i18n/translate.ts';
import { receiveForm } from './receivedForm.ts';
import { endVisit, followKiosk } from './line/kiosk.ts';
import { isCrossOriginForm, secure } from './security.ts';
import { savedDraft } from './work/savedDraft.ts';

/** Language, texts, API, the form that was sent, and security headers of every page. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { request, url, locals } = context;
  const further = furtherOfPath(url.pathname);
  if (further && !isFirstPage(context.routePattern)) {
    return secure(context.redirect(addressIn(url, behind(further)), 302), behind(further));
  }
  const ofPath = further ?? languageOfPath(url.pathname);
  locals.spoken = ofPath ?? languageOfHeader(request.headers.get('accept-language'));
  locals.language = behind(locals.spoken);
  locals.t = translator(locals.spoken);
  locals.format = formatter(locals.spoken);
  locals.api = apiFor(request.headers.get('cookie'), visitorHeaders(request.headers));
  locals.kiosk = await followKiosk(context.cookies, url, locals.api);
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
    const headers = { allow: 'GET, HEAD, POST' };
    return secure(new Response(locals.t('error.method'), { status: 405, headers }), locals.language);
  }
  if (isCrossOriginForm(request)) {
    return secure(new Response(locals.t('error.crossOrigin'), { status: 403 }), locals.language);
  }
  const ended = await endVisit(locals.kiosk, url, context.cookies, locals.api);
  if (ended) return secure(ended, locals.language);
  // Only `/` and addresses of a language exist; `[lang]` must not match anything else.
  const exists = ofPath !== undefined || url.pathname === '/';
  const refusal = exists ? await takeForm(context) : undefined;
  const response = await (!exists
    ? next('/404')
    : refusal && !tellsItself(url, refusal)
      ? next(`/${locals.language}/form-refused`)
      : next());
  if (response.headers.get('content-type') === 'text/html') {
    response.headers.set('content-type', 'text/html; charset=utf-8');
  }
  for (const cookie of locals.api.cookies) response.headers.append('set-cookie', cookie);
  const saved = savedDraft(locals.form, response);
  if (saved) response.headers.append('set-cookie', saved);
  return secure(response, locals.spoken);
});

/** Whether a page says by itself that what was sent is too large: the one that takes files. */
function tellsItself({ pathname }: URL, { type }: Problem): boolean {
  return type === 'body-too-large' && /^\/[a-z]{2}\/templates\/?$/u.test(pathname);
}

/** Puts the form of a post where pages find it; gives the reason when it cannot be read. */
async function takeForm({ request, locals }: APIContext): Promise<Problem | undefined> {
  if (request.method !== 'POST') return undefined;
  const form = await receiveForm(request);
  if (form.ok) locals.form = form.value;
  else locals.formRefusal = form.error;
  return locals.formRefusal;
}
