import {
  afterStep,
  isOver,
  referralRules,
  type ReferralState,
  referralSides,
  referralStates,
  referralSteps,
  stepsOpen,
  wasSent,
} from '@ohjaamo/shared/referrals/states.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const walk = fc.array(
  fc.record({ step: fc.constantFrom(...referralSteps), side: fc.constantFrom(...referralSides) }),
  { maxLength: 60 },
);

describe('The way of a referral', () => {
  it('goes from a draft over consent, sending and opening to a kept first meeting', () => {
    const way = [
      ['CONSENT', 'SENDER', 'CONSENTED'],
      ['SEND', 'SENDER', 'SENT'],
      ['OPEN', 'RECEIVER', 'SEEN'],
      ['ACCEPT', 'RECEIVER', 'ACCEPTED'],
      ['BOOK_MEETING', 'RECEIVER', 'FIRST_MEETING_BOOKED'],
      ['MISS_MEETING', 'RECEIVER', 'MISSED'],
      ['BOOK_MEETING', 'SENDER', 'FIRST_MEETING_BOOKED'],
      ['KEEP_MEETING', 'RECEIVER', 'FIRST_MEETING_KEPT'],
      ['CLOSE', 'RECEIVER', 'CLOSED'],
    ] as const;
    let state: ReferralState = 'DRAFT';
    for (const [step, side, to] of way) {
      expect(afterStep(state, step, side), `${state} ${step}`).toBe(to);
      state = to;
    }
  });

  it('whatever is tried, in whatever order: only what the table allows moves it', () => {
    fc.assert(
      fc.property(walk, (tries) => {
        let state: ReferralState = 'DRAFT';
        const seen: ReferralState[] = [state];
        for (const { step, side } of tries) {
          const next = afterStep(state, step, side);
          const { by, from, to } = referralRules[step];
          const allowed =
            (by as readonly string[]).includes(side) && (from as readonly string[]).includes(state);
          expect(next).toBe(allowed ? to : undefined);
          if (next) seen.push((state = next));
        }
        const before = (earlier: ReferralState, later: ReferralState) =>
          !seen.includes(later) || (seen.includes(earlier) && seen.indexOf(earlier) < seen.indexOf(later));
        // Nothing leaves without a ground, nothing is answered unopened, and no meeting is without an acceptance.
        expect(before('CONSENTED', 'SENT')).toBe(true);
        for (const answer of ['ACCEPTED', 'DECLINED', 'ALTERNATIVE_OFFERED'] as const) {
          expect(before('SEEN', answer)).toBe(true);
        }
        expect(before('ACCEPTED', 'FIRST_MEETING_BOOKED')).toBe(true);
        expect(before('FIRST_MEETING_BOOKED', 'FIRST_MEETING_KEPT')).toBe(true);
        if (seen.includes('ACCEPTED')) expect(seen).not.toContain('WITHDRAWN');
      }),
    );
  });

  it('ends: from what is over nobody can do anything, from everything else somebody can', () => {
    for (const state of referralStates) {
      const open = referralSides.flatMap((side) => stepsOpen(state, side));
      expect(open.length === 0, state).toBe(isOver(state));
    }
  });

  it('is nobody’s business at the receiver before it is sent', () => {
    for (const state of referralStates.filter((each) => !wasSent(each))) {
      expect(stepsOpen(state, 'RECEIVER')).toEqual([]);
    }
  });
});
