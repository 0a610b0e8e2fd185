import type { APIRoute } from 'astro';

/** Everything in a form that programs read (GDPR article 20). The file's name says nothing about anybody. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const answer = await locals.api.call('takeEverything', {});
  if (!answer.ok) return redirect(`/${locals.language}/${params['tenant'] ?? ''}/me`, 303);
  return new Response(JSON.stringify(answer.value, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="ohjaamo.json"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
