import { networkTable, platformTable } from '@ohjaamo/functions/kernel/house.ts';
import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { planWrites } from '@ohjaamo/functions/schedule/index.ts';
import { tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import { randomIds, siteId, staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { register } from '../support/localHouse.ts';
import { type Ids, nobodysIds, type Settled } from './ids.ts';
import { saturdays } from './meets.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';
import { isolationTables } from './tables.ts';
import { planOf, tenantOf } from './tenant.ts';

type Opened = Pick<
  Ids,
  'givenOpeningId' | 'receivedOpeningId' | 'offeredOpeningId' | 'receivedGroupOpeningId' | 'sisterMeetingId'
>;

/** The address of each tenant's sister municipality, by the tenant's own. */
export const sisters = new Map<string, string>();

/** From when until when an opening is in all samples. */
export const dates = { from: '2027-02-01', until: '2027-06-30' } as const;
/** What an opening of times says in all samples. */
export const terms = { ...dates, perWeek: 5 } as const;

/**
 * A sister municipality of the tenant's own. Each has opened its times to the other and the other has accepted; somebody of the sister has
 * booked one of the tenant's, and the sister has offered one opening more, and opened a group that the other has accepted.
 */
export async function open(send: Send, of: Settled): Promise<Opened> {
  const sister = await sisterTown();
  const { ids } = of;
  const here = somebody('TENANT_ADMIN', of);
  const there = somebody('TENANT_ADMIN', sister);
  const [givenOpeningId, receivedOpeningId, offeredOpeningId] = [1, 2, 3].map(() => randomIds.id(20)) as [
    string,
    string,
    string,
  ];
  const receivedGroupOpeningId = randomIds.id(20);
  const give = (from: Settled, to: string, openingId: string) =>
    must(send, routes.openToMunicipality, {
      actor: somebody('TENANT_ADMIN', from),
      body: { openingId, to, site: from.ids.siteId, service: from.ids.service, ...terms },
    });
  const accept = (actor: typeof here, openingId: string) =>
    must(send, routes.answerOpening, { actor, parameters: { openingId }, body: { act: 'ACCEPT' } });
  await give(of, sister.ids.tenantSlug, givenOpeningId);
  await accept(there, givenOpeningId);
  await give(sister, ids.tenantSlug, receivedOpeningId);
  await accept(here, receivedOpeningId);
  await give(sister, ids.tenantSlug, offeredOpeningId);
  await must(send, routes.bookSisterTime, {
    parameters: { tenantSlug: sister.ids.tenantSlug, openingId: givenOpeningId },
    body: {
      ...{ bookingId: randomIds.id(20), secret: randomIds.secret(128), language: 'fi' },
      start: '2027-02-03T13:00+02:00',
    },
  });
  const { siteId: site, staffId: leader } = sister.ids;
  const group = randomIds.id(10);
  const made = await send(routes.createGroup, {
    actor: somebody('COUNSELLOR', sister),
    parameters: { siteId: site },
    body: {
      ...{ groupId: group, name: { fi: 'Ryhmä' }, description: { fi: 'Yhdessä' }, seats: 8, ages: {} },
      ...{
        spokenLanguage: 'fi',
        online: false,
        joining: 'EACH_MEETING',
        leaders: [leader],
        series: saturdays,
      },
    },
  });
  const [meeting] = (made.body as unknown as { meetings: { id: string }[] }).meetings;
  await must(send, routes.openGroupToMunicipality, {
    actor: there,
    body: { openingId: receivedGroupOpeningId, to: ids.tenantSlug, site, group, places: 8, ...dates },
  });
  await accept(here, receivedGroupOpeningId);
  sisters.set(ids.tenantSlug, sister.ids.tenantSlug);
  const sisterMeetingId = meeting?.id ?? '';
  return { givenOpeningId, receivedOpeningId, offeredOpeningId, receivedGroupOpeningId, sisterMeetingId };
}

async function sisterTown(): Promise<Settled> {
  const id = tenantId.parse(randomIds.id(10));
  const site = siteId.parse(randomIds.id(10));
  const [worker, colleague] = [staffId.parse(randomIds.id(10)), staffId.parse(randomIds.id(10))];
  const tenant = tenantOf(randomIds.id(10), site, worker, colleague);
  const tables = { work: isolationTables.WORK_TABLE };
  const clients = tenantClients(tables, { provisioning: 'arn:local:provisioning' });
  const scope = scopes(clients, tables)(id, 'provisioning');
  await scope.work.transact([
    ...tenantWrites(scope, tenant),
    ...planWrites(scope, site, planOf(worker, tenant)),
  ]);
  const { slug } = tenant.profile;
  await networkTable(isolationTables).put({ ...networkKeys.slug(slug), tenantId: id });
  await register(platformTable(isolationTables), id, tenant);
  const ids = { tenantSlug: slug, siteId: site, staffId: worker, service: tenant.services[0]?.code ?? '' };
  return { tenantId: id, ids: { ...nobodysIds(), ...ids }, freeStart: '' };
}
