import { routes } from '@ohjaamo/shared/routes.ts';
import type { APIRoute } from 'astro';

/** A copy of the plan as a document. What cannot be had is explained on the plan's page. */
export const GET: APIRoute = async ({ locals, params }) => {
  const { api, language, t } = locals;
  const page = `/${language}/people/${encodeURIComponent(params['client'] ?? '')}/plan`;
  const asked = routes.printPlanCopy.parameters.safeParse({
    clientId: params['client'],
    copyId: params['copy'],
  });
  const answer =
    asked.data && (await api.call('printPlanCopy', { parameters: asked.data, query: { language } }));
  if (answer && !answer.ok && answer.error.type === 'temporarily-unavailable') {
    return new Response(t('problem.unavailable.title'), { status: 503 });
  }
  if (!answer?.ok) return new Response(null, { status: 303, headers: { location: page } });
  return new Response(answer.value, {
    headers: {
      'content-type': 'application/pdf',
      // A name that names nobody: it stays on the machine it was saved on.
      'content-disposition': 'attachment; filename="ohjaamo.pdf"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
