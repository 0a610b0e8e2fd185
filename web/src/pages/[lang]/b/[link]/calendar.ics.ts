import type { APIRoute } from 'astro';
import { calendarDownload } from '../../../../street/calendarDownload.ts';

/** The calendar file of a booking, as the API writes it. */
export const GET: APIRoute = async ({ locals, params }) => {
  const link = params['link'] ?? '';
  const answer = await locals.api.call('readBookingCalendar', { parameters: { link } });
  const page = `/${locals.language}/b/${encodeURIComponent(link)}`;
  return calendarDownload(answer, page, locals.t('problem.unavailable.title'));
};
