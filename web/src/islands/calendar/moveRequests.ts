import type { FreeTime, Target } from './choice.ts';

/** Milliseconds after which the service counts as out of reach. */
const PATIENCE = 10_000;

/** How a move ended, as the page answers it. `failed`: the service could not be reached, and nothing is known to have changed. */
export type Moved =
  | { readonly outcome: 'moved'; readonly version: number }
  | { readonly outcome: 'taken' | 'changed' | 'signIn' | 'failed' };

/** The times to which an appointment may move among those days; `undefined` when the service cannot be asked. */
export async function freeTimes(
  booking: string,
  from: string,
  days: number,
): Promise<readonly FreeTime[] | undefined> {
  try {
    const answer = await fetch(`/api/desk/bookings/${booking}/times?from=${from}&days=${String(days)}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) return undefined;
    return ((await answer.json()) as { readonly times: readonly FreeTime[] }).times;
  } catch {
    return undefined;
  }
}

/** Sends a move to the page that is open. A request that was lost on the way can be sent again: it moves once. */
export async function sendMove(booking: string, version: number, to: Omit<Target, 'date'>): Promise<Moved> {
  const fields = { booking, version: String(version), start: to.start, staff: to.staff };
  try {
    const answer = await fetch(location.href, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(fields),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 401 || answer.type === 'opaqueredirect') return { outcome: 'signIn' };
    if (!answer.headers.get('content-type')?.startsWith('application/json')) return { outcome: 'failed' };
    return (await answer.json()) as Moved;
  } catch {
    return { outcome: 'failed' };
  }
}
