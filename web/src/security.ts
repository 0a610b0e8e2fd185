import type { PageLanguage } from '@ohjaamo/shared/kernel/i18n.ts';

/** For answers that Astro gives no policy of its own (redirects, files, refusals). */
const NOTHING_MAY_LOAD = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const headers: Readonly<Record<string, string>> = {
  // Shared computers: nothing of a page stays behind, neither on disk nor on the way.
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  // An address may carry a secret link, so it is told to nobody.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

/** Sets the security headers on an answer. */
export function secure(response: Response, language: PageLanguage): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (!response.headers.has('content-security-policy')) {
    response.headers.set('content-security-policy', NOTHING_MAY_LOAD);
  }
  response.headers.set('content-language', language);
  response.headers.append('vary', 'Accept-Language, Cookie');
  return response;
}

/**
 * True for a form that another site's page sent. Browsers send `Sec-Fetch-Site` or `Origin` with a post; the visitor's host
 * is in `x-forwarded-host`, because behind the distribution `host` is another name. `Origin: null` from a browser too old
 * for `Sec-Fetch-Site` is what our own `no-referrer` makes of our own forms, so it passes: there the session cookie's
 * `SameSite=Strict` alone stands between a foreign page and a signed-in person.
 */
export function isCrossOriginForm(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const site = request.headers.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (!origin || origin === 'null') return false;
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
