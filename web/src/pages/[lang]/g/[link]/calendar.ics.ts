import type { APIRoute } from 'astro';
import { calendarDownload } from '../../../../street/calendarDownload.ts';

/** The meetings of a sign-up, as the API writes them. */
export const GET: APIRoute = async ({ locals, params }) => {
  const link = params['link'] ?? '';
  const answer = await locals.api.call('readSignUpCalendar', { parameters: { link } });
  const page = `/${locals.language}/g/${encodeURIComponent(link)}`;
  return calendarDownload(answer, page, locals.t('problem.unavailable.title'));
};
