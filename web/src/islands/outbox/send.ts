import type { WaitingEntry } from './store.ts';

/** How sending an entry ended. `used`: another contact stands under its id; `kept`: it could not be told, it waits; `signIn`: its worker has to sign in first. */
export type Sent =
  | { readonly outcome: 'recorded'; readonly to: string }
  | { readonly outcome: 'refused'; readonly reasons: readonly string[]; readonly used: boolean }
  | { readonly outcome: 'kept' | 'signIn' };

/** Milliseconds after which a send counts as failed; the entry waits, and is recorded once all the same. */
const PATIENCE = 10_000;

/**
 * Sends an entry as the form itself would be sent, and asks for the answer as data. The fields carry the contact's id and
 * its worker: the service records it once, and refuses it to anybody else who is signed in.
 */
export async function sendEntry(entry: WaitingEntry, address: string): Promise<Sent> {
  const body = new URLSearchParams(entry.fields.map(([name, value]) => [name, value]));
  body.set('staffId', entry.staffId);
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 401) return { outcome: 'signIn' };
    if (answer.status === 200) return { outcome: 'recorded', ...((await answer.json()) as { to: string }) };
    if (answer.status !== 422) return { outcome: 'kept' };
    return { outcome: 'refused', ...((await answer.json()) as { reasons: string[]; used: boolean }) };
  } catch {
    return { outcome: 'kept' };
  }
}
