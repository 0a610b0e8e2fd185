import { networkTable, platformTable } from '@ohjaamo/functions/kernel/house.ts';
import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { kmsTenantKeys } from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import { planWrites } from '@ohjaamo/functions/schedule/index.ts';
import { putInvited } from '@ohjaamo/functions/tenants/invitedRepository.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { memberWrites, tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import {
  randomIds,
  siteId,
  type StaffId,
  staffId,
  type TenantId,
  tenantId,
} from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { register } from '../support/localHouse.ts';
import { agree } from './agrees.ts';
import { tell } from './tells.ts';
import { adopt } from './adopts.ts';
import { book } from './books.ts';
import { type Ids, nobodysIds, type Settled } from './ids.ts';
import { know } from './knows.ts';
import { lend } from './lends.ts';
import { merge } from './merges.ts';
import { fillIn } from './maps.ts';
import { ask } from './asks.ts';
import { close } from './closes.ts';
import { meet } from './meets.ts';
import { agreeOnPlan } from './plans.ts';
import { somebody, thePerson } from './people.ts';
import { spread } from './practices.ts';
import { publishesFigures } from './publishes.ts';
import { note } from './notes.ts';
import { must, type Send } from './send.ts';
import { refer } from './refers.ts';
import { serve } from './serves.ts';
import { isolationTables } from './tables.ts';
import { reachOut } from './outreaches.ts';
import { open } from './opens.ts';
import { planOf, tenantOf } from './tenant.ts';
import { work } from './works.ts';
import { write } from './writes.ts';

/** When everything happens: a Monday morning on which the sites are open. */
export const NOW = '2027-02-01T09:30+02:00';

/** Not the first free times: their notice may run out while a slow machine settles. */
const LATER = '2027-02-01T11:30';

/** What a test wants of a tenant: its id, what its slugs and codes end with, and what its texts and requests carry besides. */
export interface Settling {
  readonly id?: TenantId;
  readonly mark?: string;
  /** Writes something into every text of the tenant's profile. */
  readonly plant?: (tenant: Tenant) => Tenant;
  /** Writes something into every text that its people send. */
  readonly sending?: (send: Send) => Send;
}

/** Settles a tenant: its profile and plan as provisioning writes them, everything else by its own people's requests. */
export async function settle(plainSend: Send, settling: Settling = {}): Promise<Settled> {
  const send = settling.sending?.(plainSend) ?? plainSend;
  const id = settling.id ?? tenantId.parse(randomIds.id(10));
  const site = siteId.parse(randomIds.id(10));
  const worker = staffId.parse(randomIds.id(10));
  const mark = settling.mark ?? randomIds.id(10);
  const colleague = staffId.parse(randomIds.id(10));
  const invited = staffId.parse(randomIds.id(10));
  const plain = withInvited(tenantOf(mark, site, worker, colleague), invited);
  const tenant = settling.plant?.(plain) ?? plain;
  const tables = { work: isolationTables.WORK_TABLE };
  const clients = tenantClients(tables, { provisioning: 'arn:local:provisioning' });
  const scope = scopes(clients, tables)(id, 'provisioning');
  await scope.work.transact([
    ...tenantWrites(scope, tenant),
    ...planWrites(scope, site, planOf(worker, tenant)),
  ]);
  await kmsTenantKeys()(id);
  await networkTable(isolationTables).put({ ...networkKeys.slug(tenant.profile.slug), tenantId: id });
  const platform = platformTable(isolationTables);
  await register(platform, id, tenant);
  const away = staffId.parse(randomIds.id(10));
  const suspended = { at: '2027-01-29T10:00:00.000Z', reason: 'ABSENCE', by: worker } as const;
  for (const who of [worker, colleague, away]) {
    const member = { realm: 'tenant', subject: `subject-of-${who}`, tenantId: id, staffId: who } as const;
    const may = { roles: ['TENANT_ADMIN' as const], ...(who === away && { suspended }) };
    await platform.transact(memberWrites(platform, { ...member, ...may }, 'somebody@town.example'));
  }
  await inviteOnto(platform, id, { staffId: invited, by: worker });

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
    awayId: away,
    invitedId: invited,
    service: tenant.services[0]?.code ?? '',
    organisation: tenant.organisations[0]?.code ?? '',
    roomId: tenant.sites[0]?.rooms[0]?.id ?? '',
    link: `${id}.${fresh.bookingId}.${secret}`,
  };
  const freeStart = await live(send, { tenantId: id, ids, freeStart: '' }, secret);
  await book(send, { tenantId: id, ids, freeStart }, secret, Date.parse(NOW));
  await merge(send, { tenantId: id, ids, freeStart });
  await close(send, { tenantId: id, ids, freeStart });
  await refer(send, { tenantId: id, ids, freeStart }, secret);
  await agree(send, { tenantId: id, ids, freeStart });
  await tell(send, { tenantId: id, ids, freeStart });
  const meeting = await meet(send, { tenantId: id, ids, freeStart }, secret);
  const lent = await lend(send, { tenantId: id, ids, freeStart }, secret);
  await fillIn(send, { tenantId: id, ids, freeStart });
  const asked = await ask(send, { tenantId: id, ids, freeStart }, secret);
  await know(send, { tenantId: id, ids, freeStart });
  const practice = await spread(send, { tenantId: id, ids, freeStart }, new Date(NOW).toISOString());
  const opened = await open(send, { tenantId: id, ids, freeStart });
  await publishesFigures();
  const adopted = await adopt(send, { tenantId: id, ids, freeStart }, new Date(NOW).toISOString());
  return {
    tenantId: id,
    ids: {
      ...ids,
      ...meeting,
      ...lent,
      ...practice,
      ...adopted,
      ...opened,
      ...asked,
      ...(await write(send, ids)),
    },
    freeStart,
  };
}

/** The town with one worker more. */
function withInvited(tenant: Tenant, invited: StaffId): Tenant {
  const [first] = tenant.staff;
  return first
    ? { ...tenant, staff: [...tenant.staff, { ...first, id: invited, name: 'Kutsuttu' }] }
    : tenant;
}

async function inviteOnto(
  platform: Table,
  tenant: TenantId,
  who: { readonly staffId: StaffId; readonly by: StaffId },
): Promise<void> {
  const what = { email: 'invited@town.example', roles: ['COUNSELLOR' as const], language: 'fi' as const };
  await putInvited(platform, tenant, { ...who, ...what, state: 'SENT', askedAt: Date.parse(NOW) });
}

/** A booking, a client with an episode and a consent, and a contact; gives the next free time. */
async function live(send: Send, of: Settled, secret: string): Promise<string> {
  const { ids } = of;
  const counsellor = somebody('COUNSELLOR', of);
  const where = { tenantSlug: ids.tenantSlug, siteSlug: ids.siteSlug };
  const search = async () => {
    const found = await send(routes.searchTimes, { parameters: where, query: { service: ids.service } });
    return (
      (found.body as unknown as { times: { start: string }[] }).times.find(({ start }) => start > LATER)
        ?.start ?? ''
    );
  };
  await must(send, routes.createBooking, {
    parameters: where,
    body: { bookingId: ids.bookingId, secret, service: ids.service, start: await search(), language: 'fi' },
  });
  await must(send, routes.openClient, {
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
  await must(send, routes.statePurpose, {
    actor: counsellor,
    parameters: { clientId: ids.clientId },
    body: { purpose: 'REQUEST_OF_THE_PERSON' },
  });
  await must(send, routes.openClient, {
    actor: counsellor,
    body: {
      clientId: ids.restrictedClientId,
      episodeId: randomIds.id(20),
      displayName: 'Another young person',
      identification: 'LIGHT',
      contactLanguage: 'fi',
      routeIn: 'SELF',
      mainActivity: 'UNKNOWN',
    },
  });
  await must(send, routes.statePurpose, {
    actor: counsellor,
    parameters: { clientId: ids.restrictedClientId },
    body: { purpose: 'REQUEST_OF_THE_PERSON' },
  });
  await must(send, routes.restrictProcessing, {
    actor: counsellor,
    parameters: { clientId: ids.restrictedClientId },
    body: {
      restrictionId: randomIds.id(20),
      ground: 'OBJECTION',
      reason: 'The objection is being decided',
    },
  });
  await must(send, routes.askMyRequest, {
    person: thePerson(of),
    body: { requestId: ids.standingRequestId, what: 'CORRECTION', text: 'My school is another one' },
  });
  const danger = { reviewId: ids.standingReviewId, reason: 'Nobody has reached the person' };
  await must(send, routes.openInDanger, {
    actor: somebody('COUNSELLOR', of, ids.colleagueId),
    parameters: { clientId: ids.clientId },
    body: danger,
  });
  await must(send, routes.recordConsent, {
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
  await must(send, routes.recordContact, {
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
  await reachOut(send, of);
  await work(send, of);
  await agreeOnPlan(send, of);
  await note(send, of);
  await serve(send, of);
  const somebodysTicket = { ticketId: ids.ticketId, secret, language: 'fi', way: 'SITE' };
  await must(send, routes.takePlace, { parameters: where, body: somebodysTicket });
  await must(send, routes.makeDisplay, {
    actor: somebody('SITE_MANAGER', of),
    body: { site: ids.siteId, displayId: ids.displayId, secret, name: 'Lobby' },
  });
  return search();
}
