import type { APIRoute } from 'astro';

/** Ends the session. Whatever the API answers, this browser forgets it. */
export const POST: APIRoute = async ({ locals, redirect }) => {
  await locals.api.call('signOut', {});
  const answer = redirect(`/${locals.language}/sign-in?why=out`, 303);
  answer.headers.append(
    'set-cookie',
    '__Host-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0',
  );
  return answer;
};

/** Somebody who follows the address by hand has signed out of nothing yet. */
export const GET: APIRoute = ({ locals, redirect }) => redirect(`/${locals.language}/sign-in`, 303);
