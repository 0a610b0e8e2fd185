import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { beginThread } from '@ohjaamo/shared/messages/thread.ts';
import { capOfDay } from '../kernel/capOfDay.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Visitor } from '../kernel/http/visitor.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { attemptAtCode, countAct } from '../kernel/visitorActs.ts';
import { type Place, placeOf } from './place.ts';
import {
  type NewMessage,
  putThread,
  readMessage,
  readThread,
  type ThreadRecord,
} from './threadRepository.ts';
import { meaningOf } from './threadSecrets.ts';
import { viewForWriter } from './writer.ts';
import { writerCookie } from './writerCookie.ts';
import { putSession } from './writerRepository.ts';
import { messageOf } from './writeThread.ts';

/** Threads that one address may start in a municipality in a day: a school has one address. */
const THREADS_A_DAY = 30;

/**
 * Starts a thread with its first message and opens it in this browser. Code and message id are chosen by the caller: sent
 * again, it is the same thread. Beside the place's Query: two reads, one count, a transaction of three items, the session;
 * then what the view needs.
 */
export const startThread: UseCase<typeof messagesRoutes.startThread> = async (context) => {
  const { scope, request, clock, ids, visitor } = context;
  const { code, text, messageId, language, shared } = request.body;
  const place = await placeOf(scope, request.parameters.siteSlug);
  if (!place.ok) return place;
  const meaning = meaningOf(scope, code);
  if (!meaning) return fail(problem('not-found'));
  const at = clock.now();
  const message = messageOf(messageId, text, at, { from: 'YOUTH' });
  const fresh: ThreadRecord = {
    kind: 'THREAD',
    ...meaning,
    site: place.value.site.id,
    language,
    startedAt: at,
    keptUntil: 0,
    ...beginThread(at),
    waiting: { number: 1, at },
    assignedTo: undefined,
    answering: undefined,
  };
  const thread =
    (await standing(scope, fresh, message)) ?? (await begin(scope, fresh, message, visitor, place.value, at));
  if (thread === 'cap-reached') return fail(capOfDay(place.value.tenant.profile.zone, clock));
  if (thread === 'id-already-used') return fail(problem(thread));
  const cookie = await openIn(scope, thread, shared, clock, ids);
  return succeed({
    body: await viewForWriter(scope, { ...place.value, thread, session: { shared } }, clock),
    cookies: [cookie],
  });
};

/** The thread of this code when it was begun with this very message. */
async function standing(
  scope: TenantScope,
  fresh: ThreadRecord,
  message: NewMessage,
): Promise<ThreadRecord | 'id-already-used' | undefined> {
  const earlier = await readThread(scope, fresh.id, message.at);
  if (!earlier) return undefined;
  const first = await readMessage(scope, fresh.id, message.id);
  return earlier.site === fresh.site && first?.text === message.text ? earlier : 'id-already-used';
}

async function begin(
  scope: TenantScope,
  fresh: ThreadRecord,
  message: NewMessage,
  visitor: Visitor,
  place: Place,
  now: number,
): Promise<ThreadRecord | 'cap-reached' | 'id-already-used'> {
  const today = visitor(localDate(Math.floor(now / 60_000), place.tenant.profile.zone));
  if (!(await countAct(scope, today, 'THREADS', THREADS_A_DAY, now))) return 'cap-reached';
  const done = await putThread(scope, undefined, fresh, message, []);
  if (done.ok) return done.value;
  // The same request, sent twice at one moment.
  return (await standing(scope, fresh, message)) ?? 'id-already-used';
}

/** Opens a thread for one browser; gives the cookie. */
async function openIn(
  scope: TenantScope,
  { id }: ThreadRecord,
  shared: boolean,
  clock: Clock,
  ids: IdSource,
): Promise<string> {
  const secret = ids.secret(256);
  const now = clock.now();
  await putSession(scope, id, hashOf(secret), { beganAt: now, lastSeenAt: now, shared, ended: false });
  return writerCookie({ id, secret });
}

/**
 * Opens a thread with its code. A wrong code, one of another site and one whose thread has ended get one answer, and count;
 * after ten in a day of one address each further one waits, whether it is right or wrong. A right code does not count: a
 * whole school may have one address. Beside the place's Query: two reads, then a write, and what the view needs.
 */
export const openThread: UseCase<typeof messagesRoutes.openThread> = async (context) => {
  const { scope, request, clock, ids, visitor } = context;
  const { code, shared } = request.body;
  const place = await placeOf(scope, request.parameters.siteSlug);
  if (!place.ok) return place;
  const now = clock.now();
  const today = visitor(localDate(Math.floor(now / 60_000), place.value.tenant.profile.zone));
  const attempt = await attemptAtCode(scope, today, 'CODES', now);
  if (!attempt.ok) return attempt;
  const meaning = meaningOf(scope, code);
  const thread = meaning && (await readThread(scope, meaning.id, now));
  if (thread?.secretHash !== meaning?.secretHash || thread?.site !== place.value.site.id) {
    await attempt.value.wrong();
    return fail(problem('link-not-found'));
  }
  const cookie = await openIn(scope, thread, shared, clock, ids);
  return succeed({
    body: await viewForWriter(scope, { ...place.value, thread, session: { shared } }, clock),
    cookies: [cookie],
  });
};
