import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { reservedSiteSlugs, reservedSlugs } from '@ohjaamo/shared/tenants/slugs.ts';
import { type Message } from '@ohjaamo/functions/kernel/mail.ts';
import { findTenantBySlug } from '@ohjaamo/functions/kernel/house.ts';
import { kmsTenantKeys } from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { createTenant, provision, readDirectory, readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { readLife } from '@ohjaamo/functions/tenants/lifeRepository.ts';
import { readRegistry } from '@ohjaamo/functions/tenants/registryRepository.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { randomIds, tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, randomSlug } from '../support/house.ts';
import { type Doors, openDoors, PASSWORD } from './doors.ts';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.stop());

function wanted(slug = randomSlug()) {
  return {
    slug,
    name: 'Inari',
    municipalityCode: '148',
    languages: ['fi'],
    site: { slug: 'inari', name: 'Ohjaamo Inari', kind: 'MAIN_SITE', address: '' },
    adminEmail: `${slug}@town.example`,
    adminName: 'Pääkäyttäjä',
  };
}

const create = (payload: unknown) =>
  createTenant({ platform: doors.house.platform, clock: doors.clock, ids: randomIds }, payload);

const changed = (id: string) => ({
  dynamodb: { Keys: { pk: { S: 'P#TENANTS' }, sk: { S: id } }, SequenceNumber: id },
});

/** Runs what the registry's stream starts once; the step after `steps` others dies, before or after it took effect. */
async function run(id: string, mails: Message[], steps = Infinity, afterwards = false): Promise<boolean> {
  let left = steps;
  const mortal =
    <A extends unknown[], T>(act: (...given: A) => Promise<T>) =>
    async (...given: A) => {
      const dies = left-- === 0;
      if (dies && !afterwards) throw new Error('killed');
      const done = await act(...given);
      if (dies) throw new Error('killed');
      return done;
    };
  const { house, clock } = doors;
  const mortalTable = (table: Table): Table => ({
    ...table,
    get: mortal<Parameters<Table['get']>, Awaited<ReturnType<Table['get']>>>(table.get) as Table['get'],
    transact: mortal(table.transact),
    update: mortal(table.update),
  });
  const ports = {
    platform: mortalTable(house.platform),
    network: mortalTable(house.network),
    openScope: ((tenant, role) => {
      const scope = house.openScope(tenant, role);
      return { ...scope, work: mortalTable(scope.work) };
    }) as typeof house.openScope,
    clock,
    ids: randomIds,
    sendMail: mortal((mail: Message) => Promise.resolve(void mails.push(mail))),
    makeTenantKey: mortal(kmsTenantKeys()),
    publicOrigin: 'https://ohjaamo.example',
  };
  return (await provision(ports, { Records: [changed(id)] })).batchItemFailures.length === 0;
}

/** Everything that a municipality has become, without the ids and instants that differ from one to the next. */
async function endOf(id: TenantId, { slug }: { slug: string }, mails: readonly Message[]) {
  const { house } = doors;
  const row = await readRegistry(house.platform, id);
  const tenant = await readTenant(house.scope(id, 'auditor'));
  const answers = await Promise.all(mails.map((mail) => readInvitation(secretOf(mail))));
  return {
    registry: { state: row?.state, request: row?.request, invited: row?.invitationHash !== undefined },
    // The clock stands, so the log has no order here.
    life: (await readLife(house.platform, id)).map(({ act }) => act).sort(),
    sites: tenant?.sites.map(({ name }) => name),
    staff: tenant?.staff.map(({ name }) => name),
    slugLeadsHere: (await findTenantBySlug(house.network)(slug)) === id,
    inDirectory: (await readDirectory(house.network)).filter(({ tenantSlug }) => tenantSlug === slug).length,
    validInvitations: answers.filter(({ status }) => status === 200).length,
  };
}

const secretOf = (mail: Message) => /\/fi\/invitation\/([\w-]{43})\n/u.exec(mail.text)![1]!;
const readInvitation = (invitation: string) =>
  call(doors.handler, tenantsRoutes.readInvitation, { parameters: { invitation } });

describe('A new municipality', () => {
  it('is in the languages that the law binds it to, and in those that were asked for besides', async () => {
    const asked = (municipalityCode: string, languages?: string[]) => {
      const { languages: _, ...rest } = wanted();
      return create({ ...rest, municipalityCode, ...(languages && { languages }) });
    };
    expect(await asked('148')).toMatchObject({ languages: ['fi'] });
    expect(await asked('092', ['fi'])).toMatchObject({ languages: ['fi', 'sv'] });
    expect(await asked('545', ['fi', 'en'])).toMatchObject({ languages: ['sv', 'fi', 'en'] });
    expect(await asked('478', ['en'])).toMatchObject({ languages: ['sv', 'en'] });
  });

  it('is registered once, and the same request again changes nothing', async () => {
    const payload = wanted();
    const first = await create(payload);
    expect(first.outcome).toBe('CREATED');
    expect(await create(payload)).toMatchObject({ outcome: 'REPEATED', state: 'REQUESTED' });
    expect(await create({ ...payload, name: 'Utsjoki' })).toEqual({ outcome: 'SLUG_TAKEN' });
  });

  it.each(['network', 'desk', 'Inari', 'a'])('cannot be called %s', async (slug) => {
    expect(await create(wanted(slug))).toMatchObject({ outcome: 'INVALID' });
  });

  it('reserves every first part of the site’s own addresses, and of a municipality’s own', async () => {
    const pages = join(import.meta.dirname, '../../web/src/pages/[lang]');
    const firstParts = (folder: string) =>
      readdirSync(folder)
        .map((name) => name.replace(/\..*$/u, ''))
        .filter((name) => name !== 'index' && !name.startsWith('['));
    expect(firstParts(pages).filter((name) => !reservedSlugs.has(name))).toEqual([]);
    const own = firstParts(join(pages, '[tenant]'));
    expect(own.filter((name) => !reservedSiteSlugs.has(name))).toEqual([]);
    const payload = wanted();
    const outcome = await create({ ...payload, site: { ...payload.site, slug: 'me' } });
    expect(outcome).toMatchObject({ outcome: 'INVALID' });
  });

  it('is had by one of two that want the slug at the same moment; the other is told, and can choose another', async () => {
    const slug = randomSlug();
    const both = [wanted(slug), { ...wanted(slug), name: 'Utsjoki', municipalityCode: '890' }];
    const outcomes = await Promise.all(both.map(create));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['CREATED', 'SLUG_TAKEN']);
    const loser = both[outcomes.findIndex(({ outcome }) => outcome === 'SLUG_TAKEN')]!;
    expect(await create({ ...loser, slug: randomSlug() })).toMatchObject({ outcome: 'CREATED' });
  });

  it.each([
    ['911', 'municipalityCode: merged into Nurmes: use 541'],
    ['099', 'municipalityCode: merged into Kankaanpää: use 214'],
    ['000', 'municipalityCode: is in no code list of municipalities (2023)'],
    ['14', 'municipalityCode: must be three digits'],
  ])('has a code that stands: not %s', async (municipalityCode, fault) => {
    const outcome = await create({ ...wanted(), municipalityCode });
    expect(outcome).toMatchObject({ outcome: 'INVALID', faults: expect.arrayContaining([fault]) as unknown });
  });

  it('comes to the same end whichever of its reads, writes and calls fails, before or after it took effect', async () => {
    const made = async (steps: number, afterwards: boolean) => {
      const payload = wanted();
      const created = await create(payload);
      const id = tenantId.parse('tenantId' in created ? created.tenantId : '');
      const mails: Message[] = [];
      const undisturbed = await run(id, mails, steps, afterwards);
      if (!undisturbed) expect(await run(id, mails)).toBe(true);
      expect(await create(payload)).toMatchObject({ outcome: 'REPEATED', state: 'ACTIVE' });
      return { undisturbed, end: await endOf(id, payload, mails) };
    };
    const { end: wantedEnd } = await made(Infinity, false);
    expect(wantedEnd).toEqual({
      registry: { state: 'ACTIVE', request: undefined, invited: true },
      life: ['OPEN', 'REQUEST', 'TAKE_UP'],
      sites: [{ fi: 'Ohjaamo Inari' }],
      staff: ['Pääkäyttäjä'],
      // The street sees it when its administrator publishes it.
      slugLeadsHere: false,
      inDirectory: 0,
      validInvitations: 1,
    });
    let steps = 0;
    for (; ; steps++) {
      const ends = [await made(steps, false), await made(steps, true)];
      for (const { end } of ends) expect(end, `step ${String(steps)}`).toEqual(wantedEnd);
      if (ends.every(({ undisturbed }) => undisturbed)) break;
    }
    // Three reads, the taking up, the key, the profile, the invitation, the mail and the opening.
    expect(steps).toBe(9);
  }, 120_000);

  it('stands although another one’s administrator cannot be written to, which alone is reported', async () => {
    const [refused, other] = [wanted(), wanted()];
    const ids: string[] = [];
    for (const payload of [refused, other]) {
      const created = await create(payload);
      ids.push('tenantId' in created ? created.tenantId : '');
    }
    const ports = {
      ...doors.house,
      clock: doors.clock,
      ids: randomIds,
      sendMail: ({ to }: Message) =>
        to === refused.adminEmail ? Promise.reject(new Error('refused')) : Promise.resolve(),
      makeTenantKey: kmsTenantKeys(),
      publicOrigin: 'https://ohjaamo.example',
    };
    const done = await provision(ports, { Records: ids.map(changed) });
    expect(done.batchItemFailures).toEqual([{ itemIdentifier: ids[0] }]);
    expect(await create(other)).toMatchObject({ outcome: 'REPEATED', state: 'ACTIVE' });
    expect(await create(refused)).toMatchObject({ outcome: 'REPEATED', state: 'PROVISIONING' });
  });

  it('lets its first administrator in by the invitation, once', async () => {
    const payload = wanted();
    const created = await create(payload);
    const mails: Message[] = [];
    await run('tenantId' in created ? created.tenantId : '', mails);
    const parameters = { invitation: secretOf(mails[0]!) };
    const weak = await call(doors.handler, tenantsRoutes.acceptInvitation, {
      parameters,
      body: { password: 'salasana2027' },
    });
    expect(weak.problem.type).toBe('/problems/password-too-weak');
    const accepted = await call(doors.handler, tenantsRoutes.acceptInvitation, {
      parameters,
      body: { password: PASSWORD },
    });
    const { challenge, totpSecret } = accepted.body;
    const body = { challenge, code: oneTimeCode(totpSecret!) };
    const confirmed = await call(doors.handler, tenantsRoutes.confirmInvitation, { parameters, body });
    expect(confirmed.body).toMatchObject({ roles: ['TENANT_ADMIN'], tenantSlug: payload.slug });
    expect(await doors.see(confirmed.cookies[0]!.split(';')[0]!)).toMatchObject({ state: 'ACTIVE' });
    expect((await readInvitation(parameters.invitation)).problem.type).toBe('/problems/link-not-found');
  });

  it('invites for seven days', async () => {
    const created = await create(wanted());
    const mails: Message[] = [];
    await run('tenantId' in created ? created.tenantId : '', mails);
    const begun = doors.clock.now();
    doors.clock.set(new Date(begun + 7 * 86_400_000).toISOString());
    const late = await readInvitation(secretOf(mails[0]!));
    doors.clock.set(new Date(begun).toISOString());
    expect(late.problem.type).toBe('/problems/link-expired');
  });
});
