import type { ThreadId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import type { ThreadEvent } from '@ohjaamo/shared/messages/thread.ts';
import type { StaffThread } from '@ohjaamo/shared/messages/views.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { type NewMessage, readMessages, readThread, type ThreadRecord } from './threadRepository.ts';
import { staffVersionOf, viewStaff, viewStaffThread } from './views.ts';
import { messageOf, writeThread } from './writeThread.ts';

type Routes = typeof messagesRoutes;

/** A thread with its messages: two Queries and a read. */
export const readStaffThread: UseCase<Routes['readStaffThread']> = async (context) => {
  const { scope, request, clock, knownVersion } = context;
  const thread = await readThread(scope, request.parameters.threadId, clock.now());
  if (!thread) return fail(problem('not-found'));
  const body = await view(scope, thread, clock);
  if (body.version === knownVersion) return succeed({ unchanged: true, version: body.version });
  return succeed({ body, version: body.version });
};

/** Whether a thread has changed: one read. Nothing of it is shown, so nothing is recorded. */
export const readStaffThreadVersion: UseCase<Routes['readStaffThreadVersion']> = async (context) => {
  const { scope, request, clock, knownVersion } = context;
  const thread = await readThread(scope, request.parameters.threadId, clock.now());
  if (!thread) return fail(problem('not-found'));
  const version = staffVersionOf(thread, clock.now());
  return succeed(version === knownVersion ? { unchanged: true, version } : { body: { version }, version });
};

/**
 * Answers, once by the message's id. What the worker has not seen goes on waiting; `state-conflict` when a colleague has
 * answered what the worker had not seen, so that nobody gets two answers unawares.
 */
export const answerThread: UseCase<Routes['answerThread']> = (context) => {
  const { request, actor, clock } = context;
  const { messageId, text, seen } = request.body;
  const at = clock.now();
  const message = messageOf(messageId, text, at, { from: 'STAFF', staffId: actor.staffId });
  return change(context, { kind: 'ANSWER', at, by: actor.staffId, seen }, message);
};

/** Tells the colleagues, and the young person, that somebody is answering; or no longer. */
export const claimThread: UseCase<Routes['claimThread']> = (context) => {
  const { request, actor, clock } = context;
  const by = actor.staffId;
  return change(
    context,
    request.body.answering ? { kind: 'CLAIM', by, at: clock.now() } : { kind: 'RELEASE', by },
  );
};

/** Gives a thread to a worker of the house, or to nobody in particular; partners answer no messages. */
export const assignThread: UseCase<Routes['assignThread']> = async (context) => {
  const to = context.request.body.staffId;
  const tenant = await readWorkersTenant(context.scope);
  const known = viewStaff(tenant).some(({ id, answers }) => id === to && answers);
  if (to && !known) return fail(problem('not-found'));
  return change(context, { kind: 'ASSIGN', to });
};

/** Closes a thread when all of it was seen, or opens it again. */
export const closeThread: UseCase<Routes['closeThread']> = (context) => {
  const { closed, seen } = context.request.body;
  return change(context, closed ? { kind: 'CLOSE', seen } : { kind: 'REOPEN' });
};

interface Asked {
  readonly scope: TenantScope;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  readonly request: { readonly parameters: { readonly threadId: ThreadId } };
}

/**
 * Lets an event happen, with its row of the trail in the same transaction. Beside the transaction: one read of the thread,
 * one of a message that is to be written, and what the view needs.
 */
async function change(
  { scope, audit, clock, request }: Asked,
  event: ThreadEvent,
  message?: NewMessage,
): Promise<Result<{ body: StaffThread; subjects: string[] }, Problem>> {
  const id = request.parameters.threadId;
  const now = clock.now();
  const thread = await readThread(scope, id, now);
  if (!thread) return fail(problem('not-found'));
  const done = await writeThread(scope, thread, event, now, {
    more: () => audit.writes([id]),
    ...(message && { message }),
  });
  if (!done.ok) return done;
  // The rows were offered to a transaction that did not happen: the same request had come first.
  if (audit.taken && !done.value.wrote) await audit.append([id], 'DONE');
  return succeed({ body: await view(scope, done.value.thread, clock), subjects: [id] });
}

async function view(scope: TenantScope, thread: ThreadRecord, clock: Clock): Promise<StaffThread> {
  const [tenant, messages] = await Promise.all([readWorkersTenant(scope), readMessages(scope, thread.id)]);
  return viewStaffThread(thread, messages, tenant, clock.now());
}
