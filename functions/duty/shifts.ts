import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { type DutyMode, faultsOfShift, MOST_SHIFTS } from '@ohjaamo/shared/duty/shifts.ts';
import type { SetupView } from '@ohjaamo/shared/duty/views.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { isManager, readSite } from './access.ts';
import { poolOf } from './occurrences.ts';
import { readSetup, readSkillList, type Setup, setupWrite, type SkillList } from './repository.ts';

/** The modes of duty in which a service is got; a service that is only booked has none. */
export const modeOfService: Readonly<Record<string, DutyMode | undefined>> = {
  WALK_IN: 'WALK_IN',
  WALK_IN_OR_BOOKED: 'WALK_IN',
  PHONE: 'PHONE',
  CHAT: 'CHAT',
};

/** The shifts of a site: 1 Query and 2 GetItems. */
export const readShifts: UseCase<(typeof dutyRoutes)['readShifts']> = async ({ scope, request, actor }) => {
  const found = await readSite(scope, request.parameters.siteId);
  if (!found) return fail(problem('not-found'));
  const [setup, skills] = await Promise.all([
    readSetup(scope, found.site.id),
    readSkillList(scope, found.site.id),
  ]);
  return succeed({ body: viewOf(found, setup, skills, isManager(actor.roles)) });
};

/** Adds a shift or changes the one of this id. Sent again, it finds the shift as it asks for and changes nothing. */
export const saveShift: UseCase<(typeof dutyRoutes)['saveShift']> = async ({ scope, request, audit }) => {
  const { shift, version } = request.body;
  return change(scope, request.parameters.siteId, version, audit, (setup, { tenant }) => {
    const service = tenant.services.find(({ code }) => code === shift.service);
    if (!service || modeOfService[service.bookingMode] !== shift.mode) return fail(wrong('service'));
    const [fault] = faultsOfShift(shift, setup.shifts);
    if (fault) return fail(wrong(fault));
    const others = setup.shifts.filter(({ id }) => id !== shift.id);
    if (others.length >= MOST_SHIFTS) return fail(wrong('id'));
    return succeed({ ...setup, shifts: [...others, shift] });
  });
};

/** Takes a shift away; without it already, nothing changes. */
export const removeShift: UseCase<(typeof dutyRoutes)['removeShift']> = async ({ scope, request, audit }) => {
  const { siteId, shiftId } = request.parameters;
  return change(scope, siteId, request.body.version, audit, (setup) => {
    const shifts = setup.shifts.filter(({ id }) => id !== shiftId);
    return shifts.length === setup.shifts.length ? fail(problem('not-found')) : succeed({ ...setup, shifts });
  });
};

/** Sets the weekly limit and from when on a shift is late. */
export const saveDutyRules: UseCase<(typeof dutyRoutes)['saveDutyRules']> = async ({
  scope,
  request,
  audit,
}) => {
  const { rules, version } = request.body;
  return change(scope, request.parameters.siteId, version, audit, (setup) => succeed({ ...setup, rules }));
};

/** Changes the setup over the version that was seen: reads as `readShifts`, one write with its row of the trail. */
async function change(
  scope: TenantScope,
  siteId: Site['id'],
  version: number,
  audit: AuditTrail,
  how: (setup: Setup, at: { readonly tenant: Tenant }) => Result<Setup, Problem>,
) {
  const found = await readSite(scope, siteId);
  if (!found) return fail(problem('not-found'));
  const [setup, skills] = await Promise.all([readSetup(scope, siteId), readSkillList(scope, siteId)]);
  const changed = how(setup, found);
  if (!changed.ok) return changed;
  // The same change sent again finds what it asks for, whatever the version has become.
  if (JSON.stringify(sorted(changed.value)) === JSON.stringify(sorted(setup))) {
    return succeed({ body: viewOf(found, setup, skills, true) });
  }
  if (setup.version !== version) return fail(problem('stale-version'));
  const write = setupWrite(scope, siteId, changed.value);
  const done = await scope.work.transact([write, ...audit.writes([])]);
  if (!done.ok) return fail(problem('stale-version'));
  const kept = { ...changed.value, version: version + 1 };
  return succeed({ body: viewOf(found, kept, skills, true) });
}

function sorted({ rules, shifts }: Setup): unknown {
  return [rules, [...shifts].sort((one, other) => (one.id < other.id ? -1 : 1))];
}

function wrong(field: string): Problem {
  return problem('invalid-request', { errors: [{ pointer: `/body/shift/${field}`, code: 'custom' }] });
}

const weekdayOrder = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

function viewOf(
  { tenant, site }: { readonly tenant: Tenant; readonly site: Site },
  { version, rules, shifts }: Setup,
  { list }: SkillList,
  mayEdit: boolean,
): SetupView {
  const order = (shift: (typeof shifts)[number]) =>
    `${String(weekdayOrder.indexOf(shift.weekday))} ${shift.start} ${shift.mode} ${shift.id}`;
  return {
    site: { id: site.id, name: site.name },
    mayEdit,
    version,
    rules,
    shifts: [...shifts]
      .sort((one, other) => (order(one) < order(other) ? -1 : 1))
      .map((shift) => ({
        ...shift,
        serviceName: tenant.services.find(({ code }) => code === shift.service)?.name ?? {},
      })),
    services: tenant.services.flatMap(({ code, name, bookingMode, retired }) => {
      const mode = retired ? undefined : modeOfService[bookingMode];
      const workers = poolOf(code, tenant).length;
      return mode && workers > 0 ? [{ code, name, mode, workers }] : [];
    }),
    skills: [...list],
  };
}
