import type { RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import { mondayOfWeek } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readSite } from './access.ts';
import { weekWrite } from './repository.ts';
import { viewWeek } from './rotaViews.ts';
import { readSituation, type Situation } from './situation.ts';
import { withWeeks } from './troubles.ts';

/** A week of a site's rota in its situation of that one week. */
export interface WeekAt {
  readonly situation: Situation;
  readonly week: RotaWeek;
}

/** A request that names a week and the version that its sender has seen. */
interface WeekRequest {
  readonly scope: TenantScope;
  readonly actor: TenantActor;
  readonly clock: Clock;
  readonly audit: AuditTrail;
  readonly request: {
    readonly parameters: { readonly siteId: SiteId };
    readonly body: { readonly week: string; readonly version: number };
  };
}

/**
 * Changes one week: reads it as `readSituation` does, decides, keeps what was decided and shows the week. `decide` gives
 * `undefined` when the week is so already; the same request came before, and it is shown as it is. Otherwise whoever has
 * seen another version is refused, unless what they name is not there at all. `keep` gives the week that it wrote.
 */
export async function changeWeek<Decided>(
  context: WeekRequest,
  decide: (at: WeekAt) => Result<Decided | undefined, Problem>,
  keep: (at: WeekAt, decided: Decided) => Promise<Result<RotaWeek, Problem>>,
): Promise<Result<{ readonly body: ReturnType<typeof viewWeek> }, Problem>> {
  const at = await readWeekAt(context);
  if (!at.ok) return at;
  const { situation, week } = at.value;
  const decided = decide(at.value);
  if (!decided.ok && decided.error.type === 'not-found') return decided;
  if (decided.ok && decided.value === undefined)
    return succeed({ body: viewWeek(week, situation, context.actor) });
  if (week.version !== context.request.body.version) return fail(problem('stale-version'));
  if (!decided.ok) return decided;
  const kept = await keep(at.value, decided.value as Decided);
  if (!kept.ok) return kept;
  const next = { ...kept.value, version: kept.value.version + 1 };
  return succeed({ body: viewWeek(next, withWeeks(situation, [next]), context.actor) });
}

async function readWeekAt({ scope, request, clock }: WeekRequest): Promise<Result<WeekAt, Problem>> {
  const found = await readSite(scope, request.parameters.siteId);
  const monday = mondayOfWeek(request.body.week);
  if (!found || monday === undefined) return fail(problem('not-found'));
  const situation = await readSituation(scope, found.tenant, found.site, clock, monday, 1);
  const [week] = situation.weeks;
  return week ? succeed({ situation, week }) : fail(problem('not-found'));
}

/** Keeps a changed week over the one that was read, with the row of the trail: one transaction of two writes. */
export function keepWeek({ scope, audit }: WeekRequest) {
  return async ({ situation }: WeekAt, changed: RotaWeek): Promise<Result<RotaWeek, Problem>> => {
    const write = weekWrite(scope, situation.site.id, changed);
    const done = await scope.work.transact([write, ...audit.writes([])]);
    return done.ok ? succeed(changed) : fail(problem('stale-version'));
  };
}
