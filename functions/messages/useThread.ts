import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { ownTexts } from '../kernel/ownTexts.ts';
import { placeOf, readChatState } from './place.ts';
import { viewForWriter, writerOf, writerVersionOf } from './writer.ts';
import { clearedWriterCookie, openedThread } from './writerCookie.ts';
import { endSession } from './writerRepository.ts';
import { messageOf, writeThread } from './writeThread.ts';

/** What the page of a site's messages shows before a thread is open: four Queries and a read. */
export const readChat: UseCase<typeof messagesRoutes.readChat> = async ({ scope, request, clock }) => {
  const place = await placeOf(scope, request.parameters.siteSlug);
  if (!place.ok) return place;
  const [{ chat, phone }, texts] = await Promise.all([
    readChatState(scope, place.value, clock),
    ownTexts(scope, 'messages.'),
  ]);
  return succeed({ body: { site: { name: place.value.site.name }, phone, chat, texts } });
};

/** The open thread: see {@link writerOf} and {@link viewForWriter} for its reads. */
export const readThread: UseCase<typeof messagesRoutes.readThread> = async (context) => {
  const writer = await writerOf(context, context.request.parameters.siteSlug);
  if (!writer.ok) return writer;
  const body = await viewForWriter(context.scope, writer.value, context.clock);
  if (body.version === context.knownVersion) return succeed({ unchanged: true, version: body.version });
  return succeed({ body, version: body.version });
};

/** Whether the open thread has changed: the reads of the thread without its messages. */
export const readThreadVersion: UseCase<typeof messagesRoutes.readThreadVersion> = async (context) => {
  const { scope, clock, knownVersion } = context;
  const writer = await writerOf(context, context.request.parameters.siteSlug);
  if (!writer.ok) return writer;
  const { chat } = await readChatState(scope, writer.value, clock);
  const version = writerVersionOf(writer.value.thread, chat, clock.now());
  return succeed(version === knownVersion ? { unchanged: true, version } : { body: { version }, version });
};

/** Writes one more message, once by its id; a closed thread is open again. */
export const writeMessage: UseCase<typeof messagesRoutes.writeMessage> = async (context) => {
  const { scope, request, clock } = context;
  const writer = await writerOf(context, request.parameters.siteSlug);
  if (!writer.ok) return writer;
  const at = clock.now();
  const message = messageOf(request.body.messageId, request.body.text, at, { from: 'YOUTH' });
  const done = await writeThread(scope, writer.value.thread, { kind: 'WRITE', at }, at, { message });
  if (!done.ok) return done.error.type === 'not-found' ? fail(problem('link-not-found')) : done;
  return succeed({ body: await viewForWriter(scope, { ...writer.value, thread: done.value.thread }, clock) });
};

/** Ends this browser's opening, on the server and in the browser: one write. Nothing open is nothing to end. */
export const leaveThread: UseCase<typeof messagesRoutes.leaveThread> = async ({
  scope,
  request,
  cookies,
}) => {
  const place = await placeOf(scope, request.parameters.siteSlug);
  if (!place.ok) return place;
  const opened = openedThread(cookies);
  if (opened) await endSession(scope, opened.id, hashOf(opened.secret));
  return succeed({ body: {}, cookies: [clearedWriterCookie] });
};
