import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { RoomId } from '@ohjaamo/shared/kernel/ids.ts';
import { type EpochMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, type Interval, zoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { type Presence, presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Site, StaffMember, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { agendaOf } from '../booking/index.ts';
import { listMeetings } from '../groups/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';

/** Rooms are told so many days ahead: later ones change still, and a site's agenda is read for them. */
const ROOM_DAYS = 14;
const DAY = 1440;

/** A time of the worker's of which the room is known. */
interface RoomTime extends Interval {
  readonly room: RoomId;
}

/** One site as far as a worker's feed goes. */
export interface SiteOfFeed {
  readonly site: Site;
  /** When the worker is there by the site's plan. */
  readonly presences: readonly Presence[];
  readonly rooms: readonly RoomTime[];
}

/**
 * Every site with the worker's hours there, and the rooms of the worker's next two weeks. Reads each site's plan, and where
 * the worker has hours the agenda of those weeks and the groups: two Queries more.
 */
export async function sitesOfFeed(
  scope: TenantScope,
  { sites, profile }: Tenant,
  member: StaffMember,
  span: Interval,
  now: EpochMinute,
): Promise<SiteOfFeed[]> {
  const axis = zoneAxis(profile.zone, span.start, span.end);
  return Promise.all(
    sites.map(async (site) => {
      const plan = await readPlan(scope, site.id, localDate(span.start, profile.zone));
      const rules = plan.rules.filter(({ staffId }) => staffId === member.id);
      const there = presences({ ...plan, rules }, axis, dayAt(axis, span.start), dayAt(axis, span.end));
      const hasRooms = site.rooms.length > 0 && there.length > 0;
      return {
        site,
        presences: there,
        rooms: hasRooms ? await roomTimes(scope, site, profile.zone, member, now) : [],
      };
    }),
  );
}

async function roomTimes(
  scope: TenantScope,
  { id }: Site,
  zone: string,
  { id: worker }: StaffMember,
  now: EpochMinute,
): Promise<RoomTime[]> {
  const until = now + ROOM_DAYS * DAY;
  const [bookings, meetings] = await Promise.all([
    agendaOf(scope, id, localDate(now, zone), localDate(until, zone)),
    listMeetings(scope, id, now, until),
  ]);
  return [
    ...bookings.filter(
      ({ state, staffId, alongside }) => holdsTime(state) && [staffId, ...alongside].includes(worker),
    ),
    ...meetings.filter(({ state, leaders }) => state !== 'CANCELLED' && leaders.includes(worker)),
  ].flatMap(({ start, end, room }) => (room === undefined ? [] : [{ start, end, room }]));
}

/**
 * Where a worker is during a stretch, as one line: the room and the site that hold it, else the site in whose plan it lies, else
 * the municipality's only site, else nothing.
 */
export function placeDuring(
  { start, end }: Interval,
  sites: readonly SiteOfFeed[],
  language: Language,
): string {
  const held = sites.flatMap(({ site, rooms }) =>
    rooms.filter((each) => each.start === start && each.end === end).map(({ room }) => ({ site, room })),
  )[0];
  const here = sites.find(({ presences: there }) =>
    there.some((presence) => presence.start <= start && end <= presence.end),
  );
  const [only] = sites;
  const site = held?.site ?? here?.site ?? (sites.length === 1 ? only?.site : undefined);
  if (!site) return '';
  const room = site.rooms.find(({ id }) => id === held?.room)?.name;
  return [inLanguage(site.name, language), room, site.address].filter(Boolean).join(', ');
}
