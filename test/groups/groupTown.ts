import { busyBetween } from '@ohjaamo/functions/booking/index.ts';
import { groupsHandler } from '@ohjaamo/functions/groups/dispatch.ts';
import { readGroupRecord, readRoll } from '@ohjaamo/functions/groups/repository.ts';
import { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import {
  type StaffId,
  groupId,
  meetingId,
  randomIds,
  roomId,
  signUpId,
  staffId,
} from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { TenantProfile } from '@ohjaamo/shared/tenants/profile.ts';
import { call, seedTenant, type TestCall, testClock, testHouse } from '../support/house.ts';
import { plan, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

/** Monday morning; the group of the tests meets first on Tuesday the next day. */
export const MONDAY = '2027-02-01T08:00+02:00';
export const TUESDAY = '2027-02-02';

/** Rooms of the site: a hall in two parts, and a small room. */
export const rooms = {
  hall: roomId.parse('hall000000'),
  left: roomId.parse('hallleft00'),
  right: roomId.parse('hallright0'),
  small: roomId.parse('small00000'),
};

export const people = {
  leader: { id: worker(1), roles: ['COUNSELLOR'] },
  partner: { id: worker(2), roles: ['PARTNER_WORKER'] },
  manager: { id: worker(3), roles: ['SITE_MANAGER'] },
} as const satisfies Record<string, { readonly id: StaffId; readonly roles: readonly TenantRole[] }>;
export type Person = keyof typeof people;

/** What a test says of its town. */
export interface GroupTownParts {
  readonly now?: string;
  readonly plan?: Partial<SitePlan>;
  readonly languages?: TenantProfile['languages'];
  readonly perAddress?: number;
}

type Body = Readonly<Record<string, unknown>>;

/** The wish for a group that meets three Tuesdays from ten to twelve, with two seats. */
export function wish(parts: Body = {}): Record<string, unknown> {
  return {
    groupId: groupId.parse(randomIds.id(10)),
    name: { fi: 'Arki haltuun' },
    description: { fi: 'Tehdään arjen asioita yhdessä.' },
    joining: 'WHOLE_SERIES',
    seats: 2,
    spokenLanguage: 'fi',
    ages: { from: 16, to: 29 },
    online: false,
    leaders: [people.leader.id],
    room: rooms.small,
    series: series(),
    ...parts,
  };
}

/** Three Tuesdays from ten to twelve. */
export function series(parts: Body = {}): Record<string, unknown> {
  return { first: TUESDAY, start: '10:00', end: '12:00', everyWeeks: 1, times: 3, skip: [], ...parts };
}

/** A town on DynamoDB Local with the groups module in front of it. */
export async function groupTown(parts: GroupTownParts = {}) {
  const clock = testClock(parts.now ?? MONDAY);
  const house = testHouse(clock, { memberRole: 'groups', streetRole: 'groupStreet' });
  const handler = groupsHandler(house);
  const place = site('keskusta', {
    rooms: [
      { id: rooms.hall, name: 'sali', capacity: 20 },
      { id: rooms.left, name: 'salin ikkunapuoli', capacity: 10, partOf: rooms.hall },
      { id: rooms.right, name: 'salin ovipuoli', capacity: 10, partOf: rooms.hall },
      { id: rooms.small, name: 'huone 1', capacity: 12 },
    ],
  });
  const base = town({
    staff: Object.values(people).map(({ id }) => staffMember(id, 'YOUTH', { homeSite: place.id })),
    sites: [place],
  });
  const { profile } = base;
  const tenant = {
    ...base,
    profile: {
      ...profile,
      languages: parts.languages ?? profile.languages,
      bookingCaps: { ...profile.bookingCaps, perAddress: parts.perAddress ?? 500 },
    },
  };
  const sitePlan = plan({ hours: weekdayHours('WALK_IN', '09:00', '16:00'), ...parts.plan });
  const tenantId = await seedTenant(house, tenant, [{ siteId: place.id, plan: sitePlan }]);
  const at = { tenantSlug: profile.slug, siteSlug: place.slug };
  const actor = (person: Person): Actor => ({
    realm: 'tenant',
    subject: `subject-of-${person}`,
    tenantId,
    staffId: staffId.parse(people[person].id),
    roles: [...people[person].roles],
  });
  const as = <R extends Route>(person: Person, route: R, request: TestCall<R> = {}) =>
    call(handler, route, { ...request, actor: actor(person) });
  const ofGroup = (id: unknown) => ({ siteId: place.id, groupId: groupId.parse(id) });
  const ofMeeting = (id: unknown, meeting: unknown) => ({
    ...ofGroup(id),
    meetingId: meetingId.parse(meeting),
  });

  return {
    clock,
    house,
    handler,
    tenant,
    tenantId,
    site: place,
    at,
    actor,
    as,
    ofGroup,
    ofMeeting,
    preview: (body: Body = {}) => {
      const { leaders, room, seats, online, series: rule } = wish();
      const anyBody = { leaders, room, seats, online, series: rule, ...body };
      return as('leader', groupsRoutes.previewSeries, { parameters: { siteId: place.id }, anyBody });
    },
    create: (body: Body = {}, person: Person = 'leader') =>
      as(person, groupsRoutes.createGroup, { parameters: { siteId: place.id }, anyBody: wish(body) }),
    open: (id: unknown, person: Person = 'leader') =>
      as(person, groupsRoutes.readGroup, { parameters: ofGroup(id) }),
    change: (id: unknown, anyBody: Body) =>
      as('leader', groupsRoutes.changeGroup, { parameters: ofGroup(id), anyBody }),
    add: (id: unknown, anyBody: Body) =>
      as('leader', groupsRoutes.addMeetings, { parameters: ofGroup(id), anyBody }),
    move: (id: unknown, meeting: unknown, anyBody: Body) =>
      as('leader', groupsRoutes.moveMeetings, { parameters: ofMeeting(id, meeting), anyBody }),
    cancel: (id: unknown, meeting: unknown, anyBody: Body) =>
      as('leader', groupsRoutes.cancelMeetings, { parameters: ofMeeting(id, meeting), anyBody }),
    restore: (id: unknown, meeting: unknown, anyBody: Body) =>
      as('leader', groupsRoutes.restoreMeeting, { parameters: ofMeeting(id, meeting), anyBody }),
    remove: (id: unknown, signUp: unknown, who: Person = 'leader') =>
      as(who, groupsRoutes.removeSignUp, {
        parameters: { ...ofGroup(id), signUpId: signUpId.parse(signUp) },
        body: {},
      }),
    sheet: (id: unknown, meeting: unknown, person: Person = 'leader') =>
      as(person, groupsRoutes.readMeeting, { parameters: ofMeeting(id, meeting) }),
    record: (id: unknown, meeting: unknown, anyBody: Body, person: Person = 'leader') =>
      as(person, groupsRoutes.recordAttendance, { parameters: ofMeeting(id, meeting), anyBody }),
    list: () => call(handler, groupsRoutes.listSiteGroups, { parameters: at }),
    look: (id: unknown) =>
      call(handler, groupsRoutes.readSiteGroup, { parameters: { ...at, groupId: groupId.parse(id) } }),
    signUp: (id: unknown, body: Body = {}) =>
      call(handler, groupsRoutes.signUpToGroup, {
        parameters: { ...at, groupId: groupId.parse(id) },
        anyBody: person(body),
      }),
    mine: (link: string) => call(handler, groupsRoutes.readSignUp, { parameters: { link } }),
    calendar: (link: string) => call(handler, groupsRoutes.readSignUpCalendar, { parameters: { link } }),
    leave: (link: string) => call(handler, groupsRoutes.leaveGroup, { parameters: { link }, body: {} }),
    rejoin: (link: string, readyToWait = false) =>
      call(handler, groupsRoutes.rejoinGroup, { parameters: { link }, body: { readyToWait } }),
    /** The group's row as it stands. */
    async row(id: unknown) {
      const found = await readGroupRecord(house.scope(tenantId, 'groups'), place.id, groupId.parse(id));
      if (!found) throw new Error('There is no such group');
      return found;
    },
    /** The roll of the series, or of one of its meetings. */
    async roll(id: unknown, meeting?: unknown) {
      const of = meeting === undefined ? undefined : meetingId.parse(meeting);
      return readRoll(house.scope(tenantId, 'groups'), await this.row(id), of);
    },
  };
}

export type GroupTown = Awaited<ReturnType<typeof groupTown>>;

/** Somebody who signs up, with an id and a secret of their own. */
export function person(body: Body = {}): Record<string, unknown> {
  return {
    signUpId: signUpId.parse(randomIds.id(20)),
    secret: randomIds.secret(128),
    language: 'fi',
    readyToWait: true,
    ...body,
  };
}

/** The starts of a group's meetings. */
export const starts = (group: { readonly meetings: readonly { readonly start: string }[] }) =>
  group.meetings.map(({ start }) => start);

/** The stretches in which somebody, or a room, is busy in February and March, by date. */
export async function busyDates(town: GroupTown, id: string): Promise<string[]> {
  const scope = town.house.scope(town.tenantId, 'groups');
  const resource = { home: town.site.id, id: id as never };
  const from = Date.parse('2027-02-01T00:00+02:00') / 60_000;
  const found = await busyBetween(scope, [resource], from, from + 60 * 1440, town.clock);
  return (found[0]?.busy ?? [])
    .map(({ start }) => new Date(start * 60_000).toISOString().slice(0, 16))
    .sort();
}
