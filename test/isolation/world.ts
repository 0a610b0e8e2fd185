import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { networkTable } from '@ohjaamo/functions/kernel/house.ts';
import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { planWrites } from '@ohjaamo/functions/schedule/index.ts';
import { tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION, localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { startTokenService } from '@ohjaamo/infra/local/sts.ts';
import { randomIds, roomId, siteId, slug, staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, Role, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { inject } from 'vitest';
import { call, type TestAnswer, type TestCall } from '../support/house.ts';
import { moduleEntries } from '../support/modules.ts';
import { book } from './books.ts';
import { meet } from './meets.ts';
import { write } from './writes.ts';
import { lend } from './lends.ts';
import { createIsolationTables, deleteIsolationTables, isolationTables } from './tables.ts';

/** When everything happens: a Monday morning on which the sites are open. */
const NOW = '2027-02-01T09:30+02:00';

/** Every id of a tenant that a request can name. */
export interface Ids {
  readonly tenantSlug: string;
  readonly siteSlug: string;
  readonly siteId: string;
  readonly otherSiteId: string;
  readonly staffId: string;
  readonly service: string;
  readonly organisation: string;
  readonly clientId: string;
  readonly episodeId: string;
  readonly consentId: string;
  readonly bookingId: string;
  /** A booking whose time has come, a series of bookings, an entry of the waiting list. */
  readonly begunBookingId: string;
  readonly seriesId: string;
  readonly waitingId: string;
  /** A second worker, and the shift, the worker's place in it and the swap of it between the two. */
  readonly colleagueId: string;
  readonly shiftId: string;
  readonly swapId: string;
  readonly contactId: string;
  readonly ticketId: string;
  readonly displayId: string;
  /** A room, a group that meets there, a coming meeting and one that has begun. */
  readonly roomId: string;
  readonly groupId: string;
  readonly meetingId: string;
  readonly begunMeetingId: string;
  readonly signUpId: string;
  /** Opens whatever a link can open: all such records of a tenant have one id and one secret. */
  readonly link: string;
  readonly lentRuleId: string;
  readonly feedLink: string;
  readonly invitation: string;
  readonly threadId: string;
  readonly threadCookie: string;
  readonly messageId: string;
  readonly callId: string;
  readonly tryId: string;
}

/** A tenant with one of everything in it. */
export interface Settled {
  readonly tenantId: string;
  readonly ids: Ids;
  /** The first free time that was left after the tenant's own booking. */
  readonly freeStart: string;
}

/** Two tenants on one database, and the deployed entries to ask them through. */
export interface World {
  readonly own: Settled;
  readonly foreign: Settled;
  readonly database: DynamoDBClient;
  send(route: Route, request?: TestCall<Route>): Promise<TestAnswer<Route>>;
  /** One more tenant, for what only a fresh one can show. */
  settle(): Promise<Settled>;
  stop(): Promise<void>;
}

/** Somebody signed in to a tenant with one role, or above the tenants. */
export function somebody(role: Role, of: Settled): Actor {
  return role === 'NETWORK_STEWARD' || role === 'PLATFORM_OPERATOR'
    ? { realm: 'global', subject: 'somebody-above', roles: [role] }
    : {
        realm: 'tenant',
        subject: `somebody-of-${of.tenantId}`,
        tenantId: tenantId.parse(of.tenantId),
        staffId: staffId.parse(of.ids.staffId),
        roles: [role satisfies TenantRole],
      };
}

/** Ids of the right form that nobody has. */
export function nobodysIds(): Ids {
  return {
    tenantSlug: `nobody-${randomIds.id(10)}`,
    siteSlug: `nobody-${randomIds.id(10)}`,
    siteId: randomIds.id(10),
    otherSiteId: randomIds.id(10),
    staffId: randomIds.id(10),
    service: `N-${randomIds.id(10).toUpperCase()}`,
    organisation: `N-${randomIds.id(10).toUpperCase()}`,
    clientId: randomIds.id(20),
    episodeId: randomIds.id(20),
    consentId: randomIds.id(20),
    bookingId: randomIds.id(20),
    begunBookingId: randomIds.id(20),
    seriesId: randomIds.id(20),
    waitingId: randomIds.id(20),
    colleagueId: randomIds.id(10),
    shiftId: randomIds.id(10),
    swapId: randomIds.id(20),
    contactId: randomIds.id(20),
    ticketId: randomIds.id(20),
    displayId: randomIds.id(10),
    roomId: randomIds.id(10),
    groupId: randomIds.id(10),
    meetingId: randomIds.id(20),
    begunMeetingId: randomIds.id(20),
    signUpId: randomIds.id(20),
    link: `${randomIds.id(10)}.${randomIds.id(20)}.${randomIds.secret(128)}`,
    invitation: randomIds.secret(256),
    lentRuleId: randomIds.id(10),
    feedLink: `${randomIds.id(10)}.${randomIds.id(10)}.${randomIds.secret(128)}`,
    threadId: randomIds.id(20),
    threadCookie: `__Host-thread=${randomIds.id(20)}.${randomIds.secret(256)}`,
    messageId: randomIds.id(20),
    callId: randomIds.id(20),
    tryId: randomIds.id(20),
  };
}

/** Builds the world: own tables, the token service that gives tenants' credentials, the tenants. */
export async function openWorld(): Promise<World> {
  const database = localClient(inject('dynamoDbEndpoint'));
  await createIsolationTables(database);
  const tokens = await startTokenService(() => true);
  setEnvironment(inject('dynamoDbEndpoint'), tokens.endpoint);
  const send: World['send'] = async (route, request) =>
    call((await moduleEntries[route.module]()).handler, route, request);
  const own = await settle(send);
  const foreign = await settle(send);
  return {
    own,
    foreign,
    database,
    send,
    settle: () => settle(send),
    async stop() {
      await deleteIsolationTables(database);
      await tokens.stop();
      database.destroy();
    },
  };
}

/** What a deployed function finds in its environment; the clock is moved to {@link NOW}. */
function setEnvironment(dynamoDb: string, tokens: string): void {
  Object.assign(process.env, isolationTables, {
    ...Object.fromEntries(
      Object.keys(dataRoles).map((name) => [`DATA_ROLE_${name.toUpperCase()}_ARN`, `arn:local:${name}`]),
    ),
    USER_POOL_ID: `${LOCAL_REGION}_Isolation`,
    USER_POOL_CLIENT_ID: 'isolation',
    CLOCK_OFFSET_SECONDS: String(Math.round((Date.parse(NOW) - Date.now()) / 1000)),
    AWS_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb,
    AWS_ENDPOINT_URL_STS: tokens,
  });
}

/** Settles a tenant: its profile and plan as provisioning writes them, everything else by its own people's requests. */
async function settle(send: World['send']): Promise<Settled> {
  const id = tenantId.parse(randomIds.id(10));
  const site = siteId.parse(randomIds.id(10));
  const worker = staffId.parse(randomIds.id(10));
  const mark = randomIds.id(10);
  const colleague = staffId.parse(randomIds.id(10));
  const tenant = tenantOf(mark, site, worker, colleague);
  const tables = { work: isolationTables.WORK_TABLE };
  const clients = tenantClients(tables, { provisioning: 'arn:local:provisioning' });
  const scope = scopes(clients, tables)(id, 'provisioning');
  await scope.work.transact([
    ...tenantWrites(scope, tenant),
    ...planWrites(scope, site, planOf(worker, tenant)),
  ]);
  await networkTable(isolationTables).put({ ...networkKeys.slug(tenant.profile.slug), tenantId: id });

  const secret = randomIds.secret(128);
  const nobodys = nobodysIds();
  // A display's link names the site and the display, so the one id of all linked records is made of both.
  const linked = `${site}${nobodys.displayId}`;
  const fresh = { ...nobodys, bookingId: linked, waitingId: linked, ticketId: linked, signUpId: linked };
  const ids: Ids = {
    ...fresh,
    tenantSlug: tenant.profile.slug,
    siteSlug: tenant.sites[0]?.slug ?? '',
    siteId: site,
    otherSiteId: tenant.sites[1]?.id ?? '',
    staffId: worker,
    colleagueId: colleague,
    service: tenant.services[0]?.code ?? '',
    organisation: tenant.organisations[0]?.code ?? '',
    roomId: tenant.sites[0]?.rooms[0]?.id ?? '',
    link: `${id}.${fresh.bookingId}.${secret}`,
  };
  const freeStart = await live(send, { tenantId: id, ids, freeStart: '' }, secret);
  await book(send, { tenantId: id, ids, freeStart }, secret, Date.parse(NOW));
  const meeting = await meet(send, { tenantId: id, ids, freeStart }, secret);
  const partner = somebody('PARTNER_WORKER', { tenantId: id, ids, freeStart });
  const lent = await lend(send, { tenantId: id, ids, freeStart }, partner, secret);
  return { tenantId: id, ids: { ...ids, ...meeting, ...lent, ...(await write(send, ids)) }, freeStart };
}

/** A booking, a client with an episode and a consent, and a contact; gives the next free time. */
async function live(send: World['send'], of: Settled, secret: string): Promise<string> {
  const { ids } = of;
  const counsellor = somebody('COUNSELLOR', of);
  const where = { tenantSlug: ids.tenantSlug, siteSlug: ids.siteSlug };
  const search = async () => {
    const found = await send(routes.searchTimes, { parameters: where, query: { service: ids.service } });
    return (found.body as unknown as { times: { start: string }[] }).times[0]?.start ?? '';
  };
  const must = async (route: Route, request: TestCall<Route>) => {
    const { status, text } = await send(route, request);
    if (status >= 300) throw new Error(`${route.id} answered ${status}: ${text}`);
  };
  await must(routes.createBooking, {
    parameters: where,
    body: { bookingId: ids.bookingId, secret, service: ids.service, start: await search(), language: 'fi' },
  });
  await must(routes.openClient, {
    actor: counsellor,
    body: {
      clientId: ids.clientId,
      episodeId: ids.episodeId,
      displayName: 'A young person',
      identification: 'LIGHT',
      contactLanguage: 'fi',
      routeIn: 'SELF',
      mainActivity: 'UNKNOWN',
    },
  });
  await must(routes.recordConsent, {
    actor: counsellor,
    parameters: { clientId: ids.clientId },
    body: {
      consentId: ids.consentId,
      categories: ['HOUSING'],
      from: ids.organisation,
      to: `${ids.organisation}-2`,
      purpose: 'Finding a flat',
      validUntil: '2027-06-30',
      means: 'ON_SCREEN',
      language: 'fi',
    },
  });
  await must(routes.recordContact, {
    actor: counsellor,
    body: {
      contactId: ids.contactId,
      site: ids.siteId,
      channel: 'ON_SITE',
      startedAt: '2027-02-01T09:00+02:00',
      minutes: 20,
      topics: ['HOUSING'],
      ageBand: '18_19',
    },
  });
  await serveDuty(must, of);
  const somebodysTicket = { ticketId: ids.ticketId, secret, language: 'fi', way: 'SITE' };
  await must(routes.takePlace, { parameters: where, body: somebodysTicket });
  await must(routes.makeDisplay, {
    actor: somebody('SITE_MANAGER', of),
    body: { site: ids.siteId, displayId: ids.displayId, secret, name: 'Lobby' },
  });
  return search();
}

/** One shift a week with two places, published for the present week; a change by hand in the next; a swap proposed. */
async function serveDuty(
  must: (route: Route, request: TestCall<Route>) => Promise<void>,
  of: Settled,
): Promise<void> {
  const { ids } = of;
  const manager = { actor: somebody('SITE_MANAGER', of), parameters: { siteId: ids.siteId } };
  const place = (date: string, number: number) => `${ids.shiftId}-${date}-${number}`;
  await must(routes.saveShift, {
    ...manager,
    body: {
      version: 0,
      shift: {
        id: ids.shiftId,
        weekday: 'MON',
        start: '15:00',
        end: '16:00',
        mode: 'WALK_IN',
        service: `D-${ids.organisation}`,
        workers: 2,
        skills: [],
      },
    },
  });
  const assigned = [
    { week: '2027-W05', version: 0, place: place('2027-02-01', 0), staffId: ids.staffId },
    { week: '2027-W05', version: 1, place: place('2027-02-01', 1), staffId: ids.colleagueId },
    { week: '2027-W06', version: 0, place: place('2027-02-08', 0), staffId: ids.staffId },
  ];
  for (const body of assigned) await must(routes.assignDuty, { ...manager, body });
  await must(routes.publishRota, { ...manager, body: { week: '2027-W05', version: 2 } });
  await must(routes.proposeSwap, {
    ...manager,
    body: { swapId: ids.swapId, to: ids.colleagueId, give: place('2027-02-01', 0) },
  });
}

function tenantOf(
  mark: string,
  site: Tenant['sites'][number]['id'],
  worker: Tenant['staff'][number]['id'],
  colleague: Tenant['staff'][number]['id'],
): Tenant {
  const code = mark.toUpperCase();
  return {
    profile: {
      slug: slug.parse(`town-${mark}`),
      name: { fi: 'Kunta' },
      municipalityCode: '001',
      languages: ['fi'],
      publicLanguages: ['fi'],
      zone: 'Europe/Helsinki',
      bookingCaps: { perAddress: 500, perSite: 10_000, holds: 100 },
    },
    organisations: [
      { code, name: { fi: 'Nuorisopalvelut' }, type: 'MUNICIPALITY', runsSites: true },
      { code: `${code}-2`, name: { fi: 'Asumisneuvonta' }, type: 'NGO', runsSites: false },
    ],
    staff: [
      {
        id: worker,
        name: 'Ohjaaja',
        organisation: code,
        homeSite: site,
        title: 'ohjaaja',
        share: 1,
        languages: ['fi'],
        skills: [],
      },
      {
        id: colleague,
        name: 'Kollega',
        organisation: code,
        homeSite: site,
        title: 'ohjaaja',
        share: 1,
        languages: ['fi'],
        skills: [],
      },
    ],
    services: [
      {
        code: `S-${code}`,
        name: { fi: 'Ohjaus' },
        ptvClasses: [],
        minimumIdentification: 'ANONYMOUS',
        bookingMode: 'BOOKED',
        hoursFor: 'OWN',
        lengthMinutes: 30,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        noticeHours: 1,
        horizonDays: 28,
        staff: [worker],
        channels: ['ON_SITE'],
        skills: [],
        needsApproval: false,
        alongside: [],
        limits: {},
        hours: [],
      },
      {
        code: `D-${code}`,
        name: { fi: 'Neuvonta' },
        ptvClasses: [],
        minimumIdentification: 'ANONYMOUS',
        bookingMode: 'WALK_IN',
        hoursFor: 'OWN',
        lengthMinutes: 30,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        noticeHours: 1,
        horizonDays: 28,
        staff: [worker, colleague],
        channels: ['ON_SITE'],
        skills: [],
        needsApproval: false,
        alongside: [],
        limits: {},
        hours: [],
      },
    ],
    sites: [
      {
        id: site,
        slug: slug.parse(`site-${mark}`),
        name: { fi: 'Ohjaamo' },
        kind: 'MAIN_SITE',
        address: 'Katu 1',
        rooms: [{ id: roomId.parse(randomIds.id(10)), name: 'Huone', capacity: 10 }],
      },
      {
        id: siteId.parse(randomIds.id(10)),
        slug: slug.parse(`point-${mark}`),
        name: { fi: 'Piste' },
        kind: 'OUTREACH_POINT',
        address: 'Katu 2',
        rooms: [],
      },
    ],
  };
}

function planOf(worker: Tenant['staff'][number]['id'], { services }: Tenant): SitePlan {
  const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI'] as const;
  return {
    hours: weekdays.flatMap((weekday) =>
      (['WALK_IN', 'APPOINTMENT'] as const).map((channel) => ({
        channel,
        weekday,
        opens: '09:00',
        closes: '16:00',
      })),
    ),
    exceptions: [],
    absences: [],
    rules: weekdays.map((weekday) => ({
      id: randomIds.id(10),
      staffId: worker,
      service: services[0]?.code ?? '',
      mode: 'BOOKED',
      weekday,
      start: '09:00',
      // The last hour is free for duty.
      end: '15:00',
      recurrence: { kind: 'EVERY_WEEK' },
      note: '',
    })),
  };
}
