import { routes } from '@ohjaamo/shared/routes.ts';
import type { APIRoute } from 'astro';

/** A version as the file in which it travels; who may not have it gets the library. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const { api, language } = locals;
  const back = `/${language}/templates`;
  const parameters = routes.exportTemplate.parameters.safeParse({ address: params['address'] });
  if (!parameters.success) return redirect(back, 303);
  const answer = await api.call('exportTemplate', { parameters: parameters.data });
  if (!answer.ok) return redirect(back, 303);
  return new Response(answer.value.file, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${answer.value.name}"`,
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
