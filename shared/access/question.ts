import type { AccessPurpose } from '../kernel/accessPurposes.ts';
import type { CaseRelation } from './rules.ts';

/** Who works with a client, as the client's record says. */
export interface TeamMember {
  readonly staffId: string;
  readonly part: Exclude<CaseRelation, 'RECEIVER' | 'NONE'>;
}

/** What the worker is to the client: a place of one's own in the team, or the organisation's accepted referral. */
export function relationOf(
  worker: { readonly staffId: string; readonly organisation: string },
  team: readonly TeamMember[],
  receivers: readonly string[],
): CaseRelation {
  const place = team.find(({ staffId }) => staffId === worker.staffId);
  if (place) return place.part;
  return receivers.includes(worker.organisation) ? 'RECEIVER' : 'NONE';
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
