import type { APIRoute } from 'astro';

/** The session cookie, emptied, for when the API did not answer and so brought none. */
const NO_SESSION = '__Host-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0';

/** Ends the session. Whatever the API answers, this browser forgets it. */
export const POST: APIRoute = async ({ locals, redirect }) => {
  await locals.api.call('signOut', {});
  const answer = redirect(`/${locals.language}/sign-in?why=out`, 303);
  if (locals.api.cookies.length === 0) answer.headers.append('set-cookie', NO_SESSION);
  return answer;
};

/** Somebody who follows the address by hand has signed out of nothing yet. */
export const GET: APIRoute = ({ locals, redirect }) => redirect(`/${locals.language}/sign-in`, 303);
