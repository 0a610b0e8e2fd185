import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api } from '../api.ts';
import { textOf } from '../work/form.ts';
import { isWithoutSession } from '../work/enter.ts';

/** What the calendar's script is told of a move, and the status it comes with. */
const answers = {
  taken: 409,
  changed: 409,
  signIn: 401,
  failed: 422,
} as const;

/** Moves an appointment for the calendar's script; two who do so at one time end with one move and one reason. */
export async function moveInCalendar(api: Api, form: FormData): Promise<Response> {
  const parameters = routes.moveBySite.parameters.safeParse({ bookingId: textOf(form, 'booking') });
  const body = routes.moveBySite.body.safeParse({
    start: textOf(form, 'start'),
    staff: textOf(form, 'staff'),
    version: Number(textOf(form, 'version')),
  });
  if (!parameters.success || !body.success) return answer('failed');
  const moved = await api.call('moveBySite', { parameters: parameters.data, body: body.data });
  if (moved.ok) return Response.json({ outcome: 'moved', version: moved.value.version });
  const { error } = moved;
  if (isWithoutSession(error)) return answer('signIn');
  if (error.type === 'time-taken' || error.type === 'time-not-offered') return answer('taken');
  const isChanged = ['stale-version', 'state-conflict', 'not-found'].includes(error.type);
  return answer(isChanged ? 'changed' : 'failed');
}

function answer(outcome: keyof typeof answers): Response {
  return Response.json({ outcome }, { status: answers[outcome] });
}
