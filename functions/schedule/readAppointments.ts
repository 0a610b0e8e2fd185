import { holdsTime, may } from '@ohjaamo/shared/booking/states.ts';
import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { formatOnAxis, type ZoneAxis, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Appointment } from '@ohjaamo/shared/schedule/appointmentRoutes.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { agendaOf, type AgendaRow } from '../booking/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { calendarWeekOf } from './calendarWeek.ts';

/** A row whose booking holds its time. */
type HeldRow = AgendaRow & Pick<Appointment, 'state'>;

/**
 * The appointments of a site in a week that hold their time, from the agenda, which is a moment behind; each that was seen stands in the
 * trail. Who only lends time sees the own ones. Two Queries: names and agenda.
 */
export const readAppointments: UseCase<(typeof scheduleRoutes)['readAppointments']> = async ({
  request,
  scope,
  clock,
  actor,
}) => {
  const tenant = await readWorkersTenant(scope);
  const asked = calendarWeekOf(tenant, request.query, clock);
  if (!asked) return fail(problem('not-found'));
  const { site, monday, view } = asked;
  const axis = zoneAxisOfDays(tenant.profile.zone, monday, monday + 6);
  const sees = seesWholeSite(actor.roles);
  const all = await agendaOf(scope, site.id, dateOfDay(monday), dateOfDay(monday + 6));
  const rows = all.filter(holds).filter((row) => sees || peopleOf(row).includes(actor.staffId));
  const now = clock.now() / 60_000;
  const mayMove = (row: HeldRow): boolean =>
    may(row, 'CHANGE', now) && (sees || row.staffId === actor.staffId);
  return succeed({
    body: {
      ...view,
      staff: staffOf(tenant, site, rows, sees ? undefined : actor.staffId),
      days: Array.from({ length: 7 }, (_, index) => {
        const date = dateOfDay(monday + index);
        const ofDay = rows.filter((row) => row.date === date).sort((one, other) => one.start - other.start);
        return { date, appointments: ofDay.map((row) => viewOf(row, tenant, site, axis, mayMove(row))) };
      }),
    },
    subjects: rows.map(({ id }) => id),
  });
};

function holds(row: AgendaRow): row is HeldRow {
  return holdsTime(row.state);
}

function peopleOf({ staffId, alongside }: AgendaRow): StaffId[] {
  return [staffId, ...alongside];
}

/** The site's own workers and whoever has an appointment, by name; for who only lends time, the own name. */
function staffOf(tenant: Tenant, site: Site, rows: readonly AgendaRow[], only: StaffId | undefined) {
  const busy = new Set(rows.flatMap(peopleOf));
  return tenant.staff
    .filter(({ id, homeSite }) => (only ? id === only : homeSite === site.id || busy.has(id)))
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'fi'));
}

function viewOf(row: HeldRow, tenant: Tenant, site: Site, axis: ZoneAxis, mayMove: boolean): Appointment {
  const { id, version, state, staffId, alongside, nickname } = row;
  const room = site.rooms.find((each) => each.id === row.room);
  return {
    id,
    version,
    state,
    start: formatOnAxis(axis, row.start),
    end: formatOnAxis(axis, row.end),
    service: tenant.services.find(({ code }) => code === row.service)?.name ?? {},
    staffId,
    alongside,
    ...(room && { room: room.name }),
    ...(nickname !== undefined && { nickname }),
    mayMove,
  };
}
