import { HELSINKI, localDate } from '../kernel/time.ts';

/** A night's work begins at this hour of Finnish time. */
const NIGHT_BEGINS = 2;

/**
 * Whether what is done once a night is due: it was not done since the last night began, at two o'clock in Finnish time. `doneAt` is an
 * RFC 3339 instant, `now` milliseconds since 1970.
 */
export function isDueTonight(doneAt: string | undefined, now: number): boolean {
  return doneAt === undefined || nightOf(Date.parse(doneAt)) < nightOf(now);
}

function nightOf(instant: number): string {
  return localDate(Math.floor(instant / 60_000) - NIGHT_BEGINS * 60, HELSINKI);
}
