import type { FreeTime } from '@ohjaamo/shared/booking/contract.ts';

/** The free times of one date. */
export interface DayOfTimes {
  readonly date: string;
  readonly times: readonly FreeTime[];
}

/** Free times by their date in the site's wall time, in order; only days that have some. */
export function byDay(times: readonly FreeTime[]): DayOfTimes[] {
  const days = new Map<string, FreeTime[]>();
  for (const time of times) {
    const date = time.start.slice(0, 10);
    days.set(date, [...(days.get(date) ?? []), time]);
  }
  return [...days].map(([date, of]) => ({ date, times: of }));
}
