import { type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { KitWeek, SetupKit } from '@ohjaamo/shared/onboarding/kit.ts';
import type { ValueOf } from '@ohjaamo/shared/onboarding/steps.ts';
import { type DutyShift, shiftId } from '@ohjaamo/shared/duty/shifts.ts';
import { ownService, rulesOf, type TakenRole } from '@ohjaamo/shared/onboarding/week.ts';
import { checkPlan } from '@ohjaamo/shared/schedule/checkPlan.ts';
import type { WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import type { Service, Site } from '@ohjaamo/shared/tenants/profile.ts';
import { hashOf } from '../kernel/hash.ts';
import type { Write } from '../kernel/table.ts';
import { planChangeWrite } from '../schedule/index.ts';
import { namedWrites } from '../tenants/index.ts';
import { goneWrite, rememberedIn, type Setup } from './repository.ts';
import { sitesOfKit } from './siteStep.ts';
import { type Saving, type StepOutcome, withoutKit, wrong } from './stepSave.ts';

/** The services that are taken. What the kit says of one stands, but for its name and its length. */
export async function saveServices(saving: Saving, { services }: ValueOf<'services'>): Promise<StepOutcome> {
  const { setup, kit } = saving;
  if (!kit) return withoutKit();
  const kept: Service[] = [];
  for (const [index, { code, name, lengthMinutes }] of services.entries()) {
    const of = kit.services.find((each) => each.code === code);
    const before = setup.tenant.services.find((each) => each.code === code);
    const service = before ?? (of && ownService(of, []));
    if (!service || kept.some((each) => each.code === code)) {
      return wrong(`/services/${String(index)}/code`, 'not_found');
    }
    kept.push({ ...service, name, lengthMinutes });
  }
  const roles = rememberedIn(setup).roles ?? [];
  const written = await weekWrites(saving, { kit, roles, services: kept });
  if (!written.ok) return wrong('/services', 'overlap');
  const { writes, made } = written.value;
  return succeed({ writes, remembered: { made } });
}

/** Who takes which role of the weeks. Nobody can be in two places at once: every role that would make somebody is told. */
export async function saveCalendar(saving: Saving, { roles }: ValueOf<'calendar'>): Promise<StepOutcome> {
  const { setup, kit } = saving;
  if (!kit) return withoutKit();
  const known = new Set(setup.tenant.staff.map(({ id }) => id));
  const at = roles.findIndex(
    ({ site, role, staff }) =>
      !kit.weeks.get(site)?.roles.some(({ key }) => key === role) || !staff.every((each) => known.has(each)),
  );
  if (at >= 0) return wrong(`/roles/${String(at)}`, 'not_found');
  const written = await weekWrites(saving, { kit, roles, services: setup.tenant.services });
  if (!written.ok) {
    const { site, role } = written.error;
    const index = roles.findIndex((each) => each.site === site && each.role === role);
    return wrong(`/roles/${String(index)}`, 'overlap');
  }
  const { writes, made } = written.value;
  return succeed({ writes, remembered: { roles: [...roles], made } });
}

/** The kit's rules of a site, each with the role that it comes from. */
export function kitRules(
  setup: Setup,
  of: { readonly kit: SetupKit; readonly roles: readonly TakenRole[]; readonly services: readonly Service[] },
): ReadonlyMap<Site, readonly { readonly role: string; readonly site: string; readonly rule: WeeklyRule }[]> {
  const language = setup.tenant.profile.languages[0] ?? 'fi';
  return new Map(
    [...sitesOfKit(setup, of.kit)].map(([key, site]) => {
      const week = of.kit.weeks.get(key);
      const shared = { site: site.id, key, services: of.services, language, idOf };
      const found = (week?.roles ?? []).flatMap(({ key: role }) =>
        week
          ? rulesOf(week, { ...shared, taken: of.roles.filter((each) => each.role === role) }).map(
              (rule) => ({
                role,
                site: key,
                rule,
              }),
            )
          : [],
      );
      return [site, found] as const;
    }),
  );
}

/** The same ten characters for the same words, so that saving again makes the same rules. */
function idOf(words: string): string {
  return hashOf(words)
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/gu, '')
    .slice(0, 10);
}

/** The shifts of duty that a site's week brings. The same week makes the same shifts, however often it is saved. */
export function kitShifts({ id }: Site, week: KitWeek | undefined): DutyShift[] {
  return (week?.duty ?? []).map((shift) => {
    const { weekday, mode, start } = shift;
    return { ...shift, id: shiftId.parse(idOf(`${id} duty ${weekday} ${mode} ${start}`)) };
  });
}

interface Week {
  readonly kit: SetupKit;
  readonly roles: readonly TakenRole[];
  readonly services: readonly Service[];
}

/**
 * The writes of services, plans and duty for the roles as they are taken, and the ids of the hours and shifts that there are of it then.
 * What the set-up made before is replaced; what somebody wrote into the calendar or the rota by hand stays. Duty comes for the services
 * that are taken. Reads an item a site.
 */
async function weekWrites(
  saving: Saving,
  { kit, roles, services: taken }: Week,
): Promise<Result<{ writes: Write[]; made: string[] }, { readonly site: string; readonly role: string }>> {
  const { scope, setup, ids } = saving;
  const services = taken.map((service) => {
    const ofKit = kit.services.find(({ code }) => code === service.code);
    return ofKit ? { ...service, staff: ownService(ofKit, roles).staff } : service;
  });
  const old = new Set(rememberedIn(setup).made);
  const plans = [...kitRules(setup, { kit, roles, services })].map(([site, made]) => {
    const read = setup.plans.get(site.id) ?? nothing;
    const kept = read.plan.rules.filter(({ id }) => !old.has(id) && made.every(({ rule }) => rule.id !== id));
    return { site, read, made, rules: [...kept, ...made.map(({ rule }) => rule)] };
  });
  const faults = checkPlan(
    plans.map(({ site, read, rules }) => ({ site: site.id, plan: { ...read.plan, rules } })),
  );
  const overlap = faults.find(({ code }) => code === 'OVERLAP');
  if (overlap) {
    const plan = plans.find(({ site }) => site.id === overlap.site);
    const rule = plan?.rules[overlap.ruleIndex];
    const of = plan?.made.find((each) => each.rule.id === rule?.id);
    return { ok: false, error: { site: of?.site ?? '', role: of?.role ?? '' } };
  }
  const duty = await dutyOf(saving, { kit, roles, services });
  return succeed({
    writes: [
      ...serviceWrites(saving, services),
      ...plans
        .filter(({ read, rules }) => JSON.stringify(read.plan.rules) !== JSON.stringify(rules))
        .map(({ site, read, rules }) =>
          planChangeWrite(scope, site.id, read, { ...read.plan, rules }, ids.id(20)),
        ),
      ...duty.flatMap(({ writes }) => writes),
    ],
    made: [
      ...plans.flatMap(({ made }) => made.map(({ rule }) => rule.id)),
      ...duty.flatMap(({ made }) => made.map(({ id }) => id)),
    ],
  });
}

const nothing = { version: 0, changes: [], plan: { hours: [], exceptions: [], rules: [] } };

/** The duty of each site's week. */
async function dutyOf({ scope, setup }: Saving, { kit, services }: Week) {
  const { shiftsToTake } = await import('../duty/index.ts');
  const madeBefore = rememberedIn(setup).made ?? [];
  return Promise.all(
    [...sitesOfKit(setup, kit)].map(([key, site]) =>
      shiftsToTake(scope, {
        ...{ site: site.id, services, madeBefore },
        shifts: kitShifts(site, kit.weeks.get(key)),
      }),
    ),
  );
}

/** The writes of the services that are not as they were, and of those that fell away. */
function serviceWrites({ scope, setup }: Saving, services: readonly Service[]): Write[] {
  const before = new Map(setup.tenant.services.map((each) => [each.code, JSON.stringify(each)]));
  const kept = new Set(services.map(({ code }) => code));
  return [
    ...namedWrites(scope, {
      services: services.filter((each) => before.get(each.code) !== JSON.stringify(each)),
    }),
    ...[...before.keys()]
      .filter((code) => !kept.has(code))
      .map((code) => goneWrite(scope, `SERVICE#${code}`)),
  ];
}
