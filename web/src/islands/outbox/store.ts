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

/** Who last signed in on this device, and where they record contacts. */
export interface DeviceWorker {
  readonly staffId: string;
  readonly site?: string;
  readonly siteName?: string;
  /** Milliseconds by which the service's clock is ahead of this device's. */
  readonly ahead?: number;
}

const DATABASE = 'contact-outbox';
const WORKER = 'worker';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('entries', { keyPath: 'contactId' });
      request.result.createObjectStore('device');
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The browser keeps nothing'));
    };
  });
}

/** Runs one request in a transaction of its own; resolves when the browser has written it down. */
async function run<T>(
  store: 'entries' | 'device',
  mode: IDBTransactionMode,
  work: (of: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => {
        resolve(request.result);
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('The browser kept nothing'));
      };
    });
  } finally {
    database.close();
  }
}

/** Keeps an entry, or keeps it as changed. */
export async function keepEntry(entry: WaitingEntry): Promise<void> {
  await run('entries', 'readwrite', (entries) => entries.put(entry));
}

/** Puts an entry in the place of another: both or neither, so that two presses make no third contact. */
export async function replaceEntry(contactId: string, entry: WaitingEntry): Promise<void> {
  await run('entries', 'readwrite', (entries) => {
    const standing = entries.getKey(contactId);
    standing.onsuccess = () => {
      if (standing.result === undefined) return;
      entries.delete(contactId);
      entries.put(entry);
    };
    return standing;
  });
}

/** Removes an entry: it was recorded, or its worker threw it away. */
export async function removeEntry(contactId: string): Promise<void> {
  await run('entries', 'readwrite', (entries) => entries.delete(contactId));
}

/** The entries of one worker, oldest first. */
export async function entriesOf(staffId: string): Promise<WaitingEntry[]> {
  const all = await run('entries', 'readonly', (entries) => entries.getAll() as IDBRequest<WaitingEntry[]>);
  return all.filter((each) => each.staffId === staffId).sort((one, other) => one.savedAt - other.savedAt);
}

/** Notes who is signed in, and leaves what is known already of the same worker: one transaction, whoever else writes. */
export async function noteSignedIn(staffId: string): Promise<void> {
  await run('device', 'readwrite', (device) => {
    const known = device.get(WORKER) as IDBRequest<DeviceWorker | undefined>;
    known.onsuccess = () => {
      if (known.result?.staffId !== staffId) device.put({ staffId }, WORKER);
    };
    return known;
  });
}

/** Who last signed in here and has not signed out. */
export function readWorker(): Promise<DeviceWorker | undefined> {
  return run('device', 'readonly', (device) => device.get(WORKER) as IDBRequest<DeviceWorker | undefined>);
}

/** Notes who signed in; `undefined` forgets, and leaves the entries to wait for their worker. */
export async function noteWorker(worker: DeviceWorker | undefined): Promise<void> {
  if (worker) await run('device', 'readwrite', (device) => device.put(worker, WORKER));
  else await run('device', 'readwrite', (device) => device.delete(WORKER));
}
