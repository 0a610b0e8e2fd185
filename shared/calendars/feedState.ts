/** What is known of the reading of a worker's busy feed. Instants are RFC 3339 in UTC. */
export interface FeedReading {
  /** The last time somebody tried. */
  readonly triedAt?: string | undefined;
  /** The last time the feed could be read; its times are the ones that stand. */
  readonly readAt?: string | undefined;
  /** Failures in a row since then. */
  readonly failures: number;
}

/** After so many failures in a row (three hours) the worker is told by mail, and the feed is asked less often. */
export const FAILURES_UNTIL_TOLD = 12;
const SELDOM_MILLISECONDS = 2 * 60 * 60_000;

/** Whether a feed is to be read now: each time the job runs, but every two hours while it keeps failing. */
export function isDue({ triedAt, failures }: FeedReading, nowMilliseconds: number): boolean {
  if (failures < FAILURES_UNTIL_TOLD || triedAt === undefined) return true;
  return nowMilliseconds - Date.parse(triedAt) >= SELDOM_MILLISECONDS;
}

/** Whether this failure is the one that the worker is told of: once, not with every failure after it. */
export function isToldNow(failures: number): boolean {
  return failures === FAILURES_UNTIL_TOLD;
}
