import type { APIRoute } from 'astro';
import { routes } from '@ohjaamo/shared/routes.ts';

/**
 * Leads to the identification service. A link and not a form: a browser that keeps forms to this origin would not follow a form
 * to another one.
 */
export const GET: APIRoute = async ({ params, locals, redirect }) => {
  const { language, api } = locals;
  const home = `/${language}/${params['tenant'] ?? ''}/me`;
  const parameters = routes.beginIdentification.parameters.safeParse({ tenantSlug: params['tenant'] });
  if (!parameters.success) return redirect(`/${language}`, 303);
  const answer = await api.call('beginIdentification', { parameters: parameters.data, body: { language } });
  if (answer.ok) return redirect(answer.value.address, 303);
  if (answer.error.type === 'not-found') return redirect(`/${language}`, 303);
  const reasons: Readonly<Record<string, string | undefined>> = {
    'state-conflict': 'none',
    'cap-reached': 'often',
  };
  return redirect(`${home}?why=${reasons[answer.error.type] ?? 'away'}`, 303);
};
