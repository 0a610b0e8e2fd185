import { type ProblemType, problemStatus } from '@ohjaamo/shared/kernel/problem.ts';

interface CalendarAnswer {
  readonly ok: boolean;
  readonly value?: string;
  readonly error?: { readonly type: ProblemType };
}

/**
 * The calendar file that the API wrote, as a download. Who follows the button to something that is not there gets `page`, which
 * explains, not an empty file; while the service cannot answer, `unavailable` says so.
 */
export function calendarDownload(answer: CalendarAnswer, page: string, unavailable: string): Response {
  if (answer.error) {
    return problemStatus[answer.error.type] < 500
      ? new Response(null, { status: 303, headers: { location: page } })
      : new Response(unavailable, { status: 503 });
  }
  return new Response(answer.value, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="ohjaamo.ics"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
}
