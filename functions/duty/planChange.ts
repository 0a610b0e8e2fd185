import type { Publication, RotaShift, RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dateOfDay, dayNumber, weekdayOf } from '@ohjaamo/shared/kernel/dates.ts';
import { dayAt, formatOnAxis, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { SitePlan, WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { ruleIdOf } from './ruleId.ts';

/** Rules of the rota stay in the plan so long after their date; the rota itself remembers its turns. */
const DAYS_KEPT = 28;

/** What is to stand in the plan for a place: the worker's hours on that one date. */
export function ruleOf(
  place: Publication['remove'][number],
  staffId: StaffId,
  shift: RotaShift,
  axis: ZoneAxis,
): WeeklyRule {
  return {
    id: ruleIdOf(place),
    staffId,
    service: shift.service,
    mode: shift.mode,
    weekday: weekdayOf(dayNumber(shift.date)),
    start: formatOnAxis(axis, shift.start).slice(11, 16),
    end: formatOnAxis(axis, shift.end).slice(11, 16),
    recurrence: { kind: 'EVERY_WEEK' },
    validFrom: shift.date,
    validTo: shift.date,
    note: '',
  };
}

/** The plan's rules after publishing: the places' new ones, without their old ones and those of weeks long past. */
export function rulesAfter(
  { rules }: Pick<SitePlan, 'rules'>,
  published: Pick<Publication, 'put' | 'remove'>,
  parts: { readonly before: readonly RotaWeek[]; readonly axis: ZoneAxis; readonly now: EpochMinute },
): WeeklyRule[] {
  const oldest = dateOfDay(dayAt(parts.axis, parts.now) - DAYS_KEPT);
  const past = parts.before
    .flatMap(({ shifts }) => shifts)
    .filter(({ date }) => date < oldest)
    .flatMap(({ places }) => places.map(({ id }) => id));
  const put = published.put.map(({ place, staffId, shift }) => ruleOf(place, staffId, shift, parts.axis));
  const gone = new Set([...published.remove, ...past].map(ruleIdOf));
  for (const { id } of put) gone.add(id);
  return [...rules.filter(({ id }) => !gone.has(id)), ...put];
}
