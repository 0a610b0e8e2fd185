import * as z from 'zod';
import { code, staffId, type StaffId } from '../kernel/ids.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';
import { type EpochMinute, isoWeek, plainDate } from '../kernel/time.ts';
import { dutyMode, shiftId } from './shifts.ts';
import { skillCode } from './skills.ts';

/** A place of a shift on a date: shift, date and number, `a1b2c3d4e5-2027-02-01-0`. */
export const placeId = z
  .string()
  .regex(/^[0-9a-z]{10}-\d{4}-\d{2}-\d{2}-\d{1,2}$/u)
  .brand<'PlaceId'>();
export type PlaceId = z.infer<typeof placeId>;

const minutes = z.int().min(0);
export const choiceReasons = [
  'KEPT',
  'MOST_OWED',
  'LONGEST_SINCE',
  'LOT',
  'SKILL',
  'RESTED',
  'ONLY_ONE',
  'MANUAL',
  'SWAP',
] as const;
export const passedReasons = [
  'ABSENT',
  'OWN_HOURS',
  'BOOKED',
  'ALREADY_HERE',
  'OTHER_SHIFT',
  'WEEKLY_LIMIT',
  'SKILL_NEEDED',
  'LATE_NEXT_DAY',
] as const;

/** Why the place is whose it is. */
export const placeReason = z.strictObject({
  reason: z.enum(choiceReasons),
  /** The worker's minutes of duty served, and expected by fair turn, when the choice was made. */
  served: minutes,
  expected: minutes,
  /** Whose turn it would rather have been, most owed first, at most {@link MOST_PASSED}. */
  passed: z.array(
    z.strictObject({ staffId, reason: z.enum(passedReasons), served: minutes, expected: minutes }),
  ),
});
export type PlaceReason = z.infer<typeof placeReason>;
/** So many of those who were passed over are kept with a place. */
export const MOST_PASSED = 6;

/**
 * A place. `staffId` is who it is given to, `published` who stands in the site's plan for it; the two differ in a draft.
 */
export const rotaPlace = z.strictObject({
  id: placeId,
  staffId: staffId.optional(),
  published: staffId.optional(),
  why: placeReason.optional(),
});
export type RotaPlace = z.infer<typeof rotaPlace>;

/** A shift on a date. Times are minutes since 1970 UTC. */
export const rotaShift = z.strictObject({
  shift: shiftId,
  date: plainDate,
  start: z.int(),
  end: z.int(),
  mode: dutyMode,
  service: code,
  late: z.boolean(),
  skills: z.array(skillCode),
  /** Whose turn it could be when the week was last filled; fair turn counts from it later. */
  pool: z.array(staffId),
  /** Who serves by weekly hours of their own. */
  standing: z.array(staffId),
  places: z.array(rotaPlace),
});
export type RotaShift = z.infer<typeof rotaShift>;

/** One ISO week of a site's rota. `version` grows with every write; 0 = nothing written yet. */
export const rotaWeek = z.strictObject({
  week: isoWeek,
  version: z.int().min(0),
  shifts: z.array(rotaShift),
  /** The last change made by hand, so that it can be taken back. */
  undo: z
    .strictObject({ place: placeId, staffId: staffId.optional(), why: placeReason.optional() })
    .optional(),
});
export type RotaWeek = z.infer<typeof rotaWeek>;

export type PlaceState = 'OPEN' | 'DRAFT' | 'PUBLISHED';
export type WeekState = 'EMPTY' | 'DRAFT' | 'PUBLISHED';

/** A place given to nobody is open; one that the plan does not show as it stands here is a draft. */
export function placeState({ staffId: who, published }: RotaPlace): PlaceState {
  if (who === published) return who === undefined ? 'OPEN' : 'PUBLISHED';
  return 'DRAFT';
}

/** Drafts make a week a draft; without any it is published as soon as one place is. */
export function weekState({ shifts }: Pick<RotaWeek, 'shifts'>): WeekState {
  const states = shifts.flatMap(({ places }) => places.map(placeState));
  if (states.includes('DRAFT')) return 'DRAFT';
  return states.includes('PUBLISHED') ? 'PUBLISHED' : 'EMPTY';
}

/** What may happen to a week in each state. Nothing is published twice, and only a draft can be dropped. */
export const weekEvents: Readonly<Record<WeekState, readonly ('FILL' | 'CHANGE' | 'PUBLISH' | 'DISCARD')[]>> =
  {
    EMPTY: ['FILL', 'CHANGE'],
    DRAFT: ['FILL', 'CHANGE', 'PUBLISH', 'DISCARD'],
    PUBLISHED: ['FILL', 'CHANGE'],
  };

/**
 * The week as its shifts are today: places keep who they have by their id, new shifts come in open, and what is no longer
 * needed goes. A published place whose shift is no longer held stays, given to nobody, until that is published too.
 */
export function mergeWeek(stored: RotaWeek, today: readonly RotaShift[]): RotaWeek {
  const known = new Map(stored.shifts.flatMap(({ places }) => places.map((place) => [place.id, place])));
  const shifts = today.map((shift) => {
    const own = new Set(shift.places.map(({ id }) => id));
    const surplus = (find(stored, shift)?.places ?? []).filter(({ id }) => !own.has(id)).flatMap(emptied);
    return { ...shift, places: [...shift.places.map((place) => known.get(place.id) ?? place), ...surplus] };
  });
  const gone = stored.shifts
    .filter((shift) => !find({ shifts: today }, shift))
    .map((shift) => ({ ...shift, places: shift.places.flatMap(emptied) }))
    .filter(({ places }) => places.length > 0);
  return { ...stored, shifts: [...shifts, ...gone].sort(byTime) };
}

function byTime(one: RotaShift, other: RotaShift): number {
  return one.start - other.start || (one.shift < other.shift ? -1 : 1);
}

function find(
  { shifts }: { readonly shifts: readonly RotaShift[] },
  wanted: RotaShift,
): RotaShift | undefined {
  return shifts.find(({ shift, date }) => shift === wanted.shift && date === wanted.date);
}

function emptied({ id, published }: RotaPlace): RotaPlace[] {
  return published === undefined ? [] : [{ id, published }];
}

/** A place with its shift. */
export function findPlace(week: RotaWeek, id: PlaceId): { shift: RotaShift; place: RotaPlace } | undefined {
  for (const shift of week.shifts) {
    const place = shift.places.find((each) => each.id === id);
    if (place) return { shift, place };
  }
  return undefined;
}

/** The week with some places changed. */
export function withPlaces(
  week: RotaWeek,
  change: (place: RotaPlace, shift: RotaShift) => RotaPlace,
): RotaWeek {
  const shifts = week.shifts.map((shift) => ({
    ...shift,
    places: shift.places.map((place) => change(place, shift)),
  }));
  return { ...week, shifts };
}

/** Gives a place to somebody by hand, or to nobody, and remembers how it was. */
export function assign(week: RotaWeek, id: PlaceId, who: StaffId | undefined): Result<RotaWeek, 'not-found'> {
  const found = findPlace(week, id);
  if (!found) return fail('not-found');
  const { staffId: before, why } = found.place;
  const manual: PlaceReason = { reason: 'MANUAL', served: 0, expected: 0, passed: [] };
  const changed = withPlaces(week, (place) => {
    if (place.id !== id) return place;
    const { staffId: _who, why: _why, ...rest } = place;
    return { ...rest, ...(who !== undefined && { staffId: who, why: manual }) };
  });
  const undo = { place: id, ...(before !== undefined && { staffId: before }), ...(why && { why }) };
  return succeed({ ...changed, undo });
}

/** Takes the last change made by hand back. */
export function undoChange(week: RotaWeek): Result<RotaWeek, 'state-conflict'> {
  const { undo, ...rest } = week;
  if (!undo) return fail('state-conflict');
  return succeed(
    withPlaces(rest, (place) => {
      if (place.id !== undo.place) return place;
      const { staffId: _who, why: _why, ...bare } = place;
      return {
        ...bare,
        ...(undo.staffId !== undefined && { staffId: undo.staffId }),
        ...(undo.why && { why: undo.why }),
      };
    }),
  );
}

/** What publishing puts into the site's plan and takes out of it. */
export interface Publication {
  readonly week: RotaWeek;
  readonly put: readonly { readonly place: PlaceId; readonly staffId: StaffId; readonly shift: RotaShift }[];
  readonly remove: readonly PlaceId[];
}

/** Publishes the drafts of shifts that begin at `now` or later; the past stays as it was. */
export function publish(week: RotaWeek, now: EpochMinute): Result<Publication, 'state-conflict'> {
  if (!weekEvents[weekState(week)].includes('PUBLISH')) return fail('state-conflict');
  const { undo: _undo, ...rest } = week;
  const drafts = week.shifts
    .filter(({ start }) => start >= now)
    .flatMap((shift) =>
      shift.places.filter((each) => placeState(each) === 'DRAFT').map((place) => ({ shift, place })),
    );
  const isDraft = new Set(drafts.map(({ place }) => place.id));
  const published = withPlaces(rest, (place) => {
    if (!isDraft.has(place.id)) return place;
    const { published: _published, ...bare } = place;
    return { ...bare, ...(place.staffId !== undefined && { published: place.staffId }) };
  });
  return succeed({
    week: published,
    put: drafts.flatMap(({ shift, place }) =>
      place.staffId === undefined ? [] : [{ place: place.id, staffId: place.staffId, shift }],
    ),
    remove: drafts.flatMap(({ place }) => (place.published === undefined ? [] : [place.id])),
  });
}

/** Drops every draft: each place is again as the plan shows it. */
export function discard(week: RotaWeek): Result<RotaWeek, 'state-conflict'> {
  if (!weekEvents[weekState(week)].includes('DISCARD')) return fail('state-conflict');
  const { undo: _undo, ...rest } = week;
  return succeed(
    withPlaces(rest, (place) => {
      if (placeState(place) !== 'DRAFT') return place;
      const { staffId: _who, why: _why, ...bare } = place;
      return { ...bare, ...(place.published !== undefined && { staffId: place.published }) };
    }),
  );
}
