import type { RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import { mondayOfWeek } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readSite } from './access.ts';
import { weekWrite } from './repository.ts';
import { readSituation, type Situation } from './situation.ts';
import { withWeeks } from './troubles.ts';

/** A week of a site's rota in its situation of that one week. */
export interface WeekAt {
  readonly situation: Situation;
  readonly week: RotaWeek;
}

/** Reads one week to change it; reads as `readSituation` does. */
export async function readWeekAt(
  scope: TenantScope,
  site: SiteId,
  week: string,
  clock: Clock,
): Promise<Result<WeekAt, Problem>> {
  const found = await readSite(scope, site);
  const monday = mondayOfWeek(week);
  if (!found || monday === undefined) return fail(problem('not-found'));
  const situation = await readSituation(scope, found.tenant, found.site, clock, monday, 1);
  const [wanted] = situation.weeks;
  return wanted ? succeed({ situation, week: wanted }) : fail(problem('not-found'));
}

/** Keeps a changed week over the one that was read, with the row of the trail: one transaction of two writes. */
export async function keepWeek(
  scope: TenantScope,
  { situation }: WeekAt,
  changed: RotaWeek,
  audit: AuditTrail,
): Promise<Result<WeekAt, Problem>> {
  const write = weekWrite(scope, situation.site.id, changed);
  const done = await scope.work.transact([write, ...audit.writes([])]);
  if (!done.ok) return fail(problem('stale-version'));
  const week = { ...changed, version: changed.version + 1 };
  return succeed({ situation: withWeeks(situation, [week]), week });
}
