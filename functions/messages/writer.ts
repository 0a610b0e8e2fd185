import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { answeringAt, threadEnd } from '@ohjaamo/shared/messages/thread.ts';
import {
  writerSessionOpens,
  type WriterSession,
  writerTouchIsDue,
} from '@ohjaamo/shared/messages/writerSession.ts';
import type { ChatState, WritersThread } from '@ohjaamo/shared/messages/views.ts';
import { hashOf } from '../kernel/hash.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { onSiteClock, type Place, placeOf, readChatState } from './place.ts';
import { readMessages, readThread, type ThreadRecord } from './threadRepository.ts';
import { viewMessages } from './views.ts';
import { openedThread } from './writerCookie.ts';
import { readSession, touchSession } from './writerRepository.ts';

/** A thread that a browser has open. */
export interface Writer extends Place {
  readonly thread: ThreadRecord;
  readonly session: WriterSession;
}

interface Visit {
  readonly scope: TenantScope;
  readonly cookies: readonly string[];
  readonly clock: Clock;
}

/**
 * The thread that the request's cookie opens, at the site of the address: one Query and two consistent reads, and at most
 * every five minutes (twenty seconds on a shared computer) a write that notes the use. Whatever is wrong with the cookie,
 * the answer is `link-not-found`.
 */
export async function writerOf(visit: Visit, siteSlug: string): Promise<Result<Writer, Problem>> {
  const { scope, cookies, clock } = visit;
  const place = await placeOf(scope, siteSlug);
  if (!place.ok) return place;
  const opened = openedThread(cookies);
  if (!opened) return fail(problem('link-not-found'));
  const hash = hashOf(opened.secret);
  const now = clock.now();
  const [session, thread] = await Promise.all([
    readSession(scope, opened.id, hash),
    readThread(scope, opened.id, now),
  ]);
  if (!session || thread?.site !== place.value.site.id || !writerSessionOpens(session, now)) {
    return fail(problem('link-not-found'));
  }
  if (writerTouchIsDue(session, now)) await touchSession(scope, opened.id, hash, now);
  return succeed({ ...place.value, thread, session });
}

/** The thread on the young person's screen: the messages (one Query) and the chat's state. */
export async function viewForWriter(
  scope: TenantScope,
  writer: Omit<Writer, 'session'> & { readonly session: Pick<WriterSession, 'shared'> },
  clock: Clock,
): Promise<WritersThread> {
  const { thread, tenant, site, session } = writer;
  const [messages, { chat }] = await Promise.all([
    readMessages(scope, thread.id),
    readChatState(scope, writer, clock),
  ]);
  const now = clock.now();
  return {
    site: { name: site.name },
    now: onSiteClock(now, { tenant }),
    version: writerVersionOf(thread, chat, now),
    state: thread.state,
    messages: viewMessages(messages, tenant),
    beingAnswered: answeringAt(thread, now) !== undefined,
    chat,
    endsAt: onSiteClock(threadEnd(thread.lastAt), { tenant }),
    shared: session.shared,
  };
}

/** Stands for what the young person sees of a thread. */
export function writerVersionOf(thread: ThreadRecord, chat: ChatState, now: number): string {
  return hashOf(thread.id, thread.version, chat, answeringAt(thread, now) !== undefined);
}
