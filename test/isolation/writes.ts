import { newThreadCode } from '@ohjaamo/shared/messages/threadCode.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Ids } from './ids.ts';
import type { Send } from './send.ts';

/** Every tenant of the suite has a thread of this code: each opens its own and no other. */
export const THREAD_CODE = newThreadCode(() => new Uint8Array(19).fill(7));

/** Somebody writes to the tenant's site and asks to be called; gives the browser's cookie and the thread it names. */
export async function write(
  send: Send,
  { tenantSlug, siteSlug, messageId, callId }: Pick<Ids, 'tenantSlug' | 'siteSlug' | 'messageId' | 'callId'>,
): Promise<Pick<Ids, 'threadCookie' | 'threadId'>> {
  const parameters = { tenantSlug, siteSlug };
  const started = await send(routes.startThread, {
    parameters,
    body: { code: THREAD_CODE, messageId, text: 'Hello', language: 'fi', shared: false },
  });
  const asked = await send(routes.requestCallBack, {
    parameters,
    body: { callId, number: '040 1234567', language: 'fi' },
  });
  if (started.status !== 201 || asked.status !== 201) throw new Error(`${started.text} ${asked.text}`);
  const threadCookie = started.cookies[0]?.split(';')[0] ?? '';
  return { threadCookie, threadId: /=([0-9a-z]{20})\./u.exec(threadCookie)?.[1] ?? '' };
}
