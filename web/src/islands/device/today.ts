import { run } from './database.ts';
import { open, seal, type Sealed } from './seal.ts';
import { type DeviceWorker, keyOf, noteOfWorker, readWorker, TODAY } from './worker.ts';

/** A worker's appointments of one day, as the page that showed them wrote them. */
export interface TodayList {
  readonly date: string;
  /** When they were seen, in words. */
  readonly seen: string;
  readonly lines: readonly { readonly time: string; readonly who: string; readonly what: string }[];
}

interface KeptToday {
  readonly staffId: string;
  readonly date: string;
  readonly sealed: Sealed;
}

/** What can be shown of today. `LOCKED`: it is here, and opens when its worker signs in; `NONE`: nothing is known of this day. */
export type TodayHere = TodayList | 'LOCKED' | 'NONE';

/** Keeps the list of the day, sealed; the last one that was seen. */
export async function keepToday({ staffId, publicKey }: DeviceWorker, list: TodayList): Promise<void> {
  if (!publicKey) return;
  const sealed = await seal(publicKey, placeOf(staffId, list.date), list);
  const kept: KeptToday = { staffId, date: list.date, sealed };
  const worker = await readWorker();
  if (worker?.staffId !== staffId) return;
  await run('device', 'readwrite', (device) => device.put(kept, TODAY));
}

/**
 * The worker's list of a date. A list of another date goes: yesterday's names are nobody's to keep.
 *
 * @param date `2027-02-01` in the zone of the house
 */
export async function todayOf(worker: DeviceWorker, date: string): Promise<TodayHere> {
  const kept = await run(
    'device',
    'readonly',
    (device) => device.get(TODAY) as IDBRequest<KeptToday | undefined>,
  );
  if (kept?.staffId !== worker.staffId) return 'NONE';
  if (kept.date !== date) {
    await run('device', 'readwrite', (device) => device.delete(TODAY));
    return 'NONE';
  }
  const key = await keyOf(worker);
  const list = key && key !== 'signIn' && (await open(key, placeOf(worker.staffId, date), kept.sealed));
  return list ? (list as TodayList) : 'LOCKED';
}

/** Notes where the worker records contacts, and the service's clock. */
export async function noteSite(
  staffId: string,
  at: { readonly site: string; readonly siteName: string; readonly now: string },
): Promise<DeviceWorker> {
  // To the minute, as the form shows times: a device's clock may be wrong by hours.
  const ahead = Math.round((Date.parse(at.now) - Date.now()) / 60_000) * 60_000;
  return noteOfWorker(staffId, { site: at.site, siteName: at.siteName, ahead });
}

function placeOf(staffId: string, date: string): string {
  return `today|${staffId}|${date}`;
}
