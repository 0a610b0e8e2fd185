import type { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { isAhead, lentTimeOf, ruleOfLentTime } from '@ohjaamo/shared/calendars/lentTime.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { checkPlan } from '@ohjaamo/shared/schedule/checkPlan.ts';
import { hoursOn } from '@ohjaamo/shared/schedule/datedHours.ts';
import type { WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import type { Service, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { planChangeWrite, readVersionedPlan, type VersionedPlan } from '../schedule/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';

type Routes = typeof calendarsRoutes;

/** How often a change is decided anew when the plan changes under it. */
export const TRIES = 5;

/** The worker's own published times at all sites, and what they may publish: the names and each site's plan. */
export const readLentTimes: UseCase<Routes['readLentTimes']> = async ({ scope, actor, clock }) => {
  const tenant = await readWorkersTenant(scope);
  const today = todayOf(tenant, clock);
  const plans = await Promise.all(
    tenant.sites.map(async (site) => ({ site, ...(await readVersionedPlan(scope, site.id, false)) })),
  );
  return succeed({
    body: {
      today,
      sites: plans.map(({ site, plan }) => ({
        id: site.id,
        name: site.name,
        hours: hoursOn(plan.hours, today)
          .filter(({ channel }) => channel === 'APPOINTMENT')
          .map(({ weekday, opens, closes }) => ({ weekday, opens, closes })),
      })),
      services: servicesOf(tenant, actor.staffId).map(({ code, name, lengthMinutes }) => ({
        code,
        name,
        lengthMinutes,
      })),
      times: plans.flatMap(({ site, plan }) =>
        plan.rules
          .filter((rule) => isOwnLent(rule, actor.staffId) && isAhead(rule, dayNumber(today)))
          .map((rule) => lentTimeOf(site.id, rule)),
      ),
    },
  });
};

/**
 * Publishes a time of the worker's own into a site's calendar. It must lie in the site's opening for booked times and on no
 * other time of the worker's at any site, and hold at least one meeting of its service. One read a site, one write with its row of
 * the trail; the same request again changes nothing.
 */
export const lendTime: UseCase<Routes['lendTime']> = async ({ scope, actor, request, clock, audit }) => {
  const { body } = request;
  const tenant = await readWorkersTenant(scope);
  const site = tenant.sites.find(({ id }) => id === body.site);
  const service = servicesOf(tenant, actor.staffId).find(({ code }) => code === body.service);
  if (!site || !service) return fail(problem('not-found'));
  const rule = ruleOfLentTime(actor.staffId, body);
  for (let tried = 1; tried <= TRIES; tried++) {
    const read = await readVersionedPlan(scope, site.id);
    const standing = read.plan.rules.find(({ id }) => id === rule.id);
    if (standing || read.changes.includes(rule.id)) {
      const isSame = standing !== undefined && JSON.stringify(standing) === JSON.stringify(rule);
      return isSame ? succeed({ body: lentTimeOf(site.id, rule) }) : fail(problem('id-already-used'));
    }
    const conflicts = isTooShort(rule, service)
      ? [{ reason: 'TOO_SHORT' }]
      : await conflictsOf(scope, tenant, { site: site.id, read, rule }, clock);
    if (conflicts.length > 0) return fail(problem('plan-conflict', { conflicts }));
    const rules = [...read.plan.rules, rule];
    const plan = { ...read.plan, rules };
    const writes = [planChangeWrite(scope, site.id, read, plan, rule.id), ...audit.writes([])];
    if ((await scope.work.transact(writes)).ok) return succeed({ body: lentTimeOf(site.id, rule) });
  }
  return fail(problem('state-conflict'));
};

/** Whether not even one meeting of the service fits into a time. One that ends before it begins is told as such. */
function isTooShort({ start, end }: WeeklyRule, { lengthMinutes }: Service): boolean {
  return start < end && minutesBetween(start, end) < lengthMinutes;
}

function minutesBetween(start: string, end: string): number {
  return Temporal.PlainTime.from(start).until(Temporal.PlainTime.from(end)).total('minutes');
}

/** Whether a rule is a time that the worker lends. */
export function isOwnLent({ mode, staffId }: WeeklyRule, worker: StaffId): boolean {
  return mode === 'SLOT' && staffId === worker;
}

/** The services that a worker gives and that are booked. */
function servicesOf({ services }: Tenant, worker: StaffId): Service[] {
  return services.filter(
    ({ staff, bookingMode }) => staff.includes(worker) && bookingMode.includes('BOOKED'),
  );
}

/** Today's date in the tenant's zone. */
export function todayOf({ profile }: Tenant, clock: Clock): string {
  return localDate(currentMinute(clock), profile.zone);
}

interface Change {
  readonly site: SiteId;
  readonly read: VersionedPlan;
  readonly rule: WeeklyRule;
}

/** What a new time contradicts; it stands last, so that every overlap is told of it and none of another. */
async function conflictsOf(
  scope: TenantScope,
  tenant: Tenant,
  { site, read, rule }: Change,
  clock: Clock,
): Promise<{ reason: string }[]> {
  if (rule.validTo !== undefined && rule.validTo < todayOf(tenant, clock)) return [{ reason: 'IN_THE_PAST' }];
  const others = await Promise.all(
    tenant.sites
      .filter(({ id }) => id !== site)
      .map(async ({ id }) => ({
        site: id,
        plan: { ...(await readVersionedPlan(scope, id)).plan, absences: [] },
      })),
  );
  const changed = { site, plan: { ...read.plan, rules: [...read.plan.rules, rule], absences: [] } };
  return checkPlan([...others, changed])
    .filter((fault) => fault.site === site && fault.ruleIndex === read.plan.rules.length)
    .map(({ code }) => ({ reason: code }));
}
