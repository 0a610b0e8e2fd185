import { threadId, sessionSecret, type ThreadId } from '@ohjaamo/shared/kernel/ids.ts';

/** `__Host-`: over TLS only, from this host only. A browser has one thread open at a time. */
const NAME = '__Host-thread';
// Gone with the browser; the server ends it sooner. Strict: no foreign page leads into a thread.
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** What the cookie names: a thread, and the secret of this browser's opening of it. */
export interface OpenedThread {
  readonly id: ThreadId;
  readonly secret: string;
}

/** Opens a thread in this browser. */
export function writerCookie({ id, secret }: OpenedThread): string {
  return `${NAME}=${id}.${secret}; ${ATTRIBUTES}`;
}

/** Takes the cookie back. */
export const clearedWriterCookie = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;

/** What a request's cookies name; of two cookies of the name neither is believed. */
export function openedThread(cookies: readonly string[]): OpenedThread | undefined {
  const values = cookies
    .map((each) => each.trim())
    .filter((each) => each.startsWith(`${NAME}=`))
    .map((each) => each.slice(NAME.length + 1));
  const [id, secret] = values.length === 1 ? (values[0] ?? '').split('.') : [];
  const named = threadId.safeParse(id);
  const proven = sessionSecret.safeParse(secret);
  return named.success && proven.success ? { id: named.data, secret: proven.data } : undefined;
}
