import {
  addUp,
  minutesByArea,
  type PlannedShares,
  plannedTogether,
  sharesOf,
} from '@ohjaamo/shared/duty/areas.ts';
import { type WorkArea, workAreas } from '@ohjaamo/shared/kernel/workAreas.ts';
import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import type { AreaRow, AreasView } from '@ohjaamo/shared/duty/views.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { StaffMember, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { isManager, readSite } from './access.ts';
import { today } from './readRota.ts';
import { plannedAreasWrite, readPlannedAreas } from './repository.ts';
import { readWorkDone } from './workDone.ts';

/**
 * Planned against done in the four areas of work, in one month up to today. Done counts the tenant's every site; listed are the
 * workers whose home site this is, and who worked here. A manager sees all, the others themselves. Reads: `readWorkDone`, 1
 * Query of the tenant and 1 of planned shares.
 */
export const readWorkAreas: UseCase<(typeof dutyRoutes)['readWorkAreas']> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const found = await readSite(scope, request.parameters.siteId);
  if (!found) return fail(problem('not-found'));
  const { tenant, site } = found;
  const date = today(clock, tenant.profile.zone);
  const month = request.query.month ?? date.slice(0, 7);
  const from = `${month}-01`;
  const end = Temporal.PlainDate.from(from).add({ months: 1 }).subtract({ days: 1 }).toString();
  const to = end < date ? end : date;
  const [done, planned] = await Promise.all([
    readWorkDone(scope, tenant, site.id, clock, from, to),
    readPlannedAreas(scope, site.id),
  ]);
  const mayEdit = isManager(actor.roles);
  const rows = tenant.staff
    .filter((worker) =>
      mayEdit ? worker.homeSite === site.id || done.here.has(worker.id) : worker.id === actor.staffId,
    )
    .map((worker) => rowOf(worker, tenant, minutesByArea(done.of(worker.id)), planned.get(worker.id)));
  return succeed({
    body: {
      site: { id: site.id, name: site.name },
      month,
      from,
      to,
      mayEdit,
      rows: rows.sort(inOrder(tenant)),
      groups: mayEdit ? groupsOf(rows, tenant) : [],
    },
    subjects: rows.map(({ staff }) => staff.id),
  });
};

/** Sets a worker's planned shares; one write with its row of the trail. The last word counts. */
export const planWorkAreas: UseCase<(typeof dutyRoutes)['planWorkAreas']> = async ({
  scope,
  request,
  audit,
}) => {
  const { staffId, shares } = request.body;
  const found = await readSite(scope, request.parameters.siteId);
  if (!found?.tenant.staff.some(({ id }) => id === staffId)) return fail(problem('not-found'));
  if (!addUp(shares)) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/shares', code: 'custom' }] }));
  }
  const write = plannedAreasWrite(scope, found.site.id, staffId, shares);
  await scope.work.transact([write, ...audit.writes([staffId])]);
  return succeed({ body: { staffId, shares } });
};

function rowOf(
  { id, name, organisation, title }: StaffMember,
  { organisations }: Tenant,
  minutes: Record<WorkArea, number>,
  planned: PlannedShares | undefined,
): AreaRow {
  const done = sharesOf(minutes);
  return {
    staff: { id, name },
    organisation: organisations.find(({ code }) => code === organisation)?.name ?? {},
    title,
    minutes,
    ...(done && { done }),
    ...(planned && { planned }),
  };
}

/** By home organisation in the tenant's order, then title, then name. */
function inOrder({ organisations, staff }: Tenant): (one: AreaRow, other: AreaRow) => number {
  const home = new Map<StaffId, number>(
    staff.map(({ id, organisation }) => [id, organisations.findIndex(({ code }) => code === organisation)]),
  );
  const key = ({ staff: { id, name }, title }: AreaRow) =>
    `${String(home.get(id) ?? 0).padStart(3, '0')} ${title} ${name}`;
  return (one, other) => (key(one) < key(other) ? -1 : 1);
}

/** The rows together by home organisation and title, in their order. */
function groupsOf(rows: readonly AreaRow[], { staff }: Tenant): AreasView['groups'] {
  const shareOf = (id: string): number => staff.find((each) => each.id === id)?.share ?? 1;
  const together = Map.groupBy(rows, ({ organisation, title }) => JSON.stringify([organisation, title]));
  return [...together.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const minutes = Object.fromEntries(
      workAreas.map((area) => [area, members.reduce((sum, row) => sum + row.minutes[area], 0)]),
    ) as Record<WorkArea, number>;
    const done = sharesOf(minutes);
    const planned = plannedTogether(
      members.map((row) => ({ share: shareOf(row.staff.id), planned: row.planned })),
    );
    const { organisation, title } = first;
    return [
      {
        ...{ organisation, title, workers: members.length, minutes },
        ...(done && { done }),
        ...(planned && { planned }),
      },
    ];
  });
}
