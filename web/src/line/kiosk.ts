import type { AstroCookies } from 'astro';
import type { Api } from '../api.ts';
import { endOwnSession, FORGET_PERSON, hasOwnSession } from '../rights/ownSession.ts';
import { endSession, hasSession } from '../work/endSession.ts';

/**
 * The mark of a shared computer: a cookie that holds nothing but the address of the page it starts from, and goes when the
 * browser is closed. Public pages then carry the guard that wipes them (`KioskGuard.astro`).
 */
const NAME = '__Host-kiosk';
const ATTRIBUTES = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

/** The start of the shared computer that asks; nothing on anybody's own device. */
export function kioskOf(cookies: AstroCookies): string | undefined {
  const start = cookies.get(NAME)?.value ?? '';
  // Somebody may have written into the cookie; what is no address of the service leads nowhere.
  return /^\/(?:fi|sv|en)(?:(?:\/[a-z0-9-]{2,40}){0,3}|\/f\/[0-9a-z]{10}\.[0-9a-z]{20}\.[\w-]{22})$/u.test(
    start,
  )
    ? start
    : undefined;
}

/** Makes the browser somebody's own device again. */
export function forgetKiosk(cookies: AstroCookies): void {
  cookies.delete(NAME, { path: '/', secure: true });
}

/**
 * Follows `?kiosk` in an address of the service, which a shared computer opens as its first page, and `?kiosk=off`. Whoever had
 * signed in with the browser is signed out as it becomes a shared computer. Gives the start that holds from now on.
 */
export async function followKiosk(cookies: AstroCookies, url: URL, api: Api): Promise<string | undefined> {
  const wanted = url.searchParams.get('kiosk');
  if (wanted === 'off') {
    forgetKiosk(cookies);
    return undefined;
  }
  if (wanted !== null) {
    if (hasSession(cookies)) await endSession(api, cookies);
    if (hasOwnSession(cookies)) await endOwnSession(api, cookies);
    cookies.set(NAME, url.pathname, ATTRIBUTES);
  }
  return kioskOf(cookies);
}

/** What a visit may leave in the browser beside the mark: the opening of a message thread. */
const LEFT_BEHIND = '__Host-thread=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0';

/**
 * Ends a visit at a shared computer (`?end`, where its guard and its button lead): to its start, and nothing stays that opens a
 * thread or somebody's own page. The session of an own page ends on the server too.
 */
export async function endVisit(
  start: string | undefined,
  url: URL,
  cookies: AstroCookies,
  api: Api,
): Promise<Response | undefined> {
  if (start === undefined || !url.searchParams.has('end')) return undefined;
  if (hasOwnSession(cookies)) await endOwnSession(api, cookies);
  const ended = new Response(null, { status: 303, headers: { location: start, 'set-cookie': LEFT_BEHIND } });
  ended.headers.append('set-cookie', FORGET_PERSON);
  return ended;
}
