import { routes } from '@ohjaamo/shared/routes.ts';
import type { APIRoute } from 'astro';
import { areasCsv } from '../../../duty/areasTable.ts';

/** The work areas of a month as a file for a spreadsheet; who may not see them gets the page that says so. */
export const GET: APIRoute = async ({ locals, url, redirect }) => {
  const { api, language, t } = locals;
  const back = `/${language}/duty/areas${url.search}`;
  const parameters = routes.readWorkAreas.parameters.safeParse({ siteId: url.searchParams.get('site') });
  const query = routes.readWorkAreas.query.safeParse({ month: url.searchParams.get('month') ?? undefined });
  if (!parameters.success || !query.success) return redirect(back, 303);
  const answer = await api.call('readWorkAreas', { parameters: parameters.data, query: query.data });
  if (!answer.ok) return redirect(back, 303);
  return new Response(areasCsv(answer.value, language, t), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="work-areas-${answer.value.month}.csv"`,
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
