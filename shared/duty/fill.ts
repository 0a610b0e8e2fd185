import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { coverable } from './cover.ts';
import { type IsAway, Ledger, type ServedShift, type TurnTaker } from './ledger.ts';
import { type BusyTime, type Obstacle, Takings } from './takings.ts';

/** One shift on one date, with the workers it has so far. */
export interface ComingShift {
  /** Shift and date, as text that tells it from every other. */
  readonly id: string;
  /** Day of the start, in days since 1970, and the Monday of its ISO week. */
  readonly day: number;
  readonly monday: number;
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  readonly late: boolean;
  /** Whose turn it can be. */
  readonly pool: readonly StaffId[];
  /** Skills that at least one of the shift must have. */
  readonly skills: readonly string[];
  /** Who serves by weekly hours of their own, beside the places. */
  readonly standing: readonly StaffId[];
  /** Who has each place so far; a worker that may not be kept is replaced. */
  readonly places: readonly (StaffId | undefined)[];
}

/** Why this worker has the place. Minutes are those of the accounts at the moment of choosing. */
export interface Choice {
  readonly staffId: StaffId;
  /**
   * `KEPT` stood there before; `MOST_OWED` has served least of what was expected; `LONGEST_SINCE` owes as much as another and
   * served longest ago; `LOT` was drawn among equals; `SKILL` is the first who knows what the shift still lacks; `RESTED`
   * is the first without a late shift on a neighbouring day; `ONLY_ONE` is the only one who can.
   */
  readonly reason: 'KEPT' | 'MOST_OWED' | 'LONGEST_SINCE' | 'LOT' | 'SKILL' | 'RESTED' | 'ONLY_ONE';
  readonly served: number;
  readonly expected: number;
}

/** Why somebody whose turn it could have been does not have the place. */
export type PassedReason = Obstacle | 'SKILL_NEEDED' | 'LATE_NEXT_DAY';

export interface Passed {
  readonly staffId: StaffId;
  readonly reason: PassedReason;
  readonly served: number;
  readonly expected: number;
}

/** One place after filling: who, why, and why not each of those who owed more. */
export interface FilledPlace {
  readonly choice: Choice | undefined;
  /** Who owed as much or more and was passed over, most owed first; all of the pool when the place stays open. */
  readonly passed: readonly Passed[];
}

export interface FilledShift {
  readonly id: string;
  readonly places: readonly FilledPlace[];
  /** Skills of the shift that nobody in it has. */
  readonly missing: readonly string[];
}

export interface FillInput {
  readonly workers: readonly TurnTaker[];
  /** Shifts that have been, as far back as turns are counted. */
  readonly served: readonly ServedShift[];
  readonly coming: readonly ComingShift[];
  readonly busy: readonly BusyTime[];
  /** Shifts that one worker serves in an ISO week at most. */
  readonly perWeek: number;
}

/**
 * Fills the open places of coming shifts by fair turn, in the order of time. The place goes to whoever, for the share of
 * work, owes the others most duty ({@link Ledger}); equals go by the longest time since the last turn, then by a lot that
 * follows from shift and worker. Nobody is put into an absence, into own hours or bookings, into two places at one time or
 * over the weekly limit; two late days in a row only when nobody else can; and never is the last worker who knows a skill
 * that the shift needs passed over for one who does not. Who stands there already and still can is kept.
 *
 * Deterministic: the order of no list matters. What is decided about a shift depends on earlier shifts and on kept places
 * alone, so an absence changes nothing before its first shift; and when all that stands is kept, nothing but the absent
 * worker's own places.
 */
export function fillTurns(input: FillInput): FilledShift[] {
  const workers = new Map(input.workers.map((worker) => [worker.staffId, worker]));
  const takings = new Takings(input.busy, input.perWeek);
  const isAway: IsAway = (worker, start, end) => takings.isAway(worker, start, end);
  const ledger = new Ledger(input.workers, isAway);
  for (const shift of inTime(input.served)) ledger.record(shift);

  const coming = inTime(input.coming);
  for (const shift of coming) for (const worker of shift.standing) takings.take(worker, shift, true);
  const kept = new Map(coming.map((shift) => [shift.id, keep(shift, takings)]));

  const filled = coming.map((shift) => {
    const places = fillShift(shift, kept.get(shift.id) ?? [], { workers, takings, ledger });
    const turns = places.flatMap(({ choice }) => (choice ? [choice.staffId] : []));
    const there = [...shift.standing.filter((worker) => !isAway(worker, shift.start, shift.end)), ...turns];
    ledger.record({ ...shift, turns: there });
    return { id: shift.id, places, missing: lacking(shift.skills, there, workers) };
  });
  const byId = new Map(filled.map((shift) => [shift.id, shift]));
  return input.coming.flatMap(({ id }) => byId.get(id) ?? []);
}

interface Desk {
  readonly workers: ReadonlyMap<StaffId, TurnTaker>;
  readonly takings: Takings;
  readonly ledger: Ledger;
}

function inTime<T extends { readonly start: EpochMinute; readonly id?: string }>(shifts: readonly T[]): T[] {
  return [...shifts].sort(
    (one, other) => one.start - other.start || ((one.id ?? '') < (other.id ?? '') ? -1 : 1),
  );
}

/** Takes the places that stand and still can. */
function keep(shift: ComingShift, takings: Takings): (StaffId | undefined)[] {
  return shift.places.map((worker) => {
    if (worker === undefined || takings.cannotStay(worker, shift)) return undefined;
    takings.take(worker, shift, false);
    return worker;
  });
}

function fillShift(shift: ComingShift, kept: readonly (StaffId | undefined)[], desk: Desk): FilledPlace[] {
  const there = [...shift.standing, ...kept.filter((worker) => worker !== undefined)];
  let open = kept.filter((worker) => worker === undefined).length;
  return kept.map((worker) => {
    if (worker !== undefined) {
      const { served, expected } = desk.ledger.accountOf(worker);
      return { choice: { staffId: worker, reason: 'KEPT', served, expected }, passed: [] };
    }
    const place = choose(shift, there, open--, desk);
    if (place.choice) {
      desk.takings.take(place.choice.staffId, shift, false);
      there.push(place.choice.staffId);
    }
    return place;
  });
}

function choose(shift: ComingShift, there: readonly StaffId[], open: number, desk: Desk): FilledPlace {
  const { workers, takings, ledger } = desk;
  const ranked = rank(shift, desk);
  const obstacles = new Map(ranked.map((worker) => [worker, takings.obstacleOf(worker, shift)]));
  const able = ranked.filter((worker) => obstacles.get(worker) === undefined);
  const skillsOf = (worker: StaffId) => workers.get(worker)?.skills ?? [];
  const skilled = acceptable(able, lacking(shift.skills, there, workers), open, skillsOf);
  const rested = skilled.filter((worker) => !takings.isLateNextTo(worker, shift));
  const best = (rested.length > 0 ? rested : skilled)[0];

  const passed: Passed[] = [];
  for (const staffId of ranked) {
    if (staffId === best) break;
    const reason = obstacles.get(staffId) ?? (skilled.includes(staffId) ? 'LATE_NEXT_DAY' : 'SKILL_NEEDED');
    passed.push({ staffId, reason, ...minutesOf(ledger, staffId) });
  }
  if (best === undefined) return { choice: undefined, passed };
  const reason = reasonOf(best, able, passed, ledger);
  return { choice: { staffId: best, reason, ...minutesOf(ledger, best) }, passed };
}

function minutesOf(ledger: Ledger, worker: StaffId): { served: number; expected: number } {
  const { served, expected } = ledger.accountOf(worker);
  return { served, expected: Math.round(expected) };
}

/** The pool, first who owes most. */
function rank(shift: ComingShift, { workers, ledger }: Desk): StaffId[] {
  const pool = [...new Set(shift.pool)].filter((worker) => workers.has(worker));
  const key = (worker: StaffId) => ({
    worker,
    owed: ledger.owed(worker),
    last: ledger.accountOf(worker).lastTurn ?? -Infinity,
    lot: lotOf(shift.id, worker),
  });
  return pool
    .map(key)
    .sort((one, other) => other.owed - one.owed || sooner(one, other) || (one.worker < other.worker ? -1 : 1))
    .map(({ worker }) => worker);
}

function sooner(one: { last: number; lot: number }, other: { last: number; lot: number }): number {
  return one.last === other.last ? one.lot - other.lot : one.last - other.last;
}

/** Who may have the place so that what the shift still lacks can be covered with the places left. */
function acceptable(
  able: readonly StaffId[],
  lacks: readonly string[],
  open: number,
  skillsOf: (worker: StaffId) => readonly string[],
): readonly StaffId[] {
  const wanted = lacks.filter((skill) => able.some((worker) => skillsOf(worker).includes(skill)));
  if (wanted.length === 0) return able;
  const enough = able.filter((worker) => {
    const left = wanted.filter((skill) => !skillsOf(worker).includes(skill));
    const others = able.filter((other) => other !== worker);
    return coverable(left, open - 1, others.map(skillsOf));
  });
  if (enough.length > 0) return enough;
  // Not everything can be covered any more: then at least something of it.
  return able.filter((worker) => wanted.some((skill) => skillsOf(worker).includes(skill)));
}

function reasonOf(
  best: StaffId,
  able: readonly StaffId[],
  passed: readonly Passed[],
  ledger: Ledger,
): Choice['reason'] {
  if (able.length === 1) return 'ONLY_ONE';
  if (passed.some(({ reason }) => reason === 'SKILL_NEEDED')) return 'SKILL';
  if (passed.some(({ reason }) => reason === 'LATE_NEXT_DAY')) return 'RESTED';
  const next = able.find((worker) => worker !== best);
  if (next === undefined || ledger.owed(next) < ledger.owed(best)) return 'MOST_OWED';
  return ledger.accountOf(next).lastTurn === ledger.accountOf(best).lastTurn ? 'LOT' : 'LONGEST_SINCE';
}

function lacking(
  skills: readonly string[],
  there: readonly StaffId[],
  workers: ReadonlyMap<StaffId, TurnTaker>,
): string[] {
  return skills.filter((skill) => !there.some((worker) => workers.get(worker)?.skills.includes(skill)));
}

/** A number that follows from shift and worker (FNV-1a, 32 bits): a lot that everybody can draw again. */
function lotOf(shift: string, worker: StaffId): number {
  let hash = 0x811c9dc5;
  for (const character of `${shift} ${worker}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
