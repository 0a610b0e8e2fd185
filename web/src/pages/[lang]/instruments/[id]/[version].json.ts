import { routes } from '@ohjaamo/shared/routes.ts';
import type { APIRoute } from 'astro';

/** An instrument as the file it can be loaded from; who may not have it gets the page that says so. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const { api, language } = locals;
  const back = `/${language}/instruments`;
  const parameters = routes.readInstrument.parameters.safeParse({
    instrumentId: params['id'],
    instrumentVersion: params['version'],
  });
  if (!parameters.success) return redirect(back, 303);
  const answer = await api.call('readInstrument', { parameters: parameters.data });
  if (!answer.ok) return redirect(back, 303);
  const { id, version } = answer.value;
  return new Response(`${JSON.stringify(answer.value, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${id}-${version}.json"`,
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
