import type { APIRoute } from 'astro';
import { endOwnSession } from '../../../../rights/ownSession.ts';

const home = (language: string, tenant: string | undefined) => `/${language}/${tenant ?? ''}/me`;

/** Ends the session of the own page. */
export const POST: APIRoute = async ({ cookies, locals, params, redirect }) => {
  await endOwnSession(locals.api, cookies);
  return redirect(`${home(locals.language, params['tenant'])}?why=out`, 303);
};

/** Somebody who follows the address by hand has signed out of nothing yet. */
export const GET: APIRoute = ({ locals, params, redirect }) =>
  redirect(home(locals.language, params['tenant']), 303);
