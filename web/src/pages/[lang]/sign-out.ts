import type { APIRoute } from 'astro';
import { endSession } from '../../work/endSession.ts';

/** Ends the session. */
export const POST: APIRoute = async ({ cookies, locals, redirect }) => {
  await endSession(locals.api, cookies);
  return redirect(`/${locals.language}/sign-in?why=out`, 303);
};

/** Somebody who follows the address by hand has signed out of nothing yet. */
export const GET: APIRoute = ({ locals, redirect }) => redirect(`/${locals.language}/sign-in`, 303);
