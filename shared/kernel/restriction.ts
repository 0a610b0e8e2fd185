import * as z from 'zod';
import { requestId } from './ids.ts';
import { plainDate } from './time.ts';

/** Why somebody may have the processing of the own data restricted (GDPR article 18(1)(a) to (d)). */
export const restrictionGrounds = [
  'ACCURACY_CONTESTED',
  'UNLAWFUL',
  'NEEDED_FOR_CLAIM',
  'OBJECTION',
] as const;
export const restrictionGround = z.enum(restrictionGrounds);
export type RestrictionGround = (typeof restrictionGrounds)[number];

/** A restriction that is in force, as it stands on the client's own row, where policies and the calendar see it. */
export const standingRestriction = z.object({
  id: requestId,
  /** UTC instant. */
  since: z.string(),
  ground: restrictionGround,
  /** The first day on which it may be lifted, as the person was told; absent until then. */
  liftsOn: plainDate.optional(),
});
export type StandingRestriction = z.infer<typeof standingRestriction>;
