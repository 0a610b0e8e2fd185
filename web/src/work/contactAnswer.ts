import { channel, topic } from '@ohjaamo/shared/kernel/codes.ts';
import { plainDate, plainTime } from '@ohjaamo/shared/kernel/time.ts';
import type { ApiProblem } from '../api.ts';
import type { ContactValues } from './contactForm.ts';

/** Whether the form was sent by the page's own script, which asks for data instead of a page. */
export function asksForData(request: Request): boolean {
  return request.headers.get('accept') === 'application/json';
}

/** Where the recorded contact is shown. */
export function recordedAnswer(to: string): Response {
  return Response.json({ to });
}

/**
 * Why it was not recorded, in the words of the page; `used` when another contact stands under its id, so that it can only be
 * recorded as one of its own.
 */
export function refusedAnswer(reasons: readonly string[], used = false): Response {
  return Response.json({ reasons, used }, { status: 422 });
}

/** The contact's own worker has to sign in first: nobody is, or somebody else. */
export function signInAnswer(): Response {
  return new Response(null, { status: 401 });
}

/** What a refusal of the API means for an entry that waits in a browser; nothing when its fields are to be mended. */
export function waitingAnswer({ type }: ApiProblem): Response | undefined {
  if (type === 'session-expired' || type === 'session-required') return signInAnswer();
  const passes = type === 'temporarily-unavailable' || type === 'internal-error';
  return passes ? new Response(null, { status: 503 }) : undefined;
}

/** What an address says of a contact before it is recorded: how it took place, when, and about what; of nobody. */
export function knownOfContact(query: URLSearchParams): Partial<ContactValues> {
  const how = channel.safeParse(query.get('channel'));
  const date = plainDate.safeParse(query.get('date'));
  const time = plainTime.safeParse(query.get('time'));
  const about = (query.get('topics') ?? '').split('.').filter((each) => topic.safeParse(each).success);
  return {
    ...(how.success && { channel: how.data }),
    ...(date.success && time.success && { date: date.data, time: time.data }),
    ...(about.length > 0 && { topics: about }),
  };
}
