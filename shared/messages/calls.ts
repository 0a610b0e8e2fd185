import type { CallId, StaffId } from '../kernel/ids.ts';

/** Days for which a number is kept after its call-back was done; a mistaken "done" can be put right as long. */
export const NUMBER_DAYS = 7;
/** Days without any try after which a request is given up and its number removed. */
export const REQUEST_DAYS = 30;

const DAY = 24 * 60 * 60_000;

/** One call as the figures need it: whether somebody answered at once. */
export interface CallFact {
  /** Calendar date at the site. */
  readonly date: string;
  readonly answered: boolean;
}

/** Calls and how many of them were answered at once. A share of no calls is no number, so the two stand apart. */
export interface AnsweredShare {
  readonly calls: number;
  readonly answered: number;
}

/** The share by day, oldest day first, without days that had no call. Requests to be called are not calls. */
export function answeredByDay(facts: readonly CallFact[]): (AnsweredShare & { readonly date: string })[] {
  const days = new Map<string, { calls: number; answered: number }>();
  for (const { date, answered } of facts) {
    const day = days.get(date) ?? { calls: 0, answered: 0 };
    days.set(date, { calls: day.calls + 1, answered: day.answered + (answered ? 1 : 0) });
  }
  return [...days]
    .map(([date, share]) => ({ date, ...share }))
    .sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** The days together. */
export function answeredTogether(days: readonly AnsweredShare[]): AnsweredShare {
  return {
    calls: days.reduce((sum, { calls }) => sum + calls, 0),
    answered: days.reduce((sum, { answered }) => sum + answered, 0),
  };
}

/** A try to call somebody back. */
export interface CallBackTry {
  readonly id: CallId;
  readonly at: number;
  readonly staffId: StaffId;
  readonly outcome: 'NOT_REACHED' | 'DONE';
}

/** Somebody who is to be called. Milliseconds since 1970. */
export interface CallBack {
  readonly askedAt: number;
  readonly claimedBy?: StaffId | undefined;
  readonly tries: readonly CallBackTry[];
  readonly version: number;
}

/** When it was done; `undefined` while it waits. */
export function doneAt({ tries }: Pick<CallBack, 'tries'>): number | undefined {
  return tries.find(({ outcome }) => outcome === 'DONE')?.at;
}

/** When the number goes, in milliseconds: a week after the call was made, or a month after the last try or the request. */
export function numberEnd(task: Pick<CallBack, 'askedAt' | 'tries'>): number {
  const done = doneAt(task);
  if (done !== undefined) return done + NUMBER_DAYS * DAY;
  return (task.tries.at(-1)?.at ?? task.askedAt) + REQUEST_DAYS * DAY;
}

/** The task after a try; the same try told twice is one. Whoever tried without success gives it back to all. */
export function afterTry<T extends CallBack>(task: T, tried: CallBackTry): T {
  if (task.tries.some(({ id }) => id === tried.id)) return task;
  const claimedBy = tried.outcome === 'DONE' ? tried.staffId : undefined;
  return { ...task, claimedBy, tries: [...task.tries, tried], version: task.version + 1 };
}
