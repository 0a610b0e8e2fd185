import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { ReferralStep } from '@ohjaamo/shared/referrals/states.ts';
import type { declineReasons, referralOutcomes } from '@ohjaamo/shared/referrals/views.ts';
import type { ReferralTexts } from './package.ts';

/** A step with what a form gave beside it. */
export interface StepForm {
  readonly step: ReferralStep | 'NOTE';
  readonly on?: string | undefined;
  readonly at?: string | undefined;
  readonly place?: string | undefined;
  readonly reason?: (typeof declineReasons)[number] | undefined;
  readonly outcome?: (typeof referralOutcomes)[number] | undefined;
  readonly text?: string | undefined;
}

/** What a step cannot be without: a meeting its day and time, a refusal its reason, an end what came of it, another offer its words. */
export function detailFault({ step, on, at, reason, outcome, text }: StepForm): Problem | undefined {
  const missing = {
    BOOK_MEETING: [on === undefined && 'on', at === undefined && 'at'],
    DECLINE: [reason === undefined && 'reason'],
    CLOSE: [outcome === undefined && 'outcome'],
    OFFER_ALTERNATIVE: [text === undefined && 'text'],
  } as Partial<Record<StepForm['step'], (string | false)[]>>;
  const fields = (missing[step] ?? []).filter((field) => field !== false);
  if (fields.length === 0) return undefined;
  return problem('invalid-request', {
    errors: fields.map((field) => ({ pointer: `/body/${field}`, code: 'missing' })),
  });
}

/** The form by what it means for the step: facts, and texts to be sealed. */
export function detailsOf({ step, on, at, place, reason, outcome, text }: StepForm): {
  readonly reason?: StepForm['reason'];
  readonly meeting?: { readonly on: string; readonly at: string } | undefined;
  readonly outcome?: StepForm['outcome'];
  readonly texts: ReferralTexts;
} {
  if (step === 'BOOK_MEETING' && on !== undefined && at !== undefined) {
    return { meeting: { on, at }, texts: { place } };
  }
  if (step === 'CLOSE') return { outcome, texts: { outcome: text } };
  if (step === 'DECLINE') return { reason, texts: { answer: text } };
  return step === 'ACCEPT' || step === 'OFFER_ALTERNATIVE' ? { texts: { answer: text } } : { texts: {} };
}
