import { cameThrough, type Member, placeOf } from '@ohjaamo/shared/groups/roll.ts';
import type { RollRecord, SignUpRecord } from './record.ts';

/** Whoever signed up as they stand on a roll since an instant. */
export function memberOf({ id, nickname, through }: SignUpRecord, since: string): Member {
  const from = through && { opening: through.opening, name: through.name };
  return { id, nickname, since, ...(from && { from }) };
}

/** Whether a roll takes one more of those who come by way of the same opening; anybody else it takes by its seats alone. */
export function hasPlaceFor(roll: RollRecord, { id, through }: SignUpRecord): boolean {
  if (!through || placeOf(roll, id).kind !== 'OUT') return true;
  return cameThrough(roll, through.opening) < through.places;
}
