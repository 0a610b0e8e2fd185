import type { EffectOf } from '@ohjaamo/shared/adoptions/useRoutes.ts';
import { withWeek } from '@ohjaamo/shared/adoptions/week.ts';
import { type DutyShift, shiftId } from '@ohjaamo/shared/duty/shifts.ts';
import { dateOfDay, dayNumber, mondayOf } from '@ohjaamo/shared/kernel/dates.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { type KitWeek, weekContent } from '@ohjaamo/shared/onboarding/kit.ts';
import { minutesOf, rulesOf, staffOf } from '@ohjaamo/shared/onboarding/week.ts';
import { hoursOn, isSameWeek } from '@ohjaamo/shared/schedule/datedHours.ts';
import type { SitePlan, WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { applyOrphans, findOrphans } from '../../booking/index.ts';
import { shiftsToTake } from '../../duty/index.ts';
import { comingMeetings } from '../../groups/index.ts';
import { shortHashOf } from '../../kernel/hash.ts';
import { applyAnotherPlan, type PlanPorts, previewAnotherPlan, readPlan } from '../../schedule/index.ts';
import { readWorkersTenant } from '../../tenants/index.ts';
import type { Copy } from '../rows.ts';
import type { Effect, Using } from './effect.ts';
import { workersOf } from './workers.ts';

const ports: PlanPorts = {
  orphans: { find: findOrphans, apply: applyOrphans },
  meetings: comingMeetings,
};

type Taken = NonNullable<NonNullable<Copy['inUse']>[number]['roles']>;

/** The week as it is to be laid over a site's plan. */
interface Laying {
  readonly tenant: Tenant;
  readonly site: Site;
  readonly from: string;
  readonly today: string;
  readonly week: KitWeek;
  readonly taken: Taken;
  /** Ids of rules and shifts that were made of it at the site before. */
  readonly madeBefore: readonly string[];
}

/**
 * A week as hours of a site's plan from a date on, through the calendar's own change with its preview. Each hour of a role becomes weekly
 * hours of whoever takes the role; hours of single dates and exceptions stay as they are.
 */
export async function weekEffect(using: Using): Promise<Result<Effect, Problem>> {
  const { scope, clock, actor, audit, ids, wish } = using;
  const found = await layingOf(using);
  if (!found.ok) return found;
  const laying = found.value;
  const { tenant, site, from, week, taken, madeBefore } = laying;
  const rules = rulesIn(laying, using.copy.name);
  const hours = wish.hours ? week.openings : undefined;
  const ending = wish.ends ? [...new Set(taken.flatMap(({ staff }) => staff))] : [];
  const make = (plan: SitePlan) => withWeek(plan, { from, rules, hours, madeBefore, ending }).plan;
  const asking = { scope, tenant, clock, actor, ports };
  const [preview, before, duty] = await Promise.all([
    previewAnotherPlan(asking, { site: site.id, make }),
    readPlan(scope, site.id, laying.today),
    shiftsToTake(scope, {
      ...{ site: site.id, from, madeBefore, services: tenant.services },
      shifts: wish.duty ? shiftsIn(laying, using.copy.name) : [],
    }),
  ]);
  if (!preview.ok) return preview;
  const { version, blocked, ...told } = preview.value;
  const made = withWeek(before, { from, rules, hours, madeBefore, ending });
  const wanted = { site: site.id, make };
  return succeed({
    view: {
      ...viewOf(laying, before),
      ...{ begins: made.begins, endsEarlier: made.ends, shifts: duty.made.length },
      ...told,
    },
    // What is done is what was shown: for other roles or another date it is shown first.
    basis: { version, duty: duty.version, wish: JSON.stringify(sorted(wish)) },
    isBlocked: blocked,
    subjects: told.orphaned.bookings.map(({ id }) => id),
    remembered: {
      site: site.id,
      roles: taken,
      made: [...rules.map(({ id }) => id), ...duty.made.map(({ id }) => id)],
    },
    apply: (changeId, _at, writes) =>
      applyAnotherPlan({ ...asking, ids, audit }, { ...wanted, changeId, version }, [
        ...duty.writes,
        ...writes,
      ]),
    async settle(changeId) {
      const done = await applyAnotherPlan({ ...asking, ids, audit }, { ...wanted, changeId, version }, []);
      return done.ok ? done.value : { orphaned: 0, readopted: 0 };
    },
  });
}

/** A wish in one order, however it was sent. */
function sorted({ site, from, roles, hours, duty, ends }: Using['wish']) {
  const named = [...(roles ?? [])].sort((one, other) => (one.role < other.role ? -1 : 1));
  return [site, from, named.map(({ role, staff }) => [role, staff]), hours, duty, ends];
}

async function layingOf({ scope, clock, copy, wish }: Using): Promise<Result<Laying, Problem>> {
  const tenant = await readWorkersTenant(scope);
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  const site = tenant.sites.find(({ id }) => wish.site === undefined || id === wish.site);
  if (!site) return fail(problem('not-found'));
  const week = weekContent.parse(copy.content);
  const from = wish.from ?? dateOfDay(mondayOf(dayNumber(today)) + 7);
  if (from < today) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/from', code: 'in_the_past' }] }));
  }
  const earlier = copy.inUse?.find((each) => each.site === site.id);
  const here = new Set(tenant.staff.map(({ id }) => id));
  const taken = (wish.roles ?? earlier?.roles ?? []).filter(({ staff }) => staff.length > 0);
  const isKnown = taken.every(({ role }) => week.roles.some(({ key }) => key === role));
  // Who took a role the last time may have left since.
  if (!isKnown && wish.roles) return fail(problem('not-found'));
  const roles = taken.map(({ role, staff }) => ({ role, staff: staff.filter((each) => here.has(each)) }));
  return succeed({ tenant, site, from, today, week, taken: roles, madeBefore: earlier?.made ?? [] });
}

/** The weekly hours of those who take the roles, from the week's first date on. The same week from the same date has the same ids. */
function rulesIn({ tenant, site, from, week, taken }: Laying, name: string): WeeklyRule[] {
  const made = rulesOf(week, {
    ...{ site: site.id, key: '', services: tenant.services },
    taken: taken.map((each) => ({ site: '', ...each })),
    language: tenant.profile.languages[0] ?? 'fi',
    idOf: (words) => shortHashOf(name, words, from),
  });
  return made.map((rule) => ({ ...rule, validFrom: from }));
}

function shiftsIn({ site, from, week }: Laying, name: string): DutyShift[] {
  return week.duty.map((shift) => {
    const { weekday, mode, start } = shift;
    return { ...shift, id: shiftId.parse(shortHashOf(name, site.id, weekday, mode, start, from)), from };
  });
}

type View = EffectOf<'WEEK'>;

function viewOf(
  { tenant, site, from, today, week, taken }: Laying,
  before: SitePlan,
): Omit<View, 'begins' | 'endsEarlier' | 'shifts' | 'faults' | 'orphaned' | 'readopted' | 'meetings'> {
  const given = new Set(tenant.services.map(({ code }) => code));
  return {
    ...{ what: 'WEEK', site: site.id, from, today, workers: workersOf(tenant) },
    sites: tenant.sites.map(({ id, name }) => ({ id, name })),
    roles: week.roles.map(({ key, title, workers }) => ({
      ...{ key, title, places: workers, minutesPerWeek: minutesOf(week, key) },
      staff: [
        ...staffOf(
          taken.map((each) => ({ site: '', ...each })),
          '',
          key,
        ),
      ],
    })),
    hours: {
      now: hoursOn(before.hours, from),
      then: week.openings,
      changed: !isSameWeek(hoursOn(before.hours, from), week.openings),
    },
    unknown: [...new Set(week.hours.map(({ service }) => service))].filter((code) => !given.has(code)),
  };
}
