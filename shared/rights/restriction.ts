import type { StandingRestriction } from '../kernel/restriction.ts';

/** How far a restriction of processing is. `TOLD`: the person knows that and when it is lifted. */
export const restrictionStates = ['NONE', 'IN_FORCE', 'TOLD'] as const;
export type RestrictionState = (typeof restrictionStates)[number];

export const restrictionSteps = ['SET', 'TELL', 'LIFT'] as const;
export type RestrictionStep = (typeof restrictionSteps)[number];

/** What each step leads to. None is lifted before the person was told so (GDPR article 18(3)); telling again moves the day. */
export const restricting: Readonly<
  Record<RestrictionState, Readonly<Partial<Record<RestrictionStep, RestrictionState>>>>
> = {
  NONE: { SET: 'IN_FORCE' },
  IN_FORCE: { TELL: 'TOLD' },
  TOLD: { TELL: 'TOLD', LIFT: 'NONE' },
};

/** The state of a client's restriction; that of no restriction when there is none. */
export function restrictionState(
  standing: Pick<StandingRestriction, 'liftsOn'> | undefined,
): RestrictionState {
  if (!standing) return 'NONE';
  return standing.liftsOn === undefined ? 'IN_FORCE' : 'TOLD';
}

/**
 * Whether a step may be taken on a day of the tenant's zone: as the table says, the day that the person is told is a later one, and
 * nothing is lifted before it.
 */
export function maySetRestriction(
  standing: Pick<StandingRestriction, 'liftsOn'> | undefined,
  step: RestrictionStep,
  { today, liftsOn }: { readonly today: string; readonly liftsOn?: string },
): boolean {
  if (restricting[restrictionState(standing)][step] === undefined) return false;
  if (step === 'TELL') return liftsOn !== undefined && liftsOn > today;
  return step === 'SET' || (standing?.liftsOn !== undefined && standing.liftsOn <= today);
}
