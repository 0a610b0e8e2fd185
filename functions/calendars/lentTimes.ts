import type { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { isAhead, lentTimeOf, ruleOfLentTime } from '@ohjaamo/shared/calendars/lentTime.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, formatOffsetDateTime, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { checkPlan } from '@ohjaamo/shared/schedule/checkPlan.ts';
import type { WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { clipped } from '@ohjaamo/shared/schedule/splitRule.ts';
import type { Service, Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { applyOrphans, findOrphans } from '../booking/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { planChangeWrite, readPlan, readVersionedPlan, type VersionedPlan } from '../schedule/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';

type Routes = typeof calendarsRoutes;

/** How often a change is decided anew when the plan changes under it. */
const TRIES = 5;

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
        hours: plan.hours
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
 * other time of the worker's at any site. One read a site, one write; the same request again changes nothing.
 */
export const lendTime: UseCase<Routes['lendTime']> = async ({ scope, actor, request, clock }) => {
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
    const conflicts = await conflictsOf(scope, tenant, { site: site.id, read, rule }, clock);
    if (conflicts.length > 0) return fail(problem('plan-conflict', { conflicts }));
    const rules = [...read.plan.rules, rule];
    if (await write(scope, site.id, read, rules, rule.id))
      return succeed({ body: lentTimeOf(site.id, rule) });
  }
  return fail(problem('state-conflict'));
};

/** The bookings that would lose their hours if a published time were taken back: the site's plan and its agenda. */
export const readBookingsInLentTime: UseCase<Routes['readBookingsInLentTime']> = async ({
  scope,
  actor,
  request,
  clock,
}) => {
  const tenant = await readWorkersTenant(scope);
  const site = tenant.sites.find(({ id }) => id === request.query.site);
  if (!site) return fail(problem('not-found'));
  const plan = await readPlan(scope, site.id, todayOf(tenant, clock));
  const rule = plan.rules.find(
    (each) => each.id === request.parameters.ruleId && isOwnLent(each, actor.staffId),
  );
  if (!rule) return fail(problem('not-found'));
  const planAfter = { ...plan, rules: without(plan.rules, rule, todayOf(tenant, clock)) };
  const { orphaned } = await findOrphans(scope, tenant, site, planAfter, clock);
  const at = (minute: number) => formatOffsetDateTime(minute, tenant.profile.zone);
  const bookings = orphaned
    .filter(({ staffId, alongside }) => [staffId, ...alongside].includes(actor.staffId))
    .map(({ start, end }) => ({ start: at(start), end: at(end) }));
  return succeed({ body: { time: lentTimeOf(site.id, rule), bookings } });
};

/**
 * Takes a published time back from today on. The bookings in it keep their record and their time until they have been
 * offered others. Taking back what was taken back is no mistake.
 */
export const withdrawLentTime: UseCase<Routes['withdrawLentTime']> = async ({
  scope,
  actor,
  request,
  clock,
}) => {
  const tenant = await readWorkersTenant(scope);
  const site = tenant.sites.find(({ id }) => id === request.body.site);
  if (!site) return fail(problem('not-found'));
  const { ruleId } = request.parameters;
  const changeId = `withdrawal-${ruleId}`;
  for (let tried = 1; tried <= TRIES; tried++) {
    const read = await readVersionedPlan(scope, site.id);
    if (read.changes.includes(changeId)) return applied(scope, tenant, site, clock);
    const rule = read.plan.rules.find(({ id }) => id === ruleId);
    if (!rule || !isOwnLent(rule, actor.staffId)) return fail(problem('not-found'));
    const rules = without(read.plan.rules, rule, todayOf(tenant, clock));
    if (await write(scope, site.id, read, rules, changeId)) return applied(scope, tenant, site, clock);
  }
  return fail(problem('state-conflict'));
};

/** Sees to the bookings of a withdrawal that has been written; once more is harmless. */
async function applied(scope: TenantScope, tenant: Tenant, site: Site, clock: Clock) {
  const plan = await readPlan(scope, site.id, todayOf(tenant, clock));
  const { orphaned } = await applyOrphans(scope, tenant, site, plan, clock);
  return succeed({ body: { withdrawn: true, bookings: orphaned } });
}

/** The rules without a time from today on. What has been stays, for the figures of offered time. */
function without(rules: readonly WeeklyRule[], gone: WeeklyRule, today: string): WeeklyRule[] {
  const left = clipped(gone, undefined, dayNumber(today) - 1);
  return rules.flatMap((each) => (each.id === gone.id ? (left ?? []) : each));
}

function isOwnLent({ mode, staffId }: WeeklyRule, worker: StaffId): boolean {
  return mode === 'SLOT' && staffId === worker;
}

/** The services that a worker gives and that are booked. */
function servicesOf({ services }: Tenant, worker: StaffId): Service[] {
  return services.filter(
    ({ staff, bookingMode }) => staff.includes(worker) && bookingMode.includes('BOOKED'),
  );
}

function todayOf({ profile }: Tenant, clock: Clock): string {
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

async function write(
  scope: TenantScope,
  site: SiteId,
  read: VersionedPlan,
  rules: readonly WeeklyRule[],
  changeId: string,
): Promise<boolean> {
  const plan = { ...read.plan, rules: [...rules] };
  return (await scope.work.transact([planChangeWrite(scope, site, read, plan, changeId)])).ok;
}
