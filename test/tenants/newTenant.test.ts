import { type Message } from '@ohjaamo/functions/kernel/mail.ts';
import { findTenantBySlug } from '@ohjaamo/functions/kernel/house.ts';
import { kmsTenantKeys } from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import { createTenant, provision, readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { randomIds, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
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

/** Runs provisioning once; the step after `steps` others dies, before or after it took effect. */
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
  const platform = {
    ...house.platform,
    transact: mortal(house.platform.transact),
    update: mortal(house.platform.update),
  };
  const ports = {
    platform,
    network: { ...house.network, transact: mortal(house.network.transact) },
    openScope: ((tenant, role) => {
      const scope = house.openScope(tenant, role);
      return { ...scope, work: { ...scope.work, transact: mortal(scope.work.transact) } };
    }) as typeof house.openScope,
    clock,
    ids: randomIds,
    sendMail: mortal((mail: Message) => Promise.resolve(void mails.push(mail))),
    makeTenantKey: mortal(kmsTenantKeys()),
    publicOrigin: 'https://ohjaamo.example',
  };
  return (await provision(ports, { Records: [changed(id)] })).batchItemFailures.length === 0;
}

const secretOf = (mail: Message) => /\/fi\/invitation\/([\w-]{43})\n/u.exec(mail.text)![1]!;
const readInvitation = (invitation: string) =>
  call(doors.handler, tenantsRoutes.readInvitation, { parameters: { invitation } });

describe('A new municipality', () => {
  it('is registered once, and the same request again changes nothing', async () => {
    const payload = wanted();
    const first = await create(payload);
    expect(first.outcome).toBe('CREATED');
    expect(await create(payload)).toMatchObject({ outcome: 'REPEATED', state: 'PROVISIONING' });
    expect(await create({ ...payload, name: 'Utsjoki' })).toEqual({ outcome: 'SLUG_TAKEN' });
  });

  it.each(['network', 'desk', 'Inari', 'a'])('cannot be called %s', async (slug) => {
    expect(await create(wanted(slug))).toMatchObject({ outcome: 'INVALID' });
  });

  it('comes to the same end when provisioning is killed before or after any of its steps', async () => {
    for (let steps = 0; steps < 6; steps++) {
      for (const afterwards of [false, true]) {
        const payload = wanted();
        const created = await create(payload);
        const id = tenantId.parse('tenantId' in created ? created.tenantId : '');
        const mails: Message[] = [];
        expect(await run(id, mails, steps, afterwards)).toBe(false);
        expect(await run(id, mails)).toBe(true);
        const tenant = await readTenant(doors.house.scope(id, 'auditor'));
        expect(tenant?.sites.map(({ name }) => name)).toEqual([{ fi: 'Ohjaamo Inari' }]);
        expect(tenant?.staff).toHaveLength(1);
        expect(await findTenantBySlug(doors.house.network)(payload.slug)).toBe(id);
        const answers = await Promise.all(mails.map((mail) => readInvitation(secretOf(mail))));
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        expect(await create(payload)).toMatchObject({ outcome: 'REPEATED', state: 'ACTIVE' });
      }
    }
  }, 60_000);

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
    const body = { challenge, code: oneTimeCode(totpSecret) };
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
