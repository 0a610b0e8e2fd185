import {
  afterEvent,
  ANSWERING_LASTS,
  answeringAt,
  beginThread,
  inboxOrder,
  MESSAGES_AT_MOST,
  PRESENCE_LASTS,
  presentAt,
  type ThreadEvent,
  type ThreadHead,
} from '@ohjaamo/shared/messages/thread.ts';
import {
  SHARED_IDLE,
  WRITER_IDLE,
  WRITER_LONGEST,
  writerSessionOpens,
  writerTouchIsDue,
} from '@ohjaamo/shared/messages/writerSession.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';

const NOON = Date.parse('2027-02-02T12:00+02:00');
const [one, other] = [worker(1), worker(2)];

function after(head: ThreadHead, ...events: ThreadEvent[]): ThreadHead {
  return events.reduce((thread, event) => {
    const next = afterEvent(thread, event);
    if (!next.ok) throw new Error(next.error);
    return next.value;
  }, head);
}

describe('A thread', () => {
  const thread = beginThread(NOON);

  it('waits from its first message on, and no longer once that was answered', () => {
    expect(thread).toMatchObject({ state: 'WAITING', waiting: { number: 1, at: NOON } });
    const answered = after(thread, { kind: 'ANSWER', at: NOON + 1, by: one, seen: 1 });
    expect(answered).toMatchObject({ state: 'ANSWERED', count: 2, waiting: undefined });
  });

  it('goes on waiting for what came while the worker was writing', () => {
    const crossed = after(
      thread,
      { kind: 'WRITE', at: NOON + 1 },
      { kind: 'ANSWER', at: NOON + 2, by: one, seen: 1 },
    );
    expect(crossed).toMatchObject({ state: 'WAITING', waiting: { number: 2, at: NOON + 1 } });
  });

  it('never stops waiting while a message of the young person was seen by no answer', () => {
    const event = fc.record({ write: fc.boolean(), back: fc.nat({ max: 3 }), close: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let head = thread;
        let [seen, heard] = [0, 1];
        for (const [step, { write, back, close }] of events.entries()) {
          const at = NOON + step;
          const looked = Math.max(1, head.count - back);
          const next = afterEvent(
            head,
            write
              ? { kind: 'WRITE', at }
              : close
                ? { kind: 'CLOSE', seen: looked }
                : { kind: 'ANSWER', at, by: one, seen: looked },
          );
          if (next.ok) {
            head = next.value;
            if (write) heard = head.count;
            else seen = Math.max(seen, looked);
          } else {
            expect(next.error).toBe('state-conflict');
            expect(looked).toBeLessThan(heard);
          }
          // An answer may lag behind another that had seen more: then the thread waits once more, never once less.
          if (heard > seen) expect(head.state).toBe('WAITING');
          if (head.state !== 'WAITING') expect(head.waiting).toBeUndefined();
        }
      }),
    );
  });

  it('is closed only when everything was seen, and a new message opens it again', () => {
    expect(afterEvent(after(thread, { kind: 'WRITE', at: NOON + 1 }), { kind: 'CLOSE', seen: 1 })).toEqual({
      ok: false,
      error: 'state-conflict',
    });
    const closed = after(thread, { kind: 'CLOSE', seen: 1 });
    expect(closed).toMatchObject({ state: 'CLOSED', waiting: undefined });
    expect(after(closed, { kind: 'WRITE', at: NOON + 5 })).toMatchObject({
      state: 'WAITING',
      waiting: { number: 2 },
    });
    expect(after(closed, { kind: 'REOPEN' }).state).toBe('ANSWERED');
  });

  it('names the first who says to be answering, for three minutes', () => {
    const claimed = after(
      thread,
      { kind: 'CLAIM', by: one, at: NOON },
      { kind: 'CLAIM', by: other, at: NOON + 1 },
    );
    expect(answeringAt(claimed, NOON + ANSWERING_LASTS - 1)).toBe(one);
    expect(answeringAt(claimed, NOON + ANSWERING_LASTS)).toBeUndefined();
    const later = after(claimed, { kind: 'CLAIM', by: other, at: NOON + ANSWERING_LASTS });
    expect(answeringAt(later, NOON + ANSWERING_LASTS)).toBe(other);
    expect(answeringAt(after(claimed, { kind: 'RELEASE', by: other }), NOON)).toBe(one);
    expect(answeringAt(after(claimed, { kind: 'RELEASE', by: one }), NOON)).toBeUndefined();
  });

  it('takes no message beyond the last, and says so', () => {
    const full = { ...thread, count: MESSAGES_AT_MOST };
    expect(afterEvent(full, { kind: 'WRITE', at: NOON })).toEqual({ ok: false, error: 'thread-full' });
    expect(afterEvent(full, { kind: 'ANSWER', at: NOON, by: one, seen: 1 }).ok).toBe(false);
  });

  it('changes its version with everything that changes it, and with nothing else', () => {
    const assigned = after(thread, { kind: 'ASSIGN', to: one });
    expect(assigned.version).toBe(2);
    expect(after(assigned, { kind: 'ASSIGN', to: one })).toBe(assigned);
    expect(after(assigned, { kind: 'REOPEN' })).toBe(assigned);
  });
});

describe('The inbox', () => {
  it('has whoever waited longest first, then the latest conversation', () => {
    const line = (waiting: number | undefined, lastAt: number) => ({
      ...(waiting !== undefined && { waiting: { number: 1, at: waiting } }),
      lastAt,
    });
    const lines = [line(undefined, 5), line(3, 9), line(undefined, 8), line(2, 2)];
    expect(lines.sort(inboxOrder)).toEqual([line(2, 2), line(3, 9), line(undefined, 8), line(undefined, 5)]);
  });

  it('counts a worker as present until the last sign has run out, judged by the time', () => {
    const until = { [other]: NOON + PRESENCE_LASTS, [one]: NOON + 1 };
    expect(presentAt(until, NOON)).toEqual([one, other]);
    expect(presentAt(until, NOON + 1)).toEqual([other]);
    expect(presentAt(until, NOON + PRESENCE_LASTS)).toEqual([]);
  });
});

describe('An opened thread', () => {
  const session = { beganAt: NOON, lastSeenAt: NOON, shared: false, ended: false };

  it('closes after half an idle hour, on a shared computer after two minutes', () => {
    expect(writerSessionOpens(session, NOON + WRITER_IDLE - 1)).toBe(true);
    expect(writerSessionOpens(session, NOON + WRITER_IDLE)).toBe(false);
    const shared = { ...session, shared: true };
    expect(writerSessionOpens(shared, NOON + SHARED_IDLE - 1)).toBe(true);
    expect(writerSessionOpens(shared, NOON + SHARED_IDLE)).toBe(false);
  });

  it('closes when it is ended, and never outlives its longest time', () => {
    expect(writerSessionOpens({ ...session, ended: true }, NOON)).toBe(false);
    const busy = { ...session, lastSeenAt: NOON + WRITER_LONGEST - 1 };
    expect(writerSessionOpens(busy, NOON + WRITER_LONGEST - 1)).toBe(true);
    expect(writerSessionOpens(busy, NOON + WRITER_LONGEST)).toBe(false);
  });

  it('is noted often enough that nobody who goes on is shut out', () => {
    for (const shared of [true, false]) {
      const idle = shared ? SHARED_IDLE : WRITER_IDLE;
      let times = { ...session, shared };
      for (let now = NOON; now < NOON + 10 * idle; now += 10_000) {
        expect(writerSessionOpens(times, now)).toBe(now < NOON + WRITER_LONGEST);
        if (writerTouchIsDue(times, now)) times = { ...times, lastSeenAt: now };
      }
    }
  });
});
