import { run } from './database.ts';
import { askForKey, dropKey, heldKey, holdKey } from './heldKey.ts';
import { newId } from './newId.ts';
import { isSamePair, type KeyPair, type PublicKey } from './seal.ts';

/** Who last signed in on this device and has not signed out, and where they record contacts. */
export interface DeviceWorker {
  readonly staffId: string;
  /** What is kept here is sealed with it, also where nothing can be opened. */
  readonly publicKey?: PublicKey;
  readonly site?: string;
  readonly siteName?: string;
  /** Milliseconds by which the service's clock is ahead of this device's. */
  readonly ahead?: number;
}

const WORKER = 'worker';
const NAME = 'name';
/** Sealed, and only for the worker of the row above. */
export const TODAY = 'today';

let greeted: Promise<DeviceWorker> | undefined;

/** Who last signed in here and has not signed out. */
export function readWorker(): Promise<DeviceWorker | undefined> {
  return run('device', 'readonly', (device) => device.get(WORKER) as IDBRequest<DeviceWorker | undefined>);
}

/**
 * Notes who is signed in, so that what waits here is shown to its own worker alone; what was somebody else's to read goes. Asks for the
 * worker's key where this tab does not hold it. Once per page, whoever asks.
 */
export function greet(staffId: string): Promise<DeviceWorker> {
  greeted ??= noteSignedIn(staffId);
  return greeted;
}

async function noteSignedIn(staffId: string): Promise<DeviceWorker> {
  const standing = await changeWorker((before) => (before?.staffId === staffId ? before : { staffId }));
  const known = standing ?? { staffId };
  if (heldKey(staffId) && known.publicKey) return known;
  const { key, lasts } = await askForKey(await deviceName());
  if (!key || key === 'signIn' || !(await isHere(staffId))) return known;
  holdKey(staffId, key, lasts);
  const { kty, crv, x, y } = key;
  return noteOfWorker(staffId, { publicKey: { kty, crv, x, y } });
}

/** Adds to what is known of the worker, unless they have signed out or somebody else has signed in since. */
export async function noteOfWorker(
  staffId: string,
  more: Omit<DeviceWorker, 'staffId'>,
): Promise<DeviceWorker> {
  const after = await changeWorker((before) =>
    before?.staffId === staffId ? { ...before, ...more } : before,
  );
  return after ?? { staffId };
}

/** One transaction, whoever else writes. The list of the day is somebody else's where the worker changes. */
async function changeWorker(
  change: (before: DeviceWorker | undefined) => DeviceWorker | undefined,
): Promise<DeviceWorker | undefined> {
  let after: DeviceWorker | undefined;
  await run('device', 'readwrite', (device) => {
    const known = device.get(WORKER) as IDBRequest<DeviceWorker | undefined>;
    known.onsuccess = () => {
      after = change(known.result);
      if (known.result?.staffId !== after?.staffId) device.delete(TODAY);
      if (after) device.put(after, WORKER);
      else device.delete(WORKER);
    };
    return known;
  });
  return after;
}

/**
 * The key that opens what the worker keeps here: the one that this tab holds, else the service's, when it is this worker who is signed in.
 * `signIn`: nobody is, or somebody else; nothing: the service cannot be asked.
 */
export async function keyOf({ staffId, publicKey }: DeviceWorker): Promise<KeyPair | 'signIn' | undefined> {
  const held = heldKey(staffId);
  if (held) return held;
  const { key, lasts } = await askForKey(await deviceName());
  if (!key || key === 'signIn') return key;
  if (!publicKey || !isSamePair(publicKey, key) || !(await isHere(staffId))) return 'signIn';
  holdKey(staffId, key, lasts);
  return key;
}

/** Whether the worker has neither signed out nor given way to somebody else meanwhile. */
export async function isHere(staffId: string): Promise<boolean> {
  return (await readWorker())?.staffId === staffId;
}

/** The session is over: nothing of the worker's can be read here, and all of it waits. New entries can be written. */
export async function lock(): Promise<void> {
  dropKey();
  await run('device', 'readwrite', (device) => device.delete(TODAY));
}

/**
 * Somebody has signed out: the device forgets who it was, and what they were writing. Entries wait, sealed.
 *
 * @param staffId who it was, where the page knows: nobody else's drafts are touched
 */
export async function leave(staffId?: string): Promise<void> {
  const drafts = staffId && run('drafts', 'readwrite', (all) => all.delete(draftsOf(staffId)));
  // First: a key that is still on its way finds nobody here to be held for.
  await changeWorker(() => undefined);
  await lock();
  await drafts;
}

/** The keys of one worker's drafts: arrays that begin with the worker. */
export function draftsOf(staffId: string): IDBKeyRange {
  return IDBKeyRange.bound([staffId], [staffId, []]);
}

/** The device's own random name, made at the first use; it tells nothing of anybody. */
async function deviceName(): Promise<string> {
  const made = newId();
  let name = made;
  await run('device', 'readwrite', (device) => {
    const known = device.get(NAME) as IDBRequest<string | undefined>;
    known.onsuccess = () => {
      name = known.result ?? made;
      if (known.result === undefined) device.put(made, NAME);
    };
    return known;
  });
  return name;
}
