import { defineMiddleware } from 'astro:middleware';
import { apiFor } from './api.ts';
import { formatter } from './i18n/format.ts';
import { languageOfHeader, languageOfPath } from './i18n/language.ts';
import { translator } from './i18n/translate.ts';
import { isCrossOriginForm, secure } from './security.ts';

/** Language, texts, API and security headers of every page. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { request, url, locals } = context;
  const ofPath = languageOfPath(url.pathname);
  locals.language = ofPath ?? languageOfHeader(request.headers.get('accept-language'));
  locals.t = translator(locals.language);
  locals.format = formatter(locals.language);
  locals.api = apiFor(request.headers.get('cookie'));
  if (isCrossOriginForm(request)) {
    return secure(new Response(locals.t('error.crossOrigin'), { status: 403 }), locals.language);
  }
  // Only `/` and addresses of a language exist; `[lang]` must not match anything else.
  const response = await (ofPath || url.pathname === '/' ? next() : next('/404'));
  if (response.headers.get('content-type') === 'text/html') {
    response.headers.set('content-type', 'text/html; charset=utf-8');
  }
  for (const cookie of locals.api.cookies) response.headers.append('set-cookie', cookie);
  return secure(response, locals.language);
});
