import type { LocalizedText } from '../kernel/i18n.ts';
import type { OpeningId, SignUpId } from '../kernel/ids.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';

/** Somebody on a roll. */
export interface Member {
  readonly id: SignUpId;
  readonly nickname?: string | undefined;
  /** When they took this place on the roll, RFC 3339 in UTC. */
  readonly since: string;
  /** The municipality by way of which they came, and the opening for it; absent for who came by the own page. */
  readonly from?: { readonly opening: OpeningId; readonly name: LocalizedText } | undefined;
}

/**
 * Who is in and who waits, each in the order of joining: the one place that decides about the seats of a series, or of one
 * meeting. As long as somebody waits no seat is free, so that nobody overtakes.
 */
export interface Roll {
  /** Grows by one with every change: the condition of the next one. 0 = nobody has ever signed up. */
  readonly version: number;
  readonly members: readonly Member[];
  readonly waiting: readonly Member[];
}

export const emptyRoll: Roll = { version: 0, members: [], waiting: [] };

/** People who can wait for one roll. */
export const LONGEST_WAIT = 100;

/** Where somebody stands: with a seat, waiting behind `ahead` others, or not on the roll. */
export type Place = { readonly kind: 'IN' } | { readonly kind: 'WAITING'; readonly ahead: number } | Out;
interface Out {
  readonly kind: 'OUT';
}

/** The place of a sign-up on the roll. */
export function placeOf(roll: Roll, id: SignUpId): Place {
  if (roll.members.some((member) => member.id === id)) return { kind: 'IN' };
  const ahead = roll.waiting.findIndex((member) => member.id === id);
  return ahead >= 0 ? { kind: 'WAITING', ahead } : { kind: 'OUT' };
}

/** Seats that anybody could take now. */
export function freeSeats(roll: Roll, seats: number): number {
  return Math.max(0, seats - roll.members.length);
}

/**
 * The roll with one more: on a free seat, else at the end of the waiting list for whoever is ready to wait. Who is on the roll
 * already stays where they are.
 */
export function joined(
  roll: Roll,
  member: Member,
  seats: number,
  readyToWait: boolean,
): Result<Roll, 'group-full'> {
  if (placeOf(roll, member.id).kind !== 'OUT') return succeed(roll);
  if (freeSeats(roll, seats) > 0) {
    return succeed({ ...roll, version: roll.version + 1, members: [...roll.members, member] });
  }
  if (!readyToWait || roll.waiting.length >= LONGEST_WAIT) return fail('group-full');
  return succeed({ ...roll, version: roll.version + 1, waiting: [...roll.waiting, member] });
}

/** The roll without somebody; a seat that becomes free goes to whoever has waited longest. */
export function left(roll: Roll, id: SignUpId, seats: number): Roll {
  if (placeOf(roll, id).kind === 'OUT') return roll;
  const without = (list: readonly Member[]) => list.filter((member) => member.id !== id);
  return {
    version: roll.version + 1,
    ...promoted(without(roll.members), without(roll.waiting), seats),
  };
}

/** The roll after the number of seats changed: nobody loses a seat, and those who waited longest get what is free. */
export function reseated(roll: Roll, seats: number): Roll {
  const next = promoted(roll.members, roll.waiting, seats);
  return next.members.length === roll.members.length ? roll : { version: roll.version + 1, ...next };
}

function promoted(
  members: readonly Member[],
  waiting: readonly Member[],
  seats: number,
): Pick<Roll, 'members' | 'waiting'> {
  const free = Math.max(0, seats - members.length);
  return { members: [...members, ...waiting.slice(0, free)], waiting: waiting.slice(free) };
}

/** How many came by way of an opening and have a seat or wait: those that its cap counts. Who leaves makes room. */
export function cameThrough({ members, waiting }: Roll, opening: OpeningId): number {
  return [...members, ...waiting].filter(({ from }) => from?.opening === opening).length;
}

/** Who waited before and has a seat after. */
export function promotedBetween(before: Roll, after: Roll): SignUpId[] {
  const waited = new Set(before.waiting.map(({ id }) => id));
  return after.members.filter(({ id }) => waited.has(id)).map(({ id }) => id);
}
