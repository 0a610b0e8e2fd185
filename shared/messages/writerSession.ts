/** Milliseconds without a request after which a thread has to be opened with its code again. */
export const WRITER_IDLE = 30 * 60_000;
/** The same on a computer that others use too. */
export const SHARED_IDLE = 2 * 60_000;
/** Milliseconds after which it has to be, however busy the thread is. */
export const WRITER_LONGEST = 8 * 60 * 60_000;
/** How long after the last note of a request the next one is noted. */
const TOUCH = 5 * 60_000;
const SHARED_TOUCH = 20_000;

/** An open thread in one browser: the code was right at `beganAt`. Milliseconds since 1970. */
export interface WriterSession {
  readonly beganAt: number;
  readonly lastSeenAt: number;
  /** On a computer that others use too. */
  readonly shared: boolean;
  readonly ended: boolean;
}

/** Whether it still opens the thread. */
export function writerSessionOpens(session: WriterSession, now: number): boolean {
  const idle = session.shared ? SHARED_IDLE : WRITER_IDLE;
  return !session.ended && now < Math.min(session.lastSeenAt + idle, session.beganAt + WRITER_LONGEST);
}

/** Whether a request now has to be noted. */
export function writerTouchIsDue(session: WriterSession, now: number): boolean {
  return now - session.lastSeenAt >= (session.shared ? SHARED_TOUCH : TOUCH);
}
