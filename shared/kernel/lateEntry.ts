import type { EpochMinute } from './time.ts';

/** Minutes after which an entry counts as late: three days, so that a Friday in the field is entered on Monday. */
export const LATE_AFTER = 3 * 24 * 60;

/** Whether a contact that began at `start` was recorded late. */
export function isLateEntry(start: EpochMinute, recordedAt: EpochMinute): boolean {
  return recordedAt - start > LATE_AFTER;
}
