import type { APIRoute } from 'astro';
import { copyFile } from '../../../../rights/copyFile.ts';

/** The copy as a file; where it is not given, the page that says why. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const file = await copyFile(locals.api, locals.kiosk);
  return file ?? redirect(`/${locals.language}/${params['tenant'] ?? ''}/me/everything`, 303);
};
