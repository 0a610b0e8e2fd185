import { log } from './log.ts';

/** A service will never take this message: the address, the number or the message itself is at fault. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

/**
 * Hands a message to the service that `send` calls. True when it was taken; false when it is refused for good, so that nobody
 * waits behind an address to which nothing can be sent. Rejects when it may be taken later. Writes a line of the log.
 */
export async function handOver(send: () => Promise<void>): Promise<boolean> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof MessageRefused)) throw error;
    log('MAIL_REFUSED');
    return false;
  }
  log('MAIL_SENT');
  return true;
}

/** Runs `send`; an error by which its service refuses for good becomes a `MessageRefused`, any other stays what it is. */
export async function refusing(
  isForGood: (error: Error) => boolean,
  send: () => Promise<unknown>,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (error instanceof Error && isForGood(error)) throw new MessageRefused(error.name, { cause: error });
    throw error;
  }
}
