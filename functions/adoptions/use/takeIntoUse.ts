import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import type { UseWish } from '@ohjaamo/shared/adoptions/useRoutes.ts';
import { markOf } from '@ohjaamo/shared/adoptions/places.ts';
import { serviceContent } from '@ohjaamo/shared/onboarding/kit.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TemplateKind } from '@ohjaamo/shared/templates/version.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import { practiceInUse, practiceWrite } from '../../kernel/practice.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../../tenants/index.ts';
import { copyWrites, putCopy, readCopy, withEvent } from '../repository.ts';
import { isEnded } from '../renew.ts';
import type { Copy } from '../rows.ts';
import type { Effect, Using } from './effect.ts';
import { mapEffect } from './map.ts';
import { partsEffect } from './parts.ts';
import { servicesEffect } from './services.ts';
import { startEffect } from './start.ts';
import { weekEffect } from './week.ts';

/** What a copy of each kind does when it is taken into use. */
const effects: Readonly<Record<TemplateKind, (using: Using) => Promise<Result<Effect, Problem>>>> = {
  SERVICE_SET: servicesEffect,
  WEEKLY_CALENDAR: weekEffect,
  SITUATION_MAP: mapEffect,
  PLAN: startEffect,
  GROUP_PROGRAMME: startEffect,
  MESSAGE_TEXTS: startEffect,
  COOPERATION_AGREEMENT: startEffect,
  OPERATING_MODEL: startEffect,
  SITE_KIT: partsEffect,
};

/** What a copy would change; an ended one nothing. Reads what its kind asks of the module that it goes to. */
export const previewUse: UseCase<typeof adoptionsRoutes.previewUse> = async (context) => {
  const { scope, request } = context;
  const standing = await readCopy(scope, request.parameters);
  if (!standing) return fail(problem('not-found'));
  const { copy } = standing;
  if (isEnded(copy)) return fail(problem('state-conflict'));
  const { kind, name, title } = copy;
  if (!(await isOwn(scope, copy, request.body))) return fail(problem('not-found'));
  const effect = await effects[kind]({ ...context, copy, wish: request.body });
  if (!effect.ok) return effect;
  const { view, isBlocked, subjects = [] } = effect.value;
  return succeed({
    body: { kind, name, title, mark: await shownMark(copy, effect.value), blocked: isBlocked, effect: view },
    subjects,
  });
};

/**
 * Takes a copy into use: what its kind changes, the copy's history and the trail in one transaction, then the bookings that are touched.
 * What was previewed is what is done: when the copy or what it goes to has changed since, nothing is written.
 */
export const takeIntoUse: UseCase<typeof adoptionsRoutes.takeIntoUse> = async (context) => {
  const { scope, request, actor, clock } = context;
  const { useId, mark, ...wish } = request.body;
  const standing = await readCopy(scope, request.parameters);
  if (!standing) return fail(problem('not-found'));
  const { copy, revision } = standing;
  if (!(await isOwn(scope, copy, wish))) return fail(problem('not-found'));
  const effect = await effects[copy.kind]({ ...context, copy, wish });
  if (!effect.ok) return effect;
  const { remembered, isBlocked } = effect.value;
  if (copy.inUse?.some(({ id }) => id === useId)) return succeed({ body: await effect.value.settle(useId) });
  if (isEnded(copy)) return fail(problem('state-conflict'));
  if ((await shownMark(copy, effect.value)) !== mark) return fail(problem('stale-version'));
  if (isBlocked) return fail(problem('state-conflict'));
  const at = new Date(clock.now()).toISOString();
  const used = { id: useId, at, by: actor.staffId, mark: await markOf(copy.content), ...remembered };
  const others = (copy.inUse ?? []).filter(({ site }) => site !== remembered.site);
  const after = withEvent(
    { ...copy, inUse: [...others, used] },
    { what: 'TAKEN_INTO_USE', at, by: actor.staffId, version: copy.version },
  );
  const done = await effect.value.apply(useId, at, copyWrites(scope, { copy: after, revision }));
  return done.ok ? succeed({ body: done.value }) : done;
};

/** What is offered is offered no longer. What has begun from it stays: nothing was made of it but what somebody chose. */
export const takeOutOfUse: UseCase<typeof adoptionsRoutes.takeOutOfUse> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const standing = await readCopy(scope, request.parameters);
  if (!standing) return fail(problem('not-found'));
  const { copy, revision } = standing;
  const { kind, name, inUse: _inUse, ...rest } = copy;
  if (effects[kind] !== startEffect) return fail(problem('state-conflict'));
  if (!(await practiceInUse(scope, kind)).some((each) => each.name === name)) return succeed({ body: {} });
  const event = { at: new Date(clock.now()).toISOString(), by: actor.staffId };
  const after = withEvent({ ...rest, kind, name }, { what: 'TAKEN_OUT_OF_USE', ...event });
  const writes = [practiceWrite(scope, { kind, name }), ...audit.writes([])];
  const done = await putCopy(scope, { copy: after, revision }, writes);
  return done ? succeed({ body: {} }) : fail(problem('state-conflict'));
};

/** Whether the municipality has the site, the workers and the services that a wish names; a service may also be the copy's own. */
async function isOwn(
  scope: TenantScope,
  { kind, content }: Copy,
  { site, roles = [], givers = [] }: UseWish,
): Promise<boolean> {
  if (site === undefined && roles.length === 0 && givers.length === 0) return true;
  const tenant = await readWorkersTenant(scope);
  const here = new Set(tenant.staff.map(({ id }) => id));
  const own = kind === 'SERVICE_SET' ? serviceContent.parse(content).services : [];
  const services = new Set([...tenant.services, ...own].map(({ code }) => code));
  return (
    (site === undefined || tenant.sites.some(({ id }) => id === site)) &&
    [...roles, ...givers].every(({ staff }) => staff.every((each) => here.has(each))) &&
    givers.every(({ service }) => services.has(service))
  );
}

/** The mark of what was shown: the copy, and what stands where it goes. */
async function shownMark({ content }: Copy, { basis }: Effect): Promise<string> {
  return markOf({ content, basis });
}
