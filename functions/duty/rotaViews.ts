import {
  findPlace,
  placeState,
  type RotaPlace,
  type RotaShift,
  type RotaWeek,
  weekState,
} from '@ohjaamo/shared/duty/rota.ts';
import type { Obstacle } from '@ohjaamo/shared/duty/takings.ts';
import type { Swap } from '@ohjaamo/shared/duty/swap.ts';
import { missingIn } from '@ohjaamo/shared/duty/skills.ts';
import type {
  PlaceView,
  RotaShiftView,
  RotaView,
  RotaWeekView,
  SwapView,
} from '@ohjaamo/shared/duty/views.ts';
import { dateOfDay, dayNumber, isoWeekOf, mondayOf, mondayOfWeek } from '@ohjaamo/shared/kernel/dates.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { formatOnAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { isManager } from './access.ts';
import { shiftKey, type Situation } from './situation.ts';
import { balancesOf, troublesOf } from './troubles.ts';

/** The rota as the caller may see it: a manager all of it, the others what is published and their own account. */
export function viewRota(situation: Situation, swaps: readonly Swap[], actor: TenantActor): RotaView {
  const { site, weeks, axis, now, tenant } = situation;
  const mayEdit = isManager(actor.roles);
  const monday = mondayOfWeek(weeks[0]?.week ?? '') ?? 0;
  const pool = new Set(weeks.flatMap(({ shifts }) => shifts.flatMap((shift) => shift.pool)));
  return {
    now: formatOnAxis(axis, now),
    site: { id: site.id, name: site.name },
    previous: isoWeekOf(monday - weeks.length * 7),
    next: isoWeekOf(monday + weeks.length * 7),
    mayEdit,
    weeks: weeks.map((week) => viewWeek(week, situation, actor)),
    balances: balancesOf(situation)
      .filter(({ staffId }) => mayEdit || staffId === actor.staffId)
      .map(({ staffId, served, expected }) => ({ staff: person(situation, staffId), served, expected })),
    swaps: swaps
      .filter(({ from, to, state }) => state === 'PROPOSED' && [from, to].includes(actor.staffId))
      .map((swap) => viewSwap(swap, situation)),
    staff: mayEdit
      ? tenant.staff.filter(({ id }) => pool.has(id)).map(({ id }) => person(situation, id))
      : [],
  };
}

/** One week as the caller may see it. */
export function viewWeek(week: RotaWeek, situation: Situation, actor: TenantActor): RotaWeekView {
  const mayEdit = isManager(actor.roles);
  const troubles = mayEdit ? troublesOf(situation) : new Map<string, Obstacle>();
  const shifts = week.shifts.map((shift) => viewShift(shift, situation, actor, troubles));
  return {
    week: week.week,
    monday: dateOfDay(mondayOfWeek(week.week) ?? 0),
    version: week.version,
    state: mayEdit ? weekState(week) : publishedState(week),
    open: shifts
      .filter(({ begun }) => !begun)
      .reduce((sum, { places }) => sum + places.filter(({ state }) => state === 'OPEN').length, 0),
    canUndo: mayEdit && week.undo !== undefined,
    shifts,
  };
}

function publishedState({ shifts }: RotaWeek): RotaWeekView['state'] {
  return shifts.some(({ places }) => places.some(({ published }) => published)) ? 'PUBLISHED' : 'EMPTY';
}

function viewShift(
  shift: RotaShift,
  situation: Situation,
  actor: TenantActor,
  troubles: ReadonlyMap<string, Obstacle>,
): RotaShiftView {
  const { axis, now, tenant, skillList, known } = situation;
  const places = isManager(actor.roles)
    ? shift.places.map((place) => managersPlace(place, situation, troubles.get(place.id)))
    : shift.places.map((place) => workersPlace(place, situation, actor));
  const staff = [...shift.standing, ...places.flatMap((place) => (place.staff ? [place.staff.id] : []))];
  const missing = missingIn({ id: shiftKey(shift), minutes: 0, staff, skills: shift.skills }, known);
  return {
    shift: shift.shift,
    date: shift.date,
    start: formatOnAxis(axis, shift.start),
    end: formatOnAxis(axis, shift.end),
    mode: shift.mode,
    service: tenant.services.find(({ code }) => code === shift.service)?.name ?? {},
    begun: shift.start < now,
    standing: shift.standing.map((worker) => person(situation, worker)),
    places,
    missing: missing.map((skill) => skillName(skill, skillList.list)),
  };
}

function managersPlace(place: RotaPlace, situation: Situation, trouble: Obstacle | undefined): PlaceView {
  const { id, staffId, published, why } = place;
  return {
    id,
    state: placeState(place),
    ...(staffId && { staff: person(situation, staffId) }),
    ...(published && published !== staffId && { published: person(situation, published) }),
    ...(trouble && { trouble }),
    ...(why && {
      why: {
        ...why,
        passed: why.passed.map((each) => ({ ...each, name: person(situation, each.staffId).name })),
      },
    }),
  };
}

/** What is published; the reasons of one's own place only: a colleague's minutes are the colleague's. */
function workersPlace(
  { id, published, staffId, why }: RotaPlace,
  situation: Situation,
  actor: TenantActor,
): PlaceView {
  return {
    id,
    state: published ? 'PUBLISHED' : 'OPEN',
    ...(published && { staff: person(situation, published) }),
    ...(why && published === actor.staffId && staffId === published && { why: { ...why, passed: [] } }),
  };
}

/** A swap with the two shifts as they stand in the weeks looked at. */
export function viewSwap(swap: Swap, situation: Situation): SwapView {
  const { axis } = situation;
  const shiftOf = (wanted: Swap['take']) => {
    if (!wanted) return undefined;
    const week = situation.weeks.find((each) => each.week === wanted.week);
    const found = week && findPlace(week, wanted.place)?.shift;
    return (
      found && {
        start: formatOnAxis(axis, found.start),
        end: formatOnAxis(axis, found.end),
        mode: found.mode,
      }
    );
  };
  const [giveShift, takeShift] = [shiftOf(swap.give), shiftOf(swap.take)];
  return {
    ...swap,
    fromName: person(situation, swap.from).name,
    toName: person(situation, swap.to).name,
    ...(giveShift && { giveShift }),
    ...(takeShift && { takeShift }),
  };
}

/** A worker's id and name; the name is empty when the worker is no longer there. */
export function person({ tenant }: Pick<Situation, 'tenant'>, id: StaffId): { id: StaffId; name: string } {
  return { id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' };
}

/** A skill's name; its code when the list does not know it any more. */
export function skillName(code: string, list: Situation['skillList']['list']): LocalizedText {
  return list.find((each) => each.code === code)?.name ?? { fi: code };
}

/** The ISO week of a place, by the date in its id. */
export function weekOfPlace(place: string): string {
  return isoWeekOf(mondayOf(dayNumber(place.slice(11, 21))));
}
