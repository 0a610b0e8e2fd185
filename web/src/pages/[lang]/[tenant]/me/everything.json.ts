import type { APIRoute } from 'astro';

/**
 * Everything in a form that programs read (GDPR article 20). The file's name says nothing about anybody. A shared computer gets
 * none: the file would lie there for whoever comes next.
 */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const home = `/${locals.language}/${params['tenant'] ?? ''}/me`;
  if (locals.kiosk !== undefined) return redirect(`${home}/everything`, 303);
  const answer = await locals.api.call('takeEverything', {});
  if (!answer.ok) return redirect(home, 303);
  return new Response(JSON.stringify(answer.value, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="ohjaamo.json"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
