import type { ConsentState } from '../kernel/consents.ts';
import { Temporal } from '../kernel/time.ts';

/** The longest a consent may be given for at a time. */
export const LONGEST_MONTHS = 24;

/** What withdrawing does, by the state it finds: a repeated withdrawal is the same withdrawal. */
export const withdrawal = {
  IN_FORCE: 'WITHDRAW',
  WITHDRAWN: 'ALREADY_DONE',
  ENDED: 'REFUSE',
} as const satisfies Record<ConsentState, string>;

/** A field of a consent that cannot stand, by its name in the request. */
export interface ConsentFault {
  readonly field: 'from' | 'to' | 'validUntil';
  readonly code: 'unknown_organisation' | 'same_organisation' | 'in_the_past' | 'too_far_ahead';
}

/**
 * Checks a new consent: it goes from one organisation of the tenant to another one (never to "all", domain 3.7), and
 * until a day that is not past and at most 24 months ahead.
 */
export function consentFaults(
  asked: { readonly from: string; readonly to: string; readonly validUntil: string },
  today: string,
  organisations: readonly string[],
): ConsentFault[] {
  const latest = Temporal.PlainDate.from(today).add({ months: LONGEST_MONTHS }).toString();
  const faults: (ConsentFault | false)[] = [
    !organisations.includes(asked.from) && { field: 'from', code: 'unknown_organisation' },
    !organisations.includes(asked.to) && { field: 'to', code: 'unknown_organisation' },
    asked.from === asked.to && { field: 'to', code: 'same_organisation' },
    asked.validUntil < today && { field: 'validUntil', code: 'in_the_past' },
    asked.validUntil > latest && { field: 'validUntil', code: 'too_far_ahead' },
  ];
  return faults.filter((fault) => fault !== false);
}
