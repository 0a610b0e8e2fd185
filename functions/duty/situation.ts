import { WEEKS_SHOWN } from '@ohjaamo/shared/duty/contract.ts';
import type { ComingShift } from '@ohjaamo/shared/duty/fill.ts';
import type { ServedShift, TurnTaker } from '@ohjaamo/shared/duty/ledger.ts';
import { mergeWeek, type RotaShift, type RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import { knownOf, skillStates } from '@ohjaamo/shared/duty/skills.ts';
import type { BusyTime } from '@ohjaamo/shared/duty/takings.ts';
import { dateOfDay, type DayNumber, dayNumber, isoWeekOf, mondayOf } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { startOfDay, type ZoneAxis, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { agendaOf } from '../booking/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { listMeetings } from '../groups/index.ts';
import { absentTimes, bookedTimes, ledTimes, ownHours } from './busy.ts';
import { occurrencesOf } from './occurrences.ts';
import {
  readConfirmations,
  readSetup,
  readSkillList,
  readWeeks,
  type Setup,
  type SkillList,
} from './repository.ts';
import { ruleIdOf } from './ruleId.ts';

/** Turns are counted over so many weeks before the ones that are looked at. */
const WEEKS_COUNTED = 12;

/** All that a site's rota is decided on. */
export interface Situation {
  readonly tenant: Tenant;
  readonly site: Site;
  readonly axis: ZoneAxis;
  readonly now: EpochMinute;
  readonly setup: Setup;
  readonly skillList: SkillList;
  /** Skills of the list that each worker has. */
  readonly known: ReadonlyMap<StaffId, readonly string[]>;
  readonly workers: readonly TurnTaker[];
  /** The weeks looked at, as their shifts are today. */
  readonly weeks: readonly RotaWeek[];
  /** The kept weeks before them. */
  readonly before: readonly RotaWeek[];
  readonly busy: readonly BusyTime[];
}

/**
 * Reads what a site's rota is decided on, for `count` weeks from `monday`. For a tenant of S sites: 2 GetItems (shifts,
 * skills), 2 Queries (weeks, confirmations), and for each site 1 GetItem and 1 Query of absences (plan) and 2 Queries (agenda, groups).
 */
export async function readSituation(
  scope: TenantScope,
  tenant: Tenant,
  site: Site,
  clock: Clock,
  monday: DayNumber,
  count: number = WEEKS_SHOWN,
): Promise<Situation> {
  const first = monday - WEEKS_COUNTED * 7;
  const last = monday + count * 7 - 1;
  const axis = zoneAxisOfDays(tenant.profile.zone, first, last);
  const [from, until] = [startOfDay(axis, monday), startOfDay(axis, last + 1)];
  const [setup, skillList, confirmations, kept, plans, agendas, meetings] = await Promise.all([
    readSetup(scope, site.id),
    readSkillList(scope, site.id),
    readConfirmations(scope, site.id),
    readWeeks(scope, site.id, isoWeekOf(first), isoWeekOf(last)),
    Promise.all(tenant.sites.map(({ id }) => readPlan(scope, id, dateOfDay(first)))),
    Promise.all(tenant.sites.map(({ id }) => agendaOf(scope, id, dateOfDay(monday), dateOfDay(last)))),
    Promise.all(tenant.sites.map(({ id }) => listMeetings(scope, id, from, until))),
  ]);
  const here = tenant.sites.indexOf(site);
  const plan = plans[here];
  if (!plan) throw new Error('The site is not the tenant’s');
  const known = new Map(
    tenant.staff.map(({ id, skills }) => [
      id,
      knownOf(skillStates(skillList.list, skills, confirmations.get(id) ?? [])),
    ]),
  );
  const today = occurrencesOf(setup.shifts, setup.rules, { tenant, plan, axis }, monday, last);
  const now = currentMinute(clock);
  const weeks = weeksFrom(monday, count, kept, today, now);
  const shifts = weeks.flatMap((week) => week.shifts);
  const ownRules = new Set(shifts.flatMap(({ places }) => places.map(({ id }) => ruleIdOf(id))));
  const sites = plans.map((each, index) => ({ plan: each, isHere: index === here }));
  return {
    tenant,
    site,
    axis,
    now,
    setup,
    skillList,
    known,
    workers: tenant.staff.map(({ id, share }) => ({ staffId: id, share, skills: known.get(id) ?? [] })),
    weeks,
    before: kept.filter(({ week }) => week < isoWeekOf(monday)),
    busy: [
      ...absentTimes(plan.absences, axis, first, last),
      ...ownHours(sites, shifts, ownRules, { axis, first: monday, last }),
      ...agendas.flatMap(bookedTimes),
      ...meetings.flatMap(ledTimes),
    ],
  };
}

function weeksFrom(
  monday: DayNumber,
  count: number,
  kept: readonly RotaWeek[],
  today: readonly RotaShift[],
  now: EpochMinute,
): RotaWeek[] {
  return Array.from({ length: count }, (_, index) => {
    const week = isoWeekOf(monday + index * 7);
    const stored = kept.find((each) => each.week === week) ?? { week, version: 0, shifts: [] };
    // What has begun stays as it was kept, whatever the shifts have become since.
    const begun = stored.shifts.filter(({ start }) => start < now);
    const keys = new Set(begun.map(shiftKey));
    const ofWeek = today.filter((shift) => isoWeekOf(dayNumber(shift.date)) === week);
    return mergeWeek(stored, [...begun, ...ofWeek.filter((shift) => !keys.has(shiftKey(shift)))]);
  });
}

/** What tells a shift on a date from every other. */
export function shiftKey({ shift, date }: Pick<RotaShift, 'shift' | 'date'>): string {
  return `${shift}-${date}`;
}

/** Who served, or will: once it has begun, what was published counts; before, what the draft says. */
export function turnsOf(shift: RotaShift, now: EpochMinute): StaffId[] {
  return shift.places.flatMap(({ staffId, published }) => {
    const who = shift.start < now ? published : staffId;
    return who === undefined ? [] : [who];
  });
}

/** The shifts that have begun or were kept before the weeks looked at: what the turns are counted from. */
export function servedOf({ before, weeks, now, busy }: Situation): ServedShift[] {
  const begun = weeks.flatMap(({ shifts }) => shifts.filter(({ start }) => start < now));
  return [...before.flatMap(({ shifts }) => shifts), ...begun].map((shift) => ({
    start: shift.start,
    end: shift.end,
    pool: shift.pool,
    turns: [...shift.standing, ...turnsOf(shift, now)].filter(
      (worker) =>
        !busy.some(
          ({ staffId, start, end, why }) =>
            why === 'ABSENT' && staffId === worker && start < shift.end && shift.start < end,
        ),
    ),
  }));
}

/** The shifts that have not begun, as the filling of turns takes them. */
export function comingOf({ weeks, now }: Situation): ComingShift[] {
  return weeks.flatMap(({ shifts }) =>
    shifts.filter(({ start }) => start >= now).map((shift) => comingShift(shift)),
  );
}

/** One shift as the filling of turns takes it. */
export function comingShift(shift: RotaShift): ComingShift {
  const day = dayNumber(shift.date);
  return {
    id: shiftKey(shift),
    day,
    monday: mondayOf(day),
    start: shift.start,
    end: shift.end,
    late: shift.late,
    pool: shift.pool,
    skills: shift.skills,
    standing: shift.standing,
    places: shift.places.map(({ staffId }) => staffId),
  };
}
