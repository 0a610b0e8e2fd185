import type { AccessPurpose } from '../kernel/accessPurposes.ts';
import type { CaseRelation } from './rules.ts';

/** Who works with a client, as the client's record says. */
export interface TeamMember {
  readonly staffId: string;
  readonly part: Exclude<CaseRelation, 'RECEIVER' | 'NONE'>;
  /** Joined by accepting a referral, and was given no part by the register since. */
  readonly throughReferral?: true | undefined;
}

interface Worker {
  readonly staffId: string;
  readonly organisation: string;
}

/**
 * What the worker is to the client: a place of one's own in the team, or the organisation's accepted referral. What came by a referral
 * counts only while that `stands`: while the young person agrees to something with the organisation, or a provision of law carries it.
 */
export function relationOf(
  worker: Worker,
  team: readonly TeamMember[],
  receivers: readonly string[],
  stands: boolean,
): CaseRelation {
  const place = team.find(({ staffId }) => staffId === worker.staffId);
  if (place && (stands || !place.throughReferral)) return place.part;
  return stands && receivers.includes(worker.organisation) ? 'RECEIVER' : 'NONE';
}

/** Whether it decides anything for the worker that a referral stands. */
export function restsOnReferral(
  worker: Worker,
  team: readonly TeamMember[],
  receivers: readonly string[],
): boolean {
  const place = team.find(({ staffId }) => staffId === worker.staffId);
  return place ? place.throughReferral === true : receivers.includes(worker.organisation);
}

/** A purpose on record, and whether it still holds at `now` (milliseconds since 1970). */
export function standingPurpose(
  stated: { readonly purpose: AccessPurpose; readonly untilMilliseconds: number } | undefined,
  now: number,
): AccessPurpose | undefined {
  return stated && now < stated.untilMilliseconds ? stated.purpose : undefined;
}

/** So many different cases opened in an hour by one worker are more than a day's work explains. */
export const CASES_PER_HOUR = 20;

/** Whether two people share a family name: the last word of a name, compared without case and accents of others' languages. */
export function sharesFamilyName(one: string, other: string): boolean {
  const family = (name: string): string => name.trim().split(/\s+/u).at(-1)?.toLocaleLowerCase('fi') ?? '';
  const [first, second] = [family(one), family(other)];
  return first.length > 2 && first === second && one.trim().includes(' ') && other.trim().includes(' ');
}
