import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import {
  dayAt,
  formatOnAxis,
  startOfDay,
  type ZoneAxis,
  zoneAxisOfDays,
} from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { HeldTime } from '@ohjaamo/shared/schedule/roomRoutes.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { agendaOf, type AgendaRow, undividedRooms } from '../booking/index.ts';
import { type GroupMeeting, listMeetings } from '../groups/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { calendarWeekOf } from './calendarWeek.ts';
import { staffName } from './planViews.ts';

/** What stands in rooms, by start. */
type Held = Omit<HeldTime, 'start' | 'end'> & { readonly start: number; readonly end: number };

/**
 * What each room of a site holds in a week: bookings from the agenda, which is a moment behind, and meetings of groups. Who
 * sees the site's bookings sees who works in the room and for which service, and those bookings stand in the trail; the
 * others see that it is taken. Three Queries: names, agenda, groups.
 */
export const readRoomWeek: UseCase<(typeof scheduleRoutes)['readRoomWeek']> = async ({
  request,
  scope,
  clock,
  actor,
}) => {
  const tenant = await readWorkersTenant(scope);
  const asked = calendarWeekOf(tenant, request.query, clock);
  if (!asked) return fail(problem('not-found'));
  const { site, monday, view } = asked;
  const sunday = monday + 6;
  const axis = zoneAxisOfDays(tenant.profile.zone, monday, sunday);
  const [rows, meetings] = await Promise.all([
    agendaOf(scope, site.id, dateOfDay(monday), dateOfDay(sunday)),
    listMeetings(scope, site.id, startOfDay(axis, monday), startOfDay(axis, sunday + 1)),
  ]);
  const bookings = rows.filter(({ room, state }) => room !== undefined && holdsTime(state));
  const sees = seesWholeSite(actor.roles);
  const held = [
    ...bookings.map((row) => ofBooking(tenant, site, row)),
    ...meetings
      .filter(({ room, state }) => room !== undefined && state !== 'CANCELLED')
      .map((each) => ofMeeting(tenant, site, each)),
  ].sort((one, other) => one.start - other.start);
  return succeed({
    body: {
      ...view,
      rooms: roomsOf(site),
      days: Array.from({ length: 7 }, (_, index) => ({
        date: dateOfDay(monday + index),
        held: held
          .filter(({ start }) => dayAt(axis, start) === monday + index)
          .map((each) => viewHeld(axis, each, sees)),
      })),
    },
    subjects: sees ? bookings.map(({ id }) => id) : [],
  });
};

function roomsOf({ rooms }: Site) {
  return rooms
    .filter(({ id }) => !rooms.some(({ partOf }) => partOf === id))
    .map(({ id, name, capacity, partOf }) => {
      const whole = rooms.find((room) => room.id === partOf);
      return { id, name, capacity, ...(whole && { partOf: whole.name }) };
    });
}

function ofBooking(
  tenant: Tenant,
  site: Site,
  { start, end, room, staffId, alongside, service }: AgendaRow,
): Held {
  const what = tenant.services.find(({ code }) => code === service)?.name;
  return {
    start,
    end,
    kind: 'BOOKING',
    rooms: room === undefined ? [] : undividedRooms(site, room),
    staff: namesIn(tenant, [staffId, ...alongside]),
    ...(what && { what }),
  };
}

function ofMeeting(tenant: Tenant, site: Site, { start, end, room, leaders, name }: GroupMeeting): Held {
  return {
    start,
    end,
    kind: 'MEETING',
    rooms: room === undefined ? [] : undividedRooms(site, room),
    staff: namesIn(tenant, leaders),
    what: name,
  };
}

function namesIn(tenant: Tenant, workers: readonly string[]): string[] {
  return workers.map((id) => staffName(tenant, id)).filter((name) => name !== '');
}

/** Groups are public; of bookings only those see more than the time who see them anyway. */
function viewHeld(axis: ZoneAxis, { start, end, kind, rooms, staff, what }: Held, sees: boolean): HeldTime {
  const isTold = sees || kind === 'MEETING';
  return {
    start: formatOnAxis(axis, start),
    end: formatOnAxis(axis, end),
    kind,
    rooms,
    staff: isTold ? staff : [],
    ...(isTold && what && { what }),
  };
}
