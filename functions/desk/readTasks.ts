import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { answersMessages, seesCalls } from '@ohjaamo/shared/desk/rules.ts';
import type { SiteTasks } from '@ohjaamo/shared/desk/taskRoutes.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { attentionAt } from '../booking/index.ts';
import { countUnrecorded } from '../groups/index.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWaitingLine } from '../line/index.ts';
import { countCallBacks, countWaitingThreads } from '../messages/index.ts';
import { countDueReviews } from '../settings/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';

/**
 * What waits at a site, for the worker who asks: numbers and times only, so it leaves no row in the log of use. Reads, after
 * the names (one Query), all at one time: the plan, the day's line and its recent days, the agenda to come, call-backs, threads
 * and groups (six Queries and half a unit), for a coordinator the agreement (one Query), and one Query for each group that met in the
 * last two weeks. Writes nothing.
 */
export const readTasks: UseCase<typeof deskRoutes.readTasks> = async (context) => {
  const { scope, request, actor, clock, knownVersion } = context;
  const tenant = await readWorkersTenant(scope);
  const { site: asked } = request.query;
  const site = asked ? tenant.sites.find(({ id }) => id === asked) : tenant.sites[0];
  if (!site) return fail(problem('not-found'));
  const now = clock.now();
  const date = localDate(currentMinute(clock), tenant.profile.zone);
  const [line, attention, callBacks, threads, meetings, reviews] = await Promise.all([
    readWaitingLine(scope, tenant, site, clock),
    attentionAt(scope, tenant, site, actor, clock),
    seesCalls(actor.roles) ? countCallBacks(scope, site.id, now) : undefined,
    answersMessages(actor.roles) ? countWaitingThreads(scope, site.id, now) : undefined,
    countUnrecorded(scope, site.id, actor, currentMinute(clock)),
    actor.roles.includes('SITE_MANAGER') ? countDueReviews(scope, tenant, date) : undefined,
  ]);
  const counted = (of: (typeof attention)[number]['attention']) =>
    attention.filter((each) => each.attention === of).length;
  const shown: Omit<SiteTasks, 'version'> = {
    date,
    line,
    bookings: {
      decide: counted('DECIDE'),
      orphaned: counted('ORPHANED'),
      declined: counted('DECLINED_BY_PARTNER'),
    },
    ...(callBacks !== undefined && { callBacks }),
    ...(threads !== undefined && { threads }),
    meetings,
    ...(reviews !== undefined && { reviews }),
  };
  const version = hashOf(site.id, shown);
  return succeed(
    version === knownVersion ? { unchanged: true, version } : { body: { version, ...shown }, version },
  );
};
