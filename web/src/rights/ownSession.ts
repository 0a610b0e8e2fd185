import type { AstroCookies } from 'astro';
import type { Api } from '../api.ts';

const NAME = '__Host-person';

/** Whether this browser says that somebody has identified with it. */
export function hasOwnSession(cookies: AstroCookies): boolean {
  return cookies.has(NAME);
}

/** Ends the session of the own page. Whatever the API answers, the browser forgets it. */
export async function endOwnSession(api: Api, cookies: AstroCookies): Promise<void> {
  await api.call('endMySession', { body: {} });
  cookies.delete(NAME, { path: '/', secure: true });
}

/** Takes the session's cookie out of a browser. */
export const FORGET_PERSON = `${NAME}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`;
