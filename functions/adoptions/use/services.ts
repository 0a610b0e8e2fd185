import type { EffectOf } from '@ohjaamo/shared/adoptions/useRoutes.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { missingIn } from '@ohjaamo/shared/onboarding/checklist.ts';
import { type KitService, serviceContent } from '@ohjaamo/shared/onboarding/kit.ts';
import { inForce } from '@ohjaamo/shared/settings/tenantSettings.ts';
import { sameJson, type Json } from '@ohjaamo/shared/templates/json.ts';
import type { Service, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { applyOrphans, findOrphans } from '../../booking/index.ts';
import { readPlan } from '../../schedule/index.ts';
import { readBeginning, serviceWrite } from '../../tenants/index.ts';
import type { Effect, Settled, Using } from './effect.ts';
import { workersOf } from './workers.ts';

/** A service of the set beside the one that stands. */
interface Changed {
  readonly before: Service | undefined;
  readonly after: Service;
  readonly fields: readonly string[];
}

/**
 * A set as services of the municipality: those of it that are new, and what it says of those that there are. What it does not say stays:
 * who gives a service, names in other languages, services of the municipality's own. What dated settings decide stays decided by them.
 */
export async function servicesEffect(using: Using): Promise<Result<Effect, Problem>> {
  const { scope, clock, copy, wish, audit } = using;
  const read = await readBeginning(scope, true);
  if (!read) throw new Error('The tenant has no profile');
  const { tenant, settings } = read;
  const givers = wish.givers ?? [];
  const changes = serviceContent.parse(copy.content).services.map((told) => {
    const staff = givers.find(({ service }) => service === told.code)?.staff ?? [];
    return changeOf(
      tenant.services.find(({ code }) => code === told.code),
      told,
      staff,
    );
  });
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  const after = inForce({ ...tenant, services: withChanges(tenant, changes) }, settings, today);
  const held = (code: string) => settings.some(({ matter }) => matter === `SERVICE_BOOKING.${code}`);
  const services = changes.map(({ before, after: service, fields }) => ({
    ...{ code: service.code, name: service.name, staff: service.staff, fields: [...fields] },
    is: !before ? ('NEW' as const) : fields.length > 0 ? ('CHANGED' as const) : ('SAME' as const),
    held: held(service.code),
    lacks: missingIn(service.name, tenant.profile.languages),
  }));
  const view: EffectOf<'SERVICES'> = {
    ...{ what: 'SERVICES', services, workers: workersOf(tenant) },
    others: tenant.services.filter(({ code }) => changes.every((each) => each.after.code !== code)).length,
    orphaned: await countLost(using, after, today),
  };
  return succeed({
    view,
    basis: tenant.services as unknown as Json,
    isBlocked: services.some(({ lacks }) => lacks.length > 0),
    remembered: {},
    async apply(_useId, _at, writes) {
      const changed = changes.filter(({ before, fields }) => !before || fields.length > 0);
      const done = await scope.work.transact([
        ...changed.map(({ before, after: service }) => serviceWrite(scope, service, before)),
        ...writes,
        ...audit.writes([]),
      ]);
      return done.ok ? succeed(await settled(using, after, today)) : fail(problem('stale-version'));
    },
    settle: () => settled(using, after, today),
  });
}

/** What the set says of a service, over what stands. */
function changeOf(
  before: Service | undefined,
  { roles: _roles, ...told }: KitService,
  staff: Service['staff'],
): Changed {
  if (!before) return { before, after: { ...told, staff, alongside: [] }, fields: [] };
  const after: Service = { ...before, ...told, name: { ...before.name, ...told.name } };
  const names = Object.keys(after) as (keyof Service)[];
  const fields = names.filter((name) => !sameJson(after[name] as Json, before[name] as Json));
  return { before, after, fields };
}

function withChanges({ services }: Tenant, changes: readonly Changed[]): Service[] {
  const changed = new Map(changes.map(({ after }) => [after.code, after]));
  const kept = services.map((each) => changed.get(each.code) ?? each);
  return [...kept, ...changes.filter(({ before }) => !before).map(({ after }) => after)];
}

/** Coming bookings that the hours would no longer cover: a service may be got in another way from now on. A Query and a plan a site. */
async function countLost({ scope, clock }: Using, after: Tenant, today: string): Promise<number> {
  const found = await Promise.all(
    after.sites.map(async (site) =>
      findOrphans(scope, after, site, await readPlan(scope, site.id, today), clock),
    ),
  );
  return found.reduce((sum, { orphaned }) => sum + orphaned.length, 0);
}

async function settled({ scope, clock }: Using, after: Tenant, today: string): Promise<Settled> {
  const done: { orphaned: number; readopted: number } = { orphaned: 0, readopted: 0 };
  for (const site of after.sites) {
    const plan = await readPlan(scope, site.id, today);
    const { orphaned, readopted } = await applyOrphans(scope, after, site, plan, clock);
    done.orphaned += orphaned;
    done.readopted += readopted;
  }
  return done;
}
