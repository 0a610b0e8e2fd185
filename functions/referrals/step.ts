import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import {
  afterStep,
  type ReferralSide,
  type ReferralStep,
  UNOPENED_DAYS,
} from '@ohjaamo/shared/referrals/states.ts';
import type { declineReasons, referralOutcomes } from '@ohjaamo/shared/referrals/views.ts';
import type { Sealed } from '../kernel/sealing.ts';
import type { ReferralRow } from './record.ts';
import { openersWith } from './standing.ts';

/** A step as somebody takes it, with its texts sealed already. */
export interface Taken {
  readonly step: ReferralStep;
  readonly side: ReferralSide;
  /** UTC, ISO 8601, and the date of it in the tenant's zone. */
  readonly at: string;
  readonly today: string;
  /** Absent for receivers elsewhere and without an account. */
  readonly by?: StaffId | undefined;
  readonly reason?: (typeof declineReasons)[number] | undefined;
  readonly meeting?: { readonly on: string; readonly at: string } | undefined;
  readonly outcome?: (typeof referralOutcomes)[number] | undefined;
  readonly sealed?: Sealed;
}

/** The referral after a step; `undefined` when the side may not take it now. */
export function takeStep(referral: ReferralRow, taken: Taken): ReferralRow | undefined {
  const { step, side, at, by, today } = taken;
  const state = afterStep(referral.state, step, side);
  if (!state) return undefined;
  return {
    ...referral,
    state,
    history: [...referral.history, { step, at, ...(by && { by }) }],
    sealed: { ...referral.sealed, ...taken.sealed },
    ...(step === 'SEND' && {
      sentAt: at,
      comesBackOn: Temporal.PlainDate.from(today).add({ days: UNOPENED_DAYS }).toString(),
    }),
    ...(step === 'OPEN' && { seenAt: at }),
    ...(step === 'OPEN' && by && { openedBy: openersWith(referral.openedBy, by) }),
    ...(isAnswer(step) && { answer: { at, ...(taken.reason && { reason: taken.reason }) } }),
    ...(step === 'ACCEPT' && by && { acceptedBy: by }),
    ...(taken.meeting && { meeting: taken.meeting }),
    ...(taken.outcome && { outcome: taken.outcome }),
  };
}

export function isAnswer(step: ReferralStep): boolean {
  return step === 'ACCEPT' || step === 'DECLINE' || step === 'OFFER_ALTERNATIVE';
}

/**
 * What the sender has to do after a step: an unopened referral comes back after a week, an answer and an outcome of others are
 * looked at today, and what the sender does oneself needs no telling. `undefined` leaves the task as it is.
 */
export function taskAfter(after: ReferralRow, { step, side, today }: Taken): CaseTask | null | undefined {
  const record = after.id;
  if (step === 'SEND' && after.comesBackOn) {
    return { kind: 'REFERRAL_UNOPENED', dueOn: after.comesBackOn, record };
  }
  if (step === 'GIVE_BACK') return { kind: 'REFERRAL_ANSWERED', dueOn: today, record };
  if (step === 'CLOSE' || step === 'WITHDRAW' || step === 'OPEN') {
    // Whoever closes at the receiver tells what came of it.
    return step === 'CLOSE' && side === 'RECEIVER'
      ? { kind: 'REFERRAL_OUTCOME', dueOn: today, record }
      : null;
  }
  if (side === 'SENDER') return step === 'CONSENT' ? undefined : null;
  if (isAnswer(step)) return { kind: 'REFERRAL_ANSWERED', dueOn: today, record };
  return step === 'KEEP_MEETING' || step === 'MISS_MEETING'
    ? { kind: 'REFERRAL_OUTCOME', dueOn: today, record }
    : undefined;
}
