/** Reasons to go before others, set by whoever works at the site. */
export const priorityFlags = ['CRISIS', 'APPOINTMENT', 'BABY', 'MINOR'] as const;
export type PriorityFlag = (typeof priorityFlags)[number];

/** One rule: whoever bears the flag is treated as if they had come so many minutes earlier. */
export interface PriorityRule {
  readonly flag: PriorityFlag;
  readonly headStartMinutes: number;
}

/**
 * The rules of the house, as data. A head start instead of classes makes the line age by itself: every minute of waiting
 * counts as much as a minute of head start, so nobody starves. Whoever comes later by more than the longest head start never
 * goes first. A crisis gets more than anybody waits on an ordinary day; a worker may call any person out of turn besides.
 */
export const priorityRules: readonly PriorityRule[] = [
  { flag: 'CRISIS', headStartMinutes: 180 },
  { flag: 'APPOINTMENT', headStartMinutes: 30 },
  { flag: 'BABY', headStartMinutes: 20 },
  { flag: 'MINOR', headStartMinutes: 15 },
];

/** What decides on the order of the line. `arrivedAt` in milliseconds, `number` is the number of the day. */
export interface Queued {
  readonly number: number;
  readonly arrivedAt: number;
  readonly flags: readonly PriorityFlag[];
  /** Set when the person was handed over to one colleague. */
  readonly forStaff?: string | undefined;
}

/** The arrival as the line counts it, in milliseconds; of several head starts the longest counts, never their sum. */
export function countedArrival(ticket: Queued, rules: readonly PriorityRule[] = priorityRules): number {
  const headStarts = rules
    .filter(({ flag }) => ticket.flags.includes(flag))
    .map(({ headStartMinutes }) => headStartMinutes);
  return ticket.arrivedAt - Math.max(0, ...headStarts) * 60_000;
}

/** The tickets in the order in which they are called: by counted arrival, then by number. */
export function inOrder<T extends Queued>(
  tickets: readonly T[],
  rules: readonly PriorityRule[] = priorityRules,
): T[] {
  return [...tickets].sort(
    (one, other) => countedArrival(one, rules) - countedArrival(other, rules) || one.number - other.number,
  );
}

/** Those whom this worker may call, in order: everybody's, and the worker's own; never a colleague's. */
export function lineOf<T extends Queued>(waiting: readonly T[], worker: string): T[] {
  return inOrder(waiting.filter(({ forStaff }) => forStaff === undefined || forStaff === worker));
}
