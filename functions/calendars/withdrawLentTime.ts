import type { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { isOnce, lentTimeOf } from '@ohjaamo/shared/calendars/lentTime.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { nextDay } from '@ohjaamo/shared/schedule/recurrence.ts';
import { clipped, splitRule } from '@ohjaamo/shared/schedule/splitRule.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { applyOrphans, findOrphans } from '../booking/index.ts';
import { appendRest, SUBJECTS_PER_TRANSACTION } from '../kernel/audit.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { planChangeWrite, readPlan, readVersionedPlan } from '../schedule/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { isOwnLent, todayOf, TRIES } from './lentTimes.ts';

type Routes = typeof calendarsRoutes;

/** So many coming dates of a recurring time are told, to take one of them back. */
const DATES_TOLD = 8;

/** The part of a series that goes on after its one date was taken back. A preview gives it no name that stays. */
const UNNAMED = '0'.repeat(10);

/**
 * The bookings that would lose their hours if a published time, or one date of it, were taken back: the site's plan and its
 * agenda.
 */
export const readBookingsInLentTime: UseCase<Routes['readBookingsInLentTime']> = async ({
  scope,
  actor,
  request,
  clock,
}) => {
  const { site: siteId, date } = request.query;
  const tenant = await readWorkersTenant(scope);
  const site = tenant.sites.find(({ id }) => id === siteId);
  if (!site) return fail(problem('not-found'));
  const today = todayOf(tenant, clock);
  const plan = await readPlan(scope, site.id, today);
  const rule = plan.rules.find(
    (each) => each.id === request.parameters.ruleId && isOwnLent(each, actor.staffId),
  );
  const rules =
    rule &&
    rulesWithout(plan.rules, rule, today, date === undefined ? undefined : { date, afterId: UNNAMED });
  if (!rules) return fail(problem('not-found'));
  const { orphaned } = await findOrphans(scope, tenant, site, { ...plan, rules }, clock);
  const at = (minute: number) => formatOffsetDateTime(minute, tenant.profile.zone);
  const own = orphaned.filter(({ staffId, alongside }) => [staffId, ...alongside].includes(actor.staffId));
  const bookings = own.map(({ start, end }) => ({ start: at(start), end: at(end) }));
  return succeed({
    body: { time: lentTimeOf(site.id, rule), dates: comingDates(rule, today), bookings },
    subjects: own.map(({ id }) => id),
  });
};

/**
 * Takes a published time back from today on, or on one date alone. The bookings in it keep their record and their time until
 * they have been offered others; they are the subjects of the trail, whose rows stand in the transaction of the plan. Taking
 * back what was taken back is no mistake.
 */
export const withdrawLentTime: UseCase<Routes['withdrawLentTime']> = async (context) => {
  const { scope, actor, request, clock, audit } = context;
  const tenant = await readWorkersTenant(scope);
  const site = tenant.sites.find(({ id }) => id === request.body.site);
  if (!site) return fail(problem('not-found'));
  const { ruleId } = request.parameters;
  const { only } = request.body;
  const changeId = ['withdrawal', ruleId, ...(only ? [only.date] : [])].join('-');
  const today = todayOf(tenant, clock);
  for (let tried = 1; tried <= TRIES; tried++) {
    const read = await readVersionedPlan(scope, site.id);
    if (read.changes.includes(changeId)) return applied(context, tenant, site);
    const rule = read.plan.rules.find(({ id }) => id === ruleId);
    if (!rule || !isOwnLent(rule, actor.staffId)) return fail(problem('not-found'));
    const isTaken = read.plan.rules.some(({ id }) => id === only?.afterId);
    if (isTaken) return fail(problem('id-already-used'));
    const rules = rulesWithout(read.plan.rules, rule, today, only);
    if (!rules) return fail(problem('not-found'));
    const { absences } = await readPlan(scope, site.id, today);
    const plan = { ...read.plan, rules };
    const { orphaned } = await findOrphans(scope, tenant, site, { ...plan, absences }, clock);
    const subjects = orphaned.map(({ id }) => id);
    const done = await scope.work.transact([
      planChangeWrite(scope, site.id, read, plan, changeId),
      ...audit.writes(subjects.slice(0, SUBJECTS_PER_TRANSACTION)),
    ]);
    if (!done.ok) continue;
    await appendRest(audit, subjects);
    return applied(context, tenant, site);
  }
  return fail(problem('state-conflict'));
};

/** Sees to the bookings of a withdrawal that has been written; once more is harmless. */
async function applied({ scope, clock }: ContextOf<Routes['withdrawLentTime']>, tenant: Tenant, site: Site) {
  const plan = await readPlan(scope, site.id, todayOf(tenant, clock));
  const { orphaned } = await applyOrphans(scope, tenant, site, plan, clock);
  return succeed({ body: { withdrawn: true, bookings: orphaned } });
}

/**
 * The rules without a time from today on, or without one date of it; `undefined` when it is not lent on that date or the date
 * has passed. What has been stays, for the figures of offered time.
 */
function rulesWithout(
  rules: readonly WeeklyRule[],
  gone: WeeklyRule,
  today: string,
  only: { readonly date: string; readonly afterId: string } | undefined,
): WeeklyRule[] | undefined {
  const left = only ? withoutDate(gone, today, only) : [clipped(gone, undefined, dayNumber(today) - 1)];
  return (
    left &&
    rules.flatMap((each) => (each.id === gone.id ? left : [each])).filter((each) => each !== undefined)
  );
}

function withoutDate(
  rule: WeeklyRule,
  today: string,
  { date, afterId }: { readonly date: string; readonly afterId: string },
): (WeeklyRule | undefined)[] | undefined {
  if (date < today) return undefined;
  const parts = splitRule(rule, date, 'ONLY', { editedId: UNNAMED, afterId });
  return parts && [parts.before, parts.after];
}

function comingDates(rule: WeeklyRule, today: string): string[] {
  if (isOnce(rule)) return [];
  const dates: string[] = [];
  let day = nextDay(rule, dayNumber(today));
  while (day !== undefined && dates.length < DATES_TOLD) {
    dates.push(dateOfDay(day));
    day = nextDay(rule, day + 1);
  }
  return dates;
}
