import { findPlace, type PlaceId, type RotaShift, type RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { poolOf } from './occurrences.ts';
import type { Situation } from './situation.ts';

/**
 * Why a worker may not take a place by a swap, whatever their day: they are not of those whose turn it can be; the shift would
 * lack a skill that it needs and had; or they would have more duty in the week than the site's rules allow. What the two agree
 * on keeps the rules that the fair turn keeps; beyond them a manager decides.
 */
export function unfitFor(
  before: Situation,
  after: Situation,
  place: PlaceId,
  worker: StaffId,
): 'NOT_IN_TURN' | 'SKILL_NEEDED' | 'WEEKLY_LIMIT' | undefined {
  const [was, is] = [standsAt(before, place), standsAt(after, place)];
  if (!was || !is) return undefined;
  if (!poolOf(is.shift.service, after.tenant).includes(worker)) return 'NOT_IN_TURN';
  const lacked = lackedBy(was.shift, before);
  if (lackedBy(is.shift, after).some((skill) => !lacked.includes(skill))) return 'SKILL_NEEDED';
  const turns = turnsIn(is.week, worker);
  const isMore = turns > turnsIn(was.week, worker);
  return isMore && turns > after.setup.rules.perWeek ? 'WEEKLY_LIMIT' : undefined;
}

function standsAt(
  { weeks }: Situation,
  place: PlaceId,
): { readonly week: RotaWeek; readonly shift: RotaShift } | undefined {
  const week = weeks.find((each) => findPlace(each, place));
  const found = week && findPlace(week, place);
  return found && { week, shift: found.shift };
}

function lackedBy({ standing, places, skills }: RotaShift, { known }: Situation): string[] {
  const there = [...standing, ...places.flatMap(({ staffId }) => staffId ?? [])];
  return skills.filter((skill) => !there.some((worker) => known.get(worker)?.includes(skill)));
}

function turnsIn({ shifts }: RotaWeek, worker: StaffId): number {
  return shifts.flatMap(({ places }) => places).filter(({ staffId }) => staffId === worker).length;
}
