import type { RotaShift } from '@ohjaamo/shared/duty/rota.ts';
import type { BusyTime } from '@ohjaamo/shared/duty/takings.ts';
import { type DayNumber, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type Interval, instantsOf, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Absence, SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { absenceHours, presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { AgendaRow } from '../booking/index.ts';
import type { GroupMeeting } from '../groups/index.ts';
import { standsIn } from './occurrences.ts';

/** The times of absences on the days `first` to `last`, inclusive. */
export function absentTimes(
  absences: readonly Absence[],
  axis: ZoneAxis,
  first: DayNumber,
  last: DayNumber,
): BusyTime[] {
  return absences.flatMap((absence) => {
    const times: BusyTime[] = [];
    const from = Math.max(first, dayNumber(absence.from));
    const to = Math.min(last, dayNumber(absence.to));
    for (let day = from; day <= to; day++) {
      for (const hours of absenceHours([absence], absence.staffId, day)) {
        for (const interval of instantsOf(axis, day, hours)) {
          times.push({ staffId: absence.staffId, ...interval, why: 'ABSENT' });
        }
      }
    }
    return times;
  });
}

/**
 * Hours that workers have in the plans of all sites, but for the rota's own rules (`ownRules`) and for what is itself weekly
 * duty in one of the shifts: who serves there by weekly hours is counted as serving, not as busy.
 */
export function ownHours(
  plans: readonly { readonly plan: SitePlan; readonly isHere: boolean }[],
  shifts: readonly RotaShift[],
  ownRules: ReadonlySet<string>,
  when: { readonly axis: ZoneAxis; readonly first: DayNumber; readonly last: DayNumber },
): BusyTime[] {
  return plans.flatMap(({ plan, isHere }) =>
    presences(plan, when.axis, when.first, when.last)
      .filter(({ rule }) => !ownRules.has(rule.id))
      .flatMap((presence) => {
        const duty = isHere ? shifts.filter((shift) => standsIn(presence, shift)) : [];
        return without(presence, duty).map(({ start, end }): BusyTime => ({
          staffId: presence.rule.staffId,
          start,
          end,
          why: 'OWN_HOURS',
        }));
      }),
  );
}

/** The times of bookings that are held, of everybody who is in them. */
export function bookedTimes(agenda: readonly AgendaRow[]): BusyTime[] {
  return agenda
    .filter(({ state }) => state === 'PENDING' || state === 'BOOKED' || state === 'KEPT')
    .flatMap(({ staffId, alongside, start, end }) =>
      [staffId, ...alongside].map((worker): BusyTime => ({ staffId: worker, start, end, why: 'BOOKED' })),
    );
}

/** The times of groups' meetings that are not called off, of everybody who leads them. */
export function ledTimes(meetings: readonly GroupMeeting[]): BusyTime[] {
  return meetings
    .filter(({ state }) => state !== 'CANCELLED')
    .flatMap(({ leaders, start, end }) =>
      leaders.map((leader): BusyTime => ({ staffId: leader, start, end, why: 'BOOKED' })),
    );
}

function without(whole: Interval, gaps: readonly Interval[]): Interval[] {
  return gaps.reduce<Interval[]>(
    (left, gap) =>
      left.flatMap(({ start, end }) =>
        [
          { start, end: Math.min(end, gap.start) },
          { start: Math.max(start, gap.end), end },
        ].filter((piece) => piece.end > piece.start),
      ),
    [{ start: whole.start, end: whole.end }],
  );
}
