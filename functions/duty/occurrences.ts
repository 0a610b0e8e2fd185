import { type DutyRules, type DutyShift, isHeldOn } from '@ohjaamo/shared/duty/shifts.ts';
import { type PlaceId, type RotaShift } from '@ohjaamo/shared/duty/rota.ts';
import { dateOfDay, type DayNumber, weekdayOf } from '@ohjaamo/shared/kernel/dates.ts';
import { type StaffId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { formatOnAxis, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { SitePlan, WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { type Presence, presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';

/** Nobody: a shift is cut to the opening hours as if somebody without absences served it. */
const NOBODY = staffId.parse('0'.repeat(10));

/**
 * The shifts of a site on the days `first` to `last` (inclusive), cut to the opening hours of each date, with who serves by
 * weekly hours of their own (the whole shift, for the same service) and the places left for the rota. A closed day has none.
 */
export function occurrencesOf(
  shifts: readonly DutyShift[],
  rules: DutyRules,
  parts: { readonly tenant: Tenant; readonly plan: SitePlan; readonly axis: ZoneAxis },
  first: DayNumber,
  last: DayNumber,
): RotaShift[] {
  const there = presences(parts.plan, parts.axis, first, last);
  const found: RotaShift[] = [];
  for (let day = first; day <= last; day++) {
    const date = dateOfDay(day);
    for (const shift of shifts.filter((each) => isHeldOn(each, date, weekdayOf(day)))) {
      const held = openPart(shift, parts.plan, parts.axis, day);
      if (!held) continue;
      const standing = standingIn(shift, held, there);
      const open = Math.max(0, shift.workers - standing.length);
      found.push({
        shift: shift.id,
        date,
        ...held,
        mode: shift.mode,
        service: shift.service,
        late: formatOnAxis(parts.axis, held.end).slice(11, 16) >= rules.lateFrom,
        skills: shift.skills,
        pool: poolOf(shift.service, parts.tenant),
        standing,
        places: Array.from({ length: open }, (_, number) => ({
          id: `${shift.id}-${date}-${String(number)}` as PlaceId,
        })),
      });
    }
  }
  return found;
}

/**
 * Whose turn a service's duty can be: whoever gives the service and comes from an organisation that runs the sites. Partners
 * lend hours of their own and are not drawn.
 */
export function poolOf(service: string, tenant: Tenant): StaffId[] {
  const runs = new Set(tenant.organisations.filter(({ runsSites }) => runsSites).map(({ code }) => code));
  const givers = tenant.services.find(({ code }) => code === service)?.staff ?? [];
  return tenant.staff
    .filter((each) => givers.includes(each.id) && runs.has(each.organisation))
    .map(({ id }) => id);
}

/** Whether a presence is the weekly duty of somebody in a shift. */
export function standsIn(
  { rule, start, end }: Presence,
  shift: Pick<RotaShift, 'mode' | 'service' | 'start' | 'end'>,
): boolean {
  return (
    rule.mode === shift.mode &&
    rule.service === shift.service &&
    // One date alone is the rota's own, or somebody's exception: only what recurs stands beside the turns.
    (rule.validFrom === undefined || rule.validFrom !== rule.validTo) &&
    start <= shift.start &&
    end >= shift.end
  );
}

function standingIn(
  shift: DutyShift,
  held: { start: EpochMinute; end: EpochMinute },
  there: readonly Presence[],
): StaffId[] {
  const wanted = { ...held, mode: shift.mode, service: shift.service };
  const staff = there.filter((presence) => standsIn(presence, wanted)).map(({ rule }) => rule.staffId);
  return [...new Set(staff)].sort();
}

function openPart(
  shift: DutyShift,
  plan: SitePlan,
  axis: ZoneAxis,
  day: DayNumber,
): { start: EpochMinute; end: EpochMinute } | undefined {
  const rule: WeeklyRule = {
    id: '0'.repeat(10),
    staffId: NOBODY,
    service: shift.service,
    mode: shift.mode,
    weekday: shift.weekday,
    start: shift.start,
    end: shift.end,
    recurrence: { kind: 'EVERY_WEEK' },
    note: '',
  };
  const pieces = presences({ ...plan, rules: [rule], absences: [] }, axis, day, day);
  const [first] = pieces;
  const last = pieces.at(-1);
  return first && last && { start: first.start, end: last.end };
}
