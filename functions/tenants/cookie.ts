import { sessionSecret } from '@ohjaamo/shared/kernel/ids.ts';

/** `__Host-`: the browser takes it over TLS only, from this host only, for the whole site. */
const NAME = '__Host-session';
// Strict: no link in a mail leads into a page behind the sign-in, so a foreign site never needs to carry the session in.
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** Sets the session's secret until the browser closes; the server ends it sooner. */
export function sessionCookie(secret: string): string {
  return `${NAME}=${secret}; ${ATTRIBUTES}`;
}

/** Takes the cookie back. */
export const clearedCookie = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;

/** The session's secret among a request's cookies (`name=value` each); `undefined` when there is none that could be one. */
export function secretOfCookies(cookies: readonly string[]): string | undefined {
  const values = cookies
    .map((each) => each.trim())
    .filter((each) => each.startsWith(`${NAME}=`))
    .map((each) => each.slice(NAME.length + 1));
  // A browser sends one. Two would mean that somebody set a second: neither is believed.
  const [only] = values.length === 1 ? values : [];
  return sessionSecret.safeParse(only).data;
}
