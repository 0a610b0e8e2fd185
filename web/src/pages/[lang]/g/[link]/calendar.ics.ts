import { problemStatus } from '@ohjaamo/shared/kernel/problem.ts';
import type { APIRoute } from 'astro';

/** The meetings of a sign-up, as the API writes them. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const link = params['link'] ?? '';
  const answer = await locals.api.call('readSignUpCalendar', { parameters: { link } });
  if (!answer.ok) {
    // A browser that follows the button gets the page that explains, not an empty file.
    return problemStatus[answer.error.type] < 500
      ? redirect(`/${locals.language}/g/${encodeURIComponent(link)}`, 303)
      : new Response(locals.t('problem.unavailable.title'), { status: 503 });
  }
  return new Response(answer.value, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="ohjaamo.ics"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
