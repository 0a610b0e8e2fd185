import { tenantsHandler } from '@ohjaamo/functions/tenants/dispatch.ts';
import { dataRoleOf } from '@ohjaamo/functions/tenants/dataRole.ts';
import { authorize } from '@ohjaamo/functions/authorizer/authorize.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { MessageRefused } from '@ohjaamo/functions/kernel/handOver.ts';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { listInvited } from '@ohjaamo/functions/tenants/invitedRepository.ts';
import { cognitoIdentity, type Identity, memberWrites, provision } from '@ohjaamo/functions/tenants/index.ts';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '@ohjaamo/infra/local/dynamodb.ts';
import { type RunningIdentity, startIdentity } from '@ohjaamo/infra/local/identity.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { randomIds, slug, staffId, siteId, type StaffId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { actor } from '@ohjaamo/shared/kernel/roles.ts';
import { staffMember } from '../support/schedule.ts';
import {
  call,
  randomSlug,
  register,
  seedTenant,
  type TestClock,
  testClock,
  type TestHouse,
  testHouse,
} from '../support/house.ts';

export const PASSWORD = 'kolme porraskiveä rannalla';

/** A worker who can sign in. */
export interface Worker {
  readonly email: string;
  readonly totpSecret: string;
  readonly subject: string;
  readonly tenantId: TenantId;
  readonly staffId: StaffId;
}

/** The module on DynamoDB Local and the identity stand-in, with what its tests do again and again. */
export async function openDoors(at = '2027-02-01T09:00+02:00') {
  const running: RunningIdentity = await startIdentity();
  const clock: TestClock = testClock(at);
  const house = testHouse(clock, { memberRole: dataRoleOf });
  const client = new CognitoIdentityProviderClient({
    endpoint: running.endpoint,
    region: LOCAL_REGION,
    credentials: LOCAL_CREDENTIALS,
  });
  const identity: Identity = cognitoIdentity(running, client);
  const handler = tenantsHandler(house, { network: house.network, platform: house.platform, identity });
  const member = { realm: 'tenant' } as const;

  return {
    clock,
    house,
    identity,
    handler,
    stop: () => running.stop(),
    /** A worker with an account, a second factor and a membership in a municipality of their own, or in a colleague's. */
    async hire(roles: readonly TenantRole[] = ['COUNSELLOR'], by?: Worker): Promise<Worker> {
      const id = staffId.parse(randomIds.id(10));
      const town = townOf(id);
      const tenantId = by?.tenantId ?? (await seedTenant(house, town));
      if (by) await joinStaff(house, tenantId, town);
      else await register(house.platform, tenantId, town);
      const email = `${id}@town.example`;
      const enrolment = await identity.enrol(email, PASSWORD);
      if (!enrolment.ok) throw new Error(enrolment.error);
      const { accessToken, totpSecret } = enrolment.value;
      const subject = await identity.confirmEnrolment(accessToken, oneTimeCode(totpSecret));
      if (!subject.ok) throw new Error(subject.error);
      const who = { ...member, subject: subject.value, tenantId, staffId: id, roles: [...roles] };
      await house.platform.transact(memberWrites(house.platform, who, email));
      return { email, totpSecret, subject: subject.value, tenantId, staffId: id };
    },
    async password(email: string, password = PASSWORD) {
      return call(handler, tenantsRoutes.signIn, { body: { email, password } });
    },
    async code(challenge: string, code: string) {
      return call(handler, tenantsRoutes.answerSecondFactor, { body: { challenge, code } });
    },
    /** Sends the mails of all invitations that are asked for, as the registry's stream does; gives what was sent. */
    async sendInvitations(tenant: TenantId, refuse = (_: Message) => false): Promise<Message[]> {
      const mails: Message[] = [];
      const invited = await listInvited(house.platform, tenant);
      const ports = {
        ...{ ...house, clock, ids: randomIds, publicOrigin: 'https://ohjaamo.example' },
        makeTenantKey: () => Promise.resolve(),
        sendMail: (mail: Message) =>
          refuse(mail) ? Promise.reject(new MessageRefused()) : Promise.resolve(void mails.push(mail)),
      };
      const Records = invited.map(({ email }) => {
        const { pk, sk } = platformKeys.invited(tenant, hashOf(email));
        return { dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: sk } };
      });
      const done = await provision(ports, { Records });
      if (done.batchItemFailures.length > 0) throw new Error('An invitation was not sent');
      return mails;
    },
    /** Signs in and gives the cookie as the browser sends it back. */
    async signIn(worker: Worker): Promise<string> {
      const { body } = await this.password(worker.email);
      const { cookies } = await this.code(body.challenge, oneTimeCode(worker.totpSecret));
      return cookies[0]!.split(';')[0]!;
    },
    /** What the authorizer makes of a cookie. */
    see: (cookie: string) => authorize({ platform: house.platform, clock }, [cookie]),
    /** The actor that the authorizer finds behind a cookie. */
    async actor(cookie: string) {
      const seen = await authorize({ platform: house.platform, clock }, [cookie]);
      return actor.parse(JSON.parse(seen['actor'] ?? 'null'));
    },
  };
}

export type Doors = Awaited<ReturnType<typeof openDoors>>;

/** Puts the town's one worker beside those whom the municipality has. */
async function joinStaff(house: TestHouse, tenant: TenantId, { staff }: Tenant): Promise<void> {
  const scope = house.scope(tenant, 'provisioning');
  const writes = staff.map((value) =>
    scope.work.putWrite({ ...scope.keys.tenant(`STAFF#${value.id}`), kind: 'STAFF', value }),
  );
  await scope.work.transact(writes);
}

/** A municipality with one site and one worker. */
function townOf(worker: StaffId): Tenant {
  return {
    profile: {
      slug: slug.parse(randomSlug()),
      name: { fi: 'Kunta' },
      municipalityCode: '999',
      languages: ['fi'],
      zone: 'Europe/Helsinki',
      bookingCaps: { perAddress: 500, perSite: 10_000, holds: 100 },
    },
    organisations: [{ code: 'NUO', name: { fi: 'Nuorisopalvelut' }, type: 'MUNICIPALITY', runsSites: true }],
    staff: [staffMember(worker, 'NUO', { name: 'Testi Ohjaaja' })],
    services: [],
    sites: [
      {
        id: siteId.parse(randomIds.id(10)),
        slug: slug.parse('keskus'),
        name: { fi: 'Ohjaamo' },
        kind: 'MAIN_SITE',
        address: '',
        rooms: [],
      },
    ],
  };
}
