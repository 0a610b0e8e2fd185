import { sessionSecret } from '@ohjaamo/shared/kernel/ids.ts';

/** `__Host-`: over TLS only, from this host only. Another name than the workers' session: one browser may hold both. */
const PERSON = '__Host-person';
// Strict: the page that ends the way back from the identification service is our own, so no foreign page carries it in.
const STRICT = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** On the way to the identification service and back: the way back is a foreign page's, hence Lax. */
const IDENTIFYING = '__Host-identifying';
const LAX = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** Sets the session's secret until the browser closes; the server ends it sooner. */
export function personCookie(secret: string): string {
  return `${PERSON}=${secret}; ${STRICT}`;
}

export const clearedPersonCookie = `${PERSON}=; ${STRICT}; Max-Age=0`;

/** Marks the browser that began, for ten minutes: nobody else's browser can end it. */
export function identifyingCookie(secret: string): string {
  return `${IDENTIFYING}=${secret}; ${LAX}; Max-Age=600`;
}

export const clearedIdentifyingCookie = `${IDENTIFYING}=; ${LAX}; Max-Age=0`;

/** The session's secret among a request's cookies (`name=value` each). */
export function personSecretOf(cookies: readonly string[]): string | undefined {
  return secretOf(PERSON, cookies);
}

/** The secret of whoever is on the way. */
export function identifyingSecretOf(cookies: readonly string[]): string | undefined {
  return secretOf(IDENTIFYING, cookies);
}

function secretOf(name: string, cookies: readonly string[]): string | undefined {
  const values = cookies
    .map((each) => each.trim())
    .filter((each) => each.startsWith(`${name}=`))
    .map((each) => each.slice(name.length + 1));
  // A browser sends one. Two would mean that somebody set a second: neither is believed.
  const [only] = values.length === 1 ? values : [];
  return sessionSecret.safeParse(only).data;
}
