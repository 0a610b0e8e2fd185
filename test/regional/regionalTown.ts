import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { type BookingRecord, readBooking } from '@ohjaamo/functions/booking/index.ts';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { directoryWrites } from '@ohjaamo/functions/tenants/index.ts';
import { groupsHandler } from '@ohjaamo/functions/groups/dispatch.ts';
import { type SignUpRecord, signUpRecord } from '@ohjaamo/functions/groups/record.ts';
import { regionalHandler } from '@ohjaamo/functions/regional/dispatch.ts';
import { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import {
  bookingId,
  groupId,
  openingId,
  randomIds,
  signUpId,
  type TenantId,
} from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import type { GivenView, ReceivedOpeningView } from '@ohjaamo/shared/regional/views.ts';
import type { TenantState } from '@ohjaamo/shared/tenants/life.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { call, register, seedTenant, type TestCall, testClock, testHouse } from '../support/house.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

const routes = regionalRoutes;
const unbuffered = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
/** Monday morning before opening. */
const MONDAY_MORNING = '2027-02-01T06:00+02:00';
export const MONDAY_NINE = '2027-02-01T09:00+02:00';

/**
 * Municipalities beside each other on DynamoDB Local. Each has one site and one worker who can be booked on Mondays from 9 to 12, an hour
 * each.
 */
export async function region() {
  const clock = testClock(MONDAY_MORNING);
  const house = testHouse(clock, { memberRole: 'regional', streetRole: 'regionalStreet' });
  const regional = regionalHandler(house, house.network, house.platform);
  const groups = groupsHandler({ ...house, memberRole: 'groups', streetRole: 'groupStreet' });
  const booking = bookingHandler({ ...house, memberRole: 'bookings', streetRole: 'street' });

  /** One municipality of the region. */
  async function municipality(name: string, workers = 1) {
    const place = site('keskusta');
    const staff = Array.from({ length: workers }, (_, index) => worker(index + 1));
    const plain = town({
      staff: staff.map((id) => staffMember(id, 'YOUTH', { homeSite: place.id })),
      services: [service('INDIV', { staff, noticeHours: 0, lengthMinutes: 60, ...unbuffered })],
      sites: [place],
    });
    const tenant: Tenant = { ...plain, profile: { ...plain.profile, name: { fi: name } } };
    const rules = staff.map((id) => rule(id, { weekday: 'MON', start: '09:00', end: '12:00' }));
    const sitePlan = plan({ hours: weekdayHours('APPOINTMENT', '09:00', '16:00'), rules });
    const tenantId: TenantId = await seedTenant(house, tenant, [{ siteId: place.id, plan: sitePlan }]);
    await register(house.platform, tenantId, tenant);
    await house.network.transact(directoryWrites(house.network, tenantId, tenant));
    const actor = (role: TenantRole): Actor => ({
      ...{ realm: 'tenant', subject: `subject-of-${role}`, tenantId },
      ...{ staffId: worker(1), roles: [role] },
    });
    const as = <R extends Route>(role: TenantRole, route: R, request: TestCall<R> = {}) =>
      call(regional, route, { ...request, actor: actor(role) });
    const tenantSlug = tenant.profile.slug;
    return {
      tenant,
      tenantId,
      place,
      as,
      list: async () => (await as('TENANT_ADMIN', routes.listOpenings)).body,
      /** Puts the municipality into a state of its life. */
      async standsAs(state: TenantState) {
        await house.platform.update({
          Key: platformKeys.tenant(tenantId),
          UpdateExpression: 'SET #state = :state',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': state },
        });
      },
      /** Takes the municipality in from an export at a moment: the register has it since then. */
      async takenIn(createdAt: string) {
        await house.platform.update({
          Key: platformKeys.tenant(tenantId),
          UpdateExpression: 'SET createdAt = :createdAt',
          ExpressionAttributeValues: { ':createdAt': createdAt },
        });
      },
      /** Closes the site for good from a date on. */
      async closes(closedFrom: string) {
        const { work, keys } = house.scope(tenantId, 'provisioning');
        const value = { ...place, closedFrom };
        await work.put({ ...keys.tenant(`SITE#${place.id}`), kind: 'SITE', value });
      },
      /** Opens the service to another one. */
      opens: (to: { readonly tenant: Tenant }, parts: Record<string, unknown> = {}) => {
        const id = openingId.parse(randomIds.id(20));
        const body = {
          ...{ openingId: id, to: to.tenant.profile.slug, site: place.id, service: 'INDIV' },
          ...{ from: '2027-02-01', until: '2027-06-30', perWeek: 2, ...parts },
        };
        return as('TENANT_ADMIN', routes.openToMunicipality, { anyBody: body });
      },
      /** A group of the municipality: three Tuesdays, two seats. Gives its id. */
      async makesGroup(parts: Record<string, unknown> = {}): Promise<string> {
        const made = await call(groups, groupsRoutes.createGroup, {
          actor: actor('COUNSELLOR'),
          parameters: { siteId: place.id },
          anyBody: wantedGroup(parts),
        });
        if (made.status !== 201) throw new Error(made.text);
        return made.body.id;
      },
      /** Opens a group to another one. */
      opensGroup: (to: { readonly tenant: Tenant }, group: string, parts: Record<string, unknown> = {}) => {
        const id = openingId.parse(randomIds.id(20));
        const body = {
          ...{ openingId: id, to: to.tenant.profile.slug, site: place.id, group },
          ...{ from: '2027-02-01', until: '2027-06-30', places: 2, ...parts },
        };
        return as('TENANT_ADMIN', routes.openGroupToMunicipality, { anyBody: body });
      },
      /** The group as its leader sees it. */
      async group(id: string) {
        const parameters = { siteId: place.id, groupId: groupId.parse(id) };
        return (await call(groups, groupsRoutes.readGroup, { actor: actor('COUNSELLOR'), parameters })).body;
      },
      /** A young person of the municipality signs up to its own group. */
      signsUp: (group: string) =>
        call(groups, groupsRoutes.signUpToGroup, {
          anyParameters: { tenantSlug, siteSlug: place.slug, groupId: group },
          anyBody: wantedPlace(),
        }),
      /** Groups of others as young people of the municipality see them. */
      sisterGroups: async () =>
        (await call(regional, routes.listSisterGroups, { parameters: { tenantSlug } })).body.groups,
      sisterGroup: (id: string) =>
        call(regional, routes.readSisterGroup, { anyParameters: { tenantSlug, openingId: id } }),
      /** A young person of the municipality signs up by way of an opening. */
      signsUpAcross: (id: string, parts: Record<string, unknown> = {}) =>
        call(regional, routes.signUpToSisterGroup, {
          anyParameters: { tenantSlug, openingId: id },
          anyBody: wantedPlace(parts),
        }),
      /** A worker of the municipality signs somebody up at the desk. */
      signsUpAtDesk: (id: string, parts: Record<string, unknown> = {}, role: TenantRole = 'COUNSELLOR') =>
        as(role, routes.signUpSomebodyToSisterGroup, {
          anyParameters: { openingId: id },
          anyBody: wantedPlace(parts),
        }),
      /** The sign-up of a link as it stands here. */
      async signUpOf(link: string): Promise<SignUpRecord> {
        const { work, keys } = house.scope(tenantId, 'groupPost');
        const found = await work.get(keys.signUp(signUpId.parse(link.split('.')[1])), signUpRecord);
        if (!found) throw new Error('No such sign-up');
        return found;
      },
      withdraws: (id: string) =>
        as('SITE_MANAGER', routes.withdrawOpening, { anyParameters: { openingId: id }, body: {} }),
      answers: (id: string, act: 'ACCEPT' | 'DECLINE' | 'END') =>
        as('TENANT_ADMIN', routes.answerOpening, { anyParameters: { openingId: id }, body: { act } }),
      /** What young people of the municipality see of others. */
      sisters: async () =>
        (await call(regional, routes.listSisterServices, { parameters: { tenantSlug } })).body.services,
      times: (id: string, query: Record<string, unknown> = {}) =>
        call(regional, routes.searchSisterTimes, {
          anyParameters: { tenantSlug, openingId: id },
          query: query,
        }),
      /** A young person of the municipality books by way of an opening. */
      books: (id: string, parts: Record<string, unknown> = {}) =>
        call(regional, routes.bookSisterTime, {
          anyParameters: { tenantSlug, openingId: id },
          anyBody: wanted(parts),
        }),
      /** A worker of the municipality books for somebody at the desk. */
      booksAtDesk: (id: string, parts: Record<string, unknown> = {}, role: TenantRole = 'COUNSELLOR') =>
        as(role, routes.bookSisterTimeForSomebody, {
          anyParameters: { openingId: id },
          anyBody: wanted(parts),
        }),
      /** The booking of a link as it stands here. */
      async record(link: string): Promise<BookingRecord> {
        const found = await readBooking(house.scope(tenantId, 'street'), bookingId.parse(link.split('.')[1]));
        if (!found) throw new Error('No such booking');
        return found;
      },
    };
  }

  const [giver, receiver] = [await municipality('Antava'), await municipality('Saava')];
  return {
    clock,
    house,
    booking,
    groups,
    giver,
    receiver,
    municipality,
    /** An opening of a group that was accepted. */
    async openedGroup(group: string, parts: Record<string, unknown> = {}): Promise<string> {
      const { id } = (await giver.opensGroup(receiver, group, parts)).body;
      const accepted = await receiver.answers(id, 'ACCEPT');
      if (accepted.status !== 200) throw new Error(accepted.text);
      return id;
    },
    /** An opening that was accepted. */
    async opened(parts: Record<string, unknown> = {}): Promise<string> {
      const { id } = (await giver.opens(receiver, parts)).body;
      const accepted = await receiver.answers(id, 'ACCEPT');
      if (accepted.status !== 200) throw new Error(accepted.text);
      return id;
    },
  };
}

/** How much of an opening of times is used. */
export function usedOf(opening: GivenView | ReceivedOpeningView | undefined) {
  if (!opening || !('used' in opening)) throw new Error('No opening of times');
  return opening.used;
}

/** A group as a worker asks it: three Tuesdays, two seats. */
function wantedGroup(parts: Record<string, unknown>): Record<string, unknown> {
  return {
    ...{ groupId: groupId.parse(randomIds.id(10)), name: { fi: 'Arki haltuun' } },
    ...{ description: { fi: 'Arjen asioita yhdessä.' }, joining: 'WHOLE_SERIES', seats: 2 },
    ...{ spokenLanguage: 'fi', ages: { from: 16, to: 29 }, online: false, leaders: [worker(1)] },
    series: { first: '2027-02-02', start: '10:00', end: '12:00', everyWeeks: 1, times: 3, skip: [] },
    ...parts,
  };
}

/** A place in a group as a page asks it, under an id and a secret of its own. */
export function wantedPlace(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ signUpId: randomIds.id(20), secret: randomIds.secret(128) },
    ...{ language: 'fi', readyToWait: false, ...parts },
  };
}

/** A booking as a page asks it, under an id and a secret of its own. */
export function wanted(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ bookingId: randomIds.id(20), secret: randomIds.secret(128) },
    ...{ start: MONDAY_NINE, language: 'fi', ...parts },
  };
}
