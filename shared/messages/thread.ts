import type { StaffId } from '../kernel/ids.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';

/** Days after its last message for which a thread is kept. */
export const THREAD_DAYS = 30;
/** Messages of one thread: a conversation that is longer goes on in a new one. */
export const MESSAGES_AT_MOST = 500;
/** Milliseconds for which "I am answering" holds unless it is said again. */
export const ANSWERING_LASTS = 3 * 60_000;
/** Milliseconds after the last sign of an open inbox for which its worker counts as present. */
export const PRESENCE_LASTS = 100_000;

const DAY = 24 * 60 * 60_000;

/** Times are milliseconds since 1970. Messages of both sides are numbered from 1 in the order in which they were kept. */
export interface ThreadHead {
  readonly state: 'WAITING' | 'ANSWERED' | 'CLOSED';
  /** Number of the last message. */
  readonly count: number;
  readonly lastAt: number;
  /** The last message of the young person. */
  readonly heard: { readonly number: number; readonly at: number };
  /** The first message that no answer has seen; only while WAITING. */
  readonly waiting?: { readonly number: number; readonly at: number } | undefined;
  readonly assignedTo?: StaffId | undefined;
  /** The last answer of a worker. */
  readonly answered?: { readonly number: number; readonly by: StaffId } | undefined;
  readonly answering?: { readonly staffId: StaffId; readonly until: number } | undefined;
  readonly version: number;
}

/** What can happen to a thread. `seen` is the number of the last message that the worker had on the screen. */
export type ThreadEvent =
  | { readonly kind: 'WRITE'; readonly at: number }
  | { readonly kind: 'ANSWER'; readonly at: number; readonly by: StaffId; readonly seen: number }
  | { readonly kind: 'CLOSE'; readonly seen: number }
  | { readonly kind: 'REOPEN' }
  | { readonly kind: 'ASSIGN'; readonly to: StaffId | undefined }
  | { readonly kind: 'CLAIM'; readonly by: StaffId; readonly at: number }
  | { readonly kind: 'RELEASE'; readonly by: StaffId };

/** A thread as it begins, with its first message. */
export function beginThread(at: number): ThreadHead {
  const first = { number: 1, at };
  return { state: 'WAITING', count: 1, lastAt: at, heard: first, waiting: first, version: 1 };
}

/**
 * The thread after an event:
 * - a message of the young person makes it wait, also when it was closed;
 * - an answer ends the waiting only of what its worker had seen: who wrote meanwhile goes on waiting;
 * - it is closed only when nothing waits unseen, else `state-conflict`;
 * - of two who are answering, the first is named; the claim of the second is no error, and neither is an answer without one;
 * - an answer waits (`state-conflict`) when a colleague has answered what its worker had not seen yet: two answers to one
 *   question are sent by nobody who does not want that;
 * - `thread-full` when it holds {@link MESSAGES_AT_MOST} messages.
 */
export function afterEvent(
  head: ThreadHead,
  event: ThreadEvent,
): Result<ThreadHead, 'state-conflict' | 'thread-full'> {
  const version = head.version + 1;
  switch (event.kind) {
    case 'WRITE': {
      if (head.count >= MESSAGES_AT_MOST) return fail('thread-full');
      const heard = { number: head.count + 1, at: event.at };
      const waiting = head.waiting ?? heard;
      return succeed({
        ...head,
        state: 'WAITING',
        count: heard.number,
        lastAt: event.at,
        heard,
        waiting,
        version,
      });
    }
    case 'ANSWER':
      if (head.count >= MESSAGES_AT_MOST) return fail('thread-full');
      if (head.answered && head.answered.number > event.seen && head.answered.by !== event.by) {
        return fail('state-conflict');
      }
      return succeed(answered(head, event, version));
    case 'CLOSE':
      if (head.state === 'CLOSED') return succeed(head);
      if (event.seen < head.heard.number) return fail('state-conflict');
      return succeed({ ...head, state: 'CLOSED', waiting: undefined, answering: undefined, version });
    case 'REOPEN':
      return succeed(head.state === 'CLOSED' ? { ...head, state: 'ANSWERED', version } : head);
    case 'ASSIGN':
      return succeed(head.assignedTo === event.to ? head : { ...head, assignedTo: event.to, version });
    case 'CLAIM': {
      if (answeringAt(head, event.at) && head.answering?.staffId !== event.by) return succeed(head);
      const answering = { staffId: event.by, until: event.at + ANSWERING_LASTS };
      return succeed({ ...head, answering, version });
    }
    case 'RELEASE':
      return succeed(
        head.answering?.staffId === event.by ? { ...head, answering: undefined, version } : head,
      );
  }
}

function answered(
  head: ThreadHead,
  { at, by, seen }: { readonly at: number; readonly by: StaffId; readonly seen: number },
  version: number,
): ThreadHead {
  const answering = head.answering?.staffId === by ? undefined : head.answering;
  const number = head.count + 1;
  const next = { ...head, count: number, lastAt: at, answered: { number, by }, answering, version };
  if (seen >= head.heard.number) return { ...next, state: 'ANSWERED', waiting: undefined };
  // What was seen no longer waits; the last message came after the worker had looked.
  const unseen = head.waiting && head.waiting.number > seen ? head.waiting : head.heard;
  return { ...next, state: 'WAITING', waiting: unseen };
}

/** Who is answering at an instant; nobody once the claim has run out. */
export function answeringAt(head: Pick<ThreadHead, 'answering'>, now: number): StaffId | undefined {
  return head.answering && now < head.answering.until ? head.answering.staffId : undefined;
}

/** When a thread with this last message ends, in milliseconds. */
export function threadEnd(lastAt: number): number {
  return lastAt + THREAD_DAYS * DAY;
}

/** The order of the inbox: whoever has waited longest first, then the latest conversation first. */
export function inboxOrder(
  one: Pick<ThreadHead, 'waiting' | 'lastAt'>,
  other: Pick<ThreadHead, 'waiting' | 'lastAt'>,
): number {
  if (one.waiting && other.waiting) return one.waiting.at - other.waiting.at;
  if (one.waiting || other.waiting) return one.waiting ? -1 : 1;
  return other.lastAt - one.lastAt;
}

/** Who has the inbox open at an instant: those whose last sign is not older than {@link PRESENCE_LASTS}. */
export function presentAt(until: Readonly<Record<string, number>>, now: number): string[] {
  return Object.entries(until)
    .filter(([, end]) => now < end)
    .map(([who]) => who)
    .sort();
}
