/** How the young person gave the consent. */
export const consentMeans = ['ON_SCREEN', 'ON_PAPER', 'ORALLY'] as const;

/** What a consent is on one date. */
export const consentStates = ['IN_FORCE', 'WITHDRAWN', 'ENDED'] as const;
export type ConsentState = (typeof consentStates)[number];

/** What decides a consent's state. */
export interface ConsentTerm {
  /** Last day the consent holds, in the tenant's zone. */
  readonly validUntil: string;
  /** Instant of the withdrawal in UTC. */
  readonly withdrawnAt?: string | undefined;
}

/**
 * The state on the date `today` of the tenant's zone. It is judged anew at every look, never stored: a withdrawal has
 * effect at once, and a consent ends by the calendar alone, after the whole of its last day.
 */
export function consentState({ validUntil, withdrawnAt }: ConsentTerm, today: string): ConsentState {
  if (withdrawnAt) return 'WITHDRAWN';
  return today > validUntil ? 'ENDED' : 'IN_FORCE';
}
