import type { MessageId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { afterEvent, type ThreadEvent } from '@ohjaamo/shared/messages/thread.ts';
import { pause } from '../kernel/pause.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  type MessageRecord,
  type NewMessage,
  putThread,
  readMessage,
  readThread,
  type ThreadRecord,
} from './threadRepository.ts';

/** How often a change is tried again when others write to the same thread at the same moment. */
const TRIES = 30;
/** Milliseconds: two sides and a colleague or two, so nobody has to wait for long. */
const LONGEST_PAUSE = 200;

/** The thread as it is now, and whether this request made it so. */
interface Written {
  readonly thread: ThreadRecord;
  readonly wrote: boolean;
}

/** What a change brings beside the event itself. */
interface Change {
  readonly message?: NewMessage;
  /** Writes of the same transaction, such as the rows of the trail. */
  readonly more?: () => Write[];
}

/**
 * Lets an event happen to a thread: a transaction of two items (thread and inbox line), three with a message. Whoever
 * writes at the same moment goes first or after: nothing is lost. A message that is there already, with the same words from
 * the same side, is the same message; with others, its id is taken. An event that changes nothing writes nothing.
 */
export async function writeThread(
  scope: TenantScope,
  found: ThreadRecord,
  event: ThreadEvent,
  now: number,
  { message, more }: Change = {},
): Promise<Result<Written, Problem>> {
  let thread = found;
  for (let tried = 0; tried < TRIES; tried++) {
    const standing = message && (await standingMessage(scope, thread, message));
    if (standing) return standing;
    const next = afterEvent(thread, event);
    if (!next.ok) return fail(problem(next.error === 'thread-full' ? 'cap-reached' : next.error));
    if (next.value === thread) return succeed({ thread, wrote: false });
    const after = { ...thread, ...next.value } as ThreadRecord;
    const done = await putThread(scope, thread, after, message, more?.() ?? []);
    if (done.ok) return succeed({ thread: done.value, wrote: true });
    const again = await readThread(scope, found.id, now);
    if (!again) return fail(problem('not-found'));
    thread = again;
    await pause(tried + 1, LONGEST_PAUSE);
  }
  throw new Error('Too many wrote to one thread at one moment');
}

/** What to answer when a message of this id stands already. */
async function standingMessage(
  scope: TenantScope,
  thread: ThreadRecord,
  message: NewMessage,
): Promise<Result<Written, Problem> | undefined> {
  const standing = await readMessage(scope, thread.id, message.id);
  if (!standing) return undefined;
  return isSame(standing, message) ? succeed({ thread, wrote: false }) : fail(problem('id-already-used'));
}

/** Whether two messages say the same from the same side. */
function isSame(standing: MessageRecord, asked: NewMessage): boolean {
  return standing.text === asked.text && standing.from === asked.from && standing.staffId === asked.staffId;
}

/** A message as it will stand: line ends as one sign, whichever system it was typed on. */
export function messageOf(
  id: MessageId,
  text: string,
  at: number,
  who: Pick<NewMessage, 'from' | 'staffId'>,
): NewMessage {
  return { id, text: text.replaceAll(/\r\n?/gu, '\n'), at, ...who };
}
