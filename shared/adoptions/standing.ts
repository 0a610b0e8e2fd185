import { HELSINKI, localDate } from '../kernel/time.ts';

/** Whether a municipality uses what it has adopted. */
export const adoptionStates = ['IN_USE', 'ENDED'] as const;
export type AdoptionState = (typeof adoptionStates)[number];

/** What happens to an adoption as such: it is ended, and taken up again. */
export const adoptionActs = ['END', 'RESUME'] as const;
export type AdoptionAct = (typeof adoptionActs)[number];

/**
 * The whole machine; what is not here cannot happen. An ended copy keeps its content, its merge on its way and what is in effect; it is
 * not changed, offered, merged or taken into use before it is taken up again.
 */
export const adoptionSteps: Readonly<
  Record<AdoptionState, Readonly<Partial<Record<AdoptionAct, AdoptionState>>>>
> = {
  IN_USE: { END: 'ENDED' },
  ENDED: { RESUME: 'IN_USE' },
};

/** From when to when a template was used; instants in RFC 3339, UTC. */
export interface Standing {
  readonly adoptedAt: string;
  /** Absent while it is in use. */
  readonly endedAt?: string | undefined;
  /** When it was ended for the first time: later uses show nothing of what adopting changed. */
  readonly firstEndedAt?: string | undefined;
}

/** The state of an adoption. */
export function adoptionState({ endedAt }: Pick<Standing, 'endedAt'>): AdoptionState {
  return endedAt === undefined ? 'IN_USE' : 'ENDED';
}

/** The standing after an act at an instant; `undefined` when it cannot happen now. An end that is taken back on its own day never was. */
export function standingAfter(of: Standing, act: AdoptionAct, at: string): Standing | undefined {
  const to = adoptionSteps[adoptionState(of)][act];
  if (!to) return undefined;
  const { endedAt, firstEndedAt, ...rest } = of;
  if (to === 'ENDED') return { ...rest, endedAt: at, firstEndedAt: firstEndedAt ?? at };
  const isTakenBack = endedAt === firstEndedAt && dayOf(endedAt ?? at) === dayOf(at);
  return { ...rest, ...(firstEndedAt !== undefined && !isTakenBack && { firstEndedAt }) };
}

/** The date of an instant where the municipalities are. */
export function dayOf(instant: string): string {
  return localDate(Math.floor(Date.parse(instant) / 60_000), HELSINKI);
}
