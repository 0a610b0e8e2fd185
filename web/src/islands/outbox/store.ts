import { run } from '../device/database.ts';
import { type KeyPair, open, type PublicKey, seal, type Sealed } from '../device/seal.ts';

/** A contact that could not be sent yet, as the form's own fields; it holds no name of a client. */
export interface WaitingEntry {
  /** Chosen before the first try: however often it is sent, it is recorded once. */
  readonly contactId: string;
  /** Who wrote it; nobody else sees it or sends it. */
  readonly staffId: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly savedAt: number;
  /** Why the service refused it; empty while it only waits. */
  readonly reasons: readonly string[];
  /** True when another contact stands under its id. */
  readonly used?: boolean;
}

/** An entry as the device keeps it: whose it is and since when, and the rest sealed for that worker. */
interface KeptEntry extends Pick<WaitingEntry, 'contactId' | 'staffId' | 'savedAt'> {
  readonly sealed: Sealed;
}

type Kept = KeptEntry | WaitingEntry;

/** What waits of one worker. */
export interface Waiting {
  readonly entries: readonly WaitingEntry[];
  /** How many wait that this key does not open, or for which there is no key. */
  readonly locked: number;
}

/** Keeps an entry, or keeps it as changed; it takes the worker's public key alone. */
export async function keepEntry(entry: WaitingEntry, key: PublicKey): Promise<void> {
  const kept = await sealed(entry, key);
  await run('entries', 'readwrite', (entries) => entries.put(kept));
}

/** Puts an entry in the place of another: both or neither, so that two presses make no third contact. */
export async function replaceEntry(contactId: string, entry: WaitingEntry, key: PublicKey): Promise<void> {
  const kept = await sealed(entry, key);
  await run('entries', 'readwrite', (entries) => {
    const standing = entries.getKey(contactId);
    standing.onsuccess = () => {
      if (standing.result === undefined) return;
      entries.delete(contactId);
      entries.put(kept);
    };
    return standing;
  });
}

/** Removes an entry: it was recorded, or its worker threw it away. */
export async function removeEntry(contactId: string): Promise<void> {
  await run('entries', 'readwrite', (entries) => entries.delete(contactId));
}

/** The entries of one worker, oldest first, as far as the key opens them. */
export async function entriesOf(staffId: string, key: KeyPair | undefined): Promise<Waiting> {
  const all = await run('entries', 'readonly', (entries) => entries.getAll() as IDBRequest<Kept[]>);
  const own = all
    .filter((each) => each.staffId === staffId)
    .sort((one, other) => one.savedAt - other.savedAt);
  const opened = await Promise.all(own.map((each) => opening(each, key)));
  const entries = opened.filter((each) => each !== undefined);
  return { entries, locked: own.length - entries.length };
}

async function sealed(
  { contactId, staffId, savedAt, ...rest }: WaitingEntry,
  key: PublicKey,
): Promise<KeptEntry> {
  return { contactId, staffId, savedAt, sealed: await seal(key, placeOf(contactId, staffId), rest) };
}

async function opening(kept: Kept, key: KeyPair | undefined): Promise<WaitingEntry | undefined> {
  if (!('sealed' in kept)) {
    // Written before devices sealed anything: it is sealed as soon as its worker's key is known.
    if (key) await keepEntry(kept, key);
    return kept;
  }
  const { contactId, staffId, savedAt } = kept;
  const rest = key && (await open(key, placeOf(contactId, staffId), kept.sealed));
  return rest
    ? { contactId, staffId, savedAt, ...(rest as Pick<WaitingEntry, 'fields' | 'reasons'>) }
    : undefined;
}

function placeOf(contactId: string, staffId: string): string {
  return `entry|${staffId}|${contactId}`;
}
