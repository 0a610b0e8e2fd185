const DATABASE = 'contact-outbox';
const VERSION = 2;

/** What a device keeps: entries that wait, texts that are being written, and who works with it. */
export type StoreName = 'entries' | 'drafts' | 'device';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) {
        request.result.createObjectStore('entries', { keyPath: 'contactId' });
        request.result.createObjectStore('device');
      }
      if (oldVersion < 2) request.result.createObjectStore('drafts');
    };
    request.onsuccess = () => {
      // A page of a newer version waits for this one to let go.
      request.result.onversionchange = () => {
        request.result.close();
      };
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The browser keeps nothing'));
    };
  });
}

/** Runs one request in a transaction of its own; resolves when the browser has written it down. */
export async function run<T>(
  store: StoreName,
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
