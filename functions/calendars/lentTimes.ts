import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import type { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { isAhead, lentTimeOf, ruleOfLentTime } from '@ohjaamo/shared/calendars/lentTime.ts';
import { dayNumber, minuteOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import {
  type Clock,
  currentMinute,
  formatOffsetDateTime,
  localDate,
  zonedMinute,
} from '@ohjaamo/shared/kernel/time.ts';
import { checkPlan } from '@ohjaamo/shared/schedule/checkPlan.ts';
import type { WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { appliesOn } from '@ohjaamo/shared/schedule/recurrence.ts';
import { clipped } from '@ohjaamo/shared/schedule/splitRule.ts';
import type { Service, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { agendaOf, type AgendaRow } from '../booking/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { planChangeWrite, readVersionedPlan, type VersionedPlan } from '../schedule/index.ts';
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

/** The bookings that stand in a published time: the site's plan and its agenda from now on. */
export const readBookingsInLentTime: UseCase<Routes['readBookingsInLentTime']> = async ({
  scope,
  actor,
  request,
  clock,
}) => {
  const tenant = await readWorkersTenant(scope);
  const site = tenant.sites.find(({ id }) => id === request.query.site);
  if (!site) return fail(problem('not-found'));
  const { plan } = await readVersionedPlan(scope, site.id, false);
  const rule = plan.rules.find(
    (each) => each.id === request.parameters.ruleId && isOwnLent(each, actor.staffId),
  );
  if (!rule) return fail(problem('not-found'));
  const at = (minute: number) => formatOffsetDateTime(minute, tenant.profile.zone);
  const bookings = (await bookingsIn(scope, tenant, site.id, rule, clock)).map(({ start, end }) => ({
    start: at(start),
    end: at(end),
  }));
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
    if (read.changes.includes(changeId)) return succeed({ body: { withdrawn: true, bookings: 0 } });
    const rule = read.plan.rules.find(({ id }) => id === ruleId);
    if (!rule || !isOwnLent(rule, actor.staffId)) return fail(problem('not-found'));
    // What has been stays, for the figures of offered time.
    const left = clipped(rule, undefined, dayNumber(todayOf(tenant, clock)) - 1);
    const rules = read.plan.rules.flatMap((each) => (each === rule ? (left ?? []) : each));
    const bookings = await bookingsIn(scope, tenant, site.id, rule, clock);
    if (await write(scope, site.id, read, rules, changeId)) {
      return succeed({ body: { withdrawn: true, bookings: bookings.length } });
    }
  }
  return fail(problem('state-conflict'));
};

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

/** The coming bookings of the worker that lie in one of the rule's times. */
async function bookingsIn(
  scope: TenantScope,
  tenant: Tenant,
  site: SiteId,
  rule: WeeklyRule,
  clock: Clock,
): Promise<AgendaRow[]> {
  const { zone } = tenant.profile;
  const now = currentMinute(clock);
  const minuteOf = (minute: number): number => {
    const { hour, minute: rest } = zonedMinute(minute, zone);
    return hour * 60 + rest;
  };
  const rows = await agendaOf(scope, site, todayOf(tenant, clock), '9999-12-31');
  return rows.filter(
    ({ staffId, state, start, end, date }) =>
      staffId === rule.staffId &&
      holdsTime(state) &&
      start > now &&
      appliesOn(rule, dayNumber(date)) &&
      minuteOf(start) >= minuteOfDay(rule.start) &&
      minuteOf(end) <= minuteOfDay(rule.end),
  );
}
