import {
  ATTEMPTS_FORGOTTEN,
  type Attempts,
  countAttempt,
  FREE_ATTEMPTS,
} from '@ohjaamo/shared/tenants/attempts.ts';
import { CHALLENGE_ANSWERS, countAnswer } from '@ohjaamo/shared/tenants/challenge.ts';
import { INVITATION_VALID, openInvitation, useInvitation } from '@ohjaamo/shared/tenants/invitation.ts';
import { passwordIsStrong } from '@ohjaamo/shared/tenants/password.ts';
import {
  beginSession,
  SESSION_IDLE,
  SESSION_LONGEST,
  SESSION_TOUCH,
  sessionEnd,
  sessionState,
  touchIsDue,
} from '@ohjaamo/shared/tenants/session.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const MORNING = Date.parse('2027-02-01T09:00+02:00');

describe('A session', () => {
  it('ends after half an idle hour, to the millisecond', () => {
    const times = beginSession(MORNING);
    expect(sessionState(times, MORNING + SESSION_IDLE - 1)).toBe('ACTIVE');
    expect(sessionState(times, MORNING + SESSION_IDLE)).toBe('EXPIRED');
  });

  it('never outlives its longest time, however busy it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: SESSION_IDLE - 1 }), { maxLength: 60 }), (pauses) => {
        let times = beginSession(MORNING);
        let now = MORNING;
        for (const pause of pauses) {
          now += pause;
          if (sessionState(times, now) === 'EXPIRED') break;
          if (touchIsDue(times, now)) times = { ...times, lastSeenAt: now };
        }
        expect(sessionEnd(times)).toBeLessThanOrEqual(MORNING + SESSION_LONGEST);
      }),
    );
  });

  it('notes a request at most every five minutes', () => {
    const times = beginSession(MORNING);
    expect(touchIsDue(times, MORNING + SESSION_TOUCH - 1)).toBe(false);
    expect(touchIsDue(times, MORNING + SESSION_TOUCH)).toBe(true);
  });
});

describe('Attempts at one address', () => {
  const after = (count: number): Attempts => ({ count, lastAt: MORNING });

  it('are free at first, then wait longer each time, a quarter of an hour at most', () => {
    expect(countAttempt(after(FREE_ATTEMPTS - 1), MORNING).ok).toBe(true);
    const waits = [0, 1, 2, 3, 9].map((more) => {
      let wait = 0;
      while (!countAttempt(after(FREE_ATTEMPTS + more), MORNING + wait).ok) wait += 1_000;
      return wait / 1_000;
    });
    expect(waits).toEqual([30, 60, 120, 240, 900]);
  });

  it('of a clock that was ahead and has been set back do not lock anybody out', () => {
    expect(countAttempt({ count: 30, lastAt: MORNING + ATTEMPTS_FORGOTTEN * 70 }, MORNING).ok).toBe(true);
  });

  it('are forgotten after a day', () => {
    expect(countAttempt(after(50), MORNING + ATTEMPTS_FORGOTTEN)).toEqual({
      ok: true,
      value: { count: 1, lastAt: MORNING + ATTEMPTS_FORGOTTEN },
    });
  });
});

describe('A challenge of the second factor', () => {
  it('bears three answers and no more, and none after its time', () => {
    const fresh = { expiresAt: MORNING + 1, answers: 0 };
    expect(countAnswer(fresh, MORNING)).toEqual({ ok: true, value: { ...fresh, answers: 1 } });
    expect(countAnswer({ ...fresh, answers: CHALLENGE_ANSWERS }, MORNING).ok).toBe(false);
    expect(countAnswer(fresh, MORNING + 1).ok).toBe(false);
  });
});

describe('An invitation', () => {
  it('opens for seven days, and says that it has expired only to whom it was given', () => {
    const open = openInvitation(MORNING);
    expect(useInvitation(open, MORNING + INVITATION_VALID - 1).ok).toBe(true);
    expect(useInvitation(open, MORNING + INVITATION_VALID)).toMatchObject({ error: 'link-expired' });
  });

  it('that was used or replaced is as if it had never been', () => {
    for (const state of ['ACCEPTED', 'REVOKED'] as const) {
      const gone = { ...openInvitation(MORNING), state };
      expect(useInvitation(gone, MORNING)).toEqual(useInvitation(undefined, MORNING));
    }
  });
});

describe('A password', () => {
  it.each([
    ['polku vie perille', true],
    ['short one 1', false],
    ['aaaaaaaaaaaaaaaa', false],
    ['Salasana12345', false],
    ['tervetuloaadmin', true],
    ['paakayttaja-inarista', false],
  ])('%s: %s', (password, strong) => {
    expect(passwordIsStrong(password, 'paakayttaja@inari.example')).toBe(strong);
  });
});
