import type { AstroCookies } from 'astro';
import type { Api } from '../api.ts';

const NAME = '__Host-session';

/** Whether this browser says that somebody has signed in with it. */
export function hasSession(cookies: AstroCookies): boolean {
  return cookies.has(NAME);
}

/** Ends the session that this browser has. Whatever the API answers, the browser forgets it. */
export async function endSession(api: Api, cookies: AstroCookies): Promise<void> {
  await api.call('signOut', {});
  // The API's own answer brings the emptied cookie, unless it did not come.
  if (api.cookies.length === 0) cookies.delete(NAME, { path: '/', secure: true });
}
