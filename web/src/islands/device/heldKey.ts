import type { KeyPair } from './seal.ts';

/** The worker's key pair as one tab holds it while the session lasts. */
interface Held {
  readonly staffId: string;
  readonly key: KeyPair;
  /** By the device's own clock, milliseconds. */
  readonly until: number;
}

const PLACE = 'device-key';
const FROM = '/api/session/device-key';
const PATIENCE = 8_000;
const others = new BroadcastChannel('device-key');

/** What the service says to who asks for the key: `signIn` when nobody is signed in, nothing when it does not answer. */
export type Asked = KeyPair | 'signIn' | undefined;

/** The key that this tab holds for the worker; none after the session's longest end, and none of anybody else. */
export function heldKey(staffId: string): KeyPair | undefined {
  const written = sessionStorage.getItem(PLACE);
  if (written === null) return undefined;
  const held = JSON.parse(written) as Held;
  if (held.staffId === staffId && Date.now() < held.until) return held.key;
  sessionStorage.removeItem(PLACE);
  return undefined;
}

/** Asks the service for the key of whoever is signed in, on the device of this name. */
export async function askForKey(device: string): Promise<{ readonly key: Asked; readonly lasts: number }> {
  try {
    const answer = await fetch(`${FROM}?device=${device}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) return { key: answer.status === 401 ? 'signIn' : undefined, lasts: 0 };
    const { key, lastsSeconds } = (await answer.json()) as { key: KeyPair; lastsSeconds: number };
    return { key, lasts: lastsSeconds * 1_000 };
  } catch {
    return { key: undefined, lasts: 0 };
  }
}

/** Holds the key in this tab: it lasts over a reload, and neither the tab's end nor the session's. */
export function holdKey(staffId: string, key: KeyPair, lasts: number): void {
  const held: Held = { staffId, key, until: Date.now() + lasts };
  sessionStorage.setItem(PLACE, JSON.stringify(held));
}

/** Lets go of the key, in every tab of this browser. */
export function dropKey(): void {
  sessionStorage.removeItem(PLACE);
  others.postMessage('drop');
}

others.addEventListener('message', () => {
  sessionStorage.removeItem(PLACE);
});
