import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { systemClock } from '@ohjaamo/functions/kernel/clock.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { listedTables, networkTable, platformTable, wire } from '@ohjaamo/functions/kernel/house.ts';
import { keyLister } from '@ohjaamo/functions/kernel/tenancy/keyLister.ts';
import { networkKeys, platformKeys, tenantPrefix } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { kmsKeyEnd } from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import {
  invitationWrite,
  type Membership,
  membershipWrite,
  sessionWrite,
} from '@ohjaamo/functions/tenants/accessRepository.ts';
import { holdWrite } from '@ohjaamo/functions/tenants/lostFactorRepository.ts';
import { cognitoIdentity, memberWrites } from '@ohjaamo/functions/tenants/index.ts';
import { countAll } from '@ohjaamo/functions/tenants/leaving/files.ts';
import { forgetUser } from '@ohjaamo/functions/templates/index.ts';
import type { ErasurePorts } from '@ohjaamo/functions/tenants/leaving/ports.ts';
import { readRegistry } from '@ohjaamo/functions/tenants/registryRepository.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '@ohjaamo/infra/local/dynamodb.ts';
import { startIdentity } from '@ohjaamo/infra/local/identity.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import {
  randomIds,
  siteId,
  slug as slugOf,
  staffId,
  type TenantId,
  tenantId,
} from '@ohjaamo/shared/kernel/ids.ts';
import type { ExportedFile } from '@ohjaamo/shared/tenants/leaving.ts';
import type { TenantState } from '@ohjaamo/shared/tenants/life.ts';
import type { Rows } from '../isolation/tables.ts';
import { openWorld } from '../isolation/world.ts';

const PASSWORD = 'kolme porraskiveä rannalla';

/** A municipality in which there is one of everything, beside another one, with the accounts of its people, and what leaving reaches. */
export async function leavingTown() {
  const world = await openWorld();
  const provider = await startIdentity();
  const client = new CognitoIdentityProviderClient({
    endpoint: provider.endpoint,
    region: LOCAL_REGION,
    credentials: LOCAL_CREDENTIALS,
  });
  const identity = cognitoIdentity(provider, client);
  const wired = wire(process.env);
  const network = networkTable(process.env);
  const platform = platformTable(process.env);
  const ports: ErasurePorts = {
    ...wired,
    clock: systemClock(process.env['CLOCK_OFFSET_SECONDS']),
    network,
    platform,
    listKeys: keyLister(listedTables(process.env)),
    identity,
    keyEnd: kmsKeyEnd(),
    forgetUser: (key) => forgetUser(network, key),
  };
  const own = tenantId.parse(world.own.tenantId);
  const slug = world.own.ids.tenantSlug;

  const enrol = async (email: string): Promise<string> => {
    const begun = await identity.enrol(email, PASSWORD);
    if (!begun.ok) throw new Error(begun.error);
    const { accessToken, totpSecret } = begun.value;
    const done = await identity.confirmEnrolment(accessToken, oneTimeCode(totpSecret));
    if (!done.ok) throw new Error(done.error);
    return done.value;
  };

  return {
    world,
    ports,
    identity,
    own,
    slug,
    /** A worker of the municipality with an account, signed in. */
    async hire(name: string): Promise<string> {
      const email = `${name}@town.example`;
      const subject = await enrol(email);
      const id = staffId.parse(randomIds.id(10));
      const who = {
        realm: 'tenant',
        subject,
        tenantId: own,
        staffId: id,
        roles: ['COUNSELLOR' as const],
      } as const;
      const now = ports.clock.now();
      await platform.transact([
        ...memberWrites(platform, { ...who, roles: ['COUNSELLOR'] }, email),
        sessionWrite(
          platform,
          hashOf(randomIds.secret(128)),
          { ...who, roles: ['COUNSELLOR'] },
          { createdAt: now, lastSeenAt: now },
        ),
      ]);
      return email;
    },
    /** Somebody with a role in the whole service whose account was a worker's here as well. */
    async hireOperator(name: string): Promise<string> {
      const email = `${name}@town.example`;
      const subject = await enrol(email);
      await platform.transact([
        membershipWrite(platform, {
          ...{ realm: 'global', subject, roles: ['PLATFORM_OPERATOR'], displayName: 'Testi Ylläpitäjä' },
        }),
        platform.putWrite({
          ...platformKeys.member(own, staffId.parse(randomIds.id(10))),
          ...{ kind: 'MEMBER', staffId: randomIds.id(10), subject, email },
        }),
      ]);
      return email;
    },
    /** A worker of the municipality who works in another one with the same login, signed in there; gives the subject too. */
    async hireElsewhere(name: string): Promise<{ readonly email: string; readonly subject: string }> {
      const email = await this.hire(name);
      const subject = (await identity.findSubject(email)) ?? '';
      await this.worksElsewhere(subject);
      return { email, subject };
    },
    /** Gives an account a membership and a session in another municipality. */
    async worksElsewhere(subject: string): Promise<void> {
      const who: Membership = {
        ...{ realm: 'tenant', subject, tenantId: tenantId.parse(world.foreign.tenantId) },
        ...{ staffId: staffId.parse(randomIds.id(10)), roles: ['COUNSELLOR'] },
      };
      const now = ports.clock.now();
      await platform.transact([
        membershipWrite(platform, who),
        sessionWrite(platform, hashOf(randomIds.secret(128)), who, { createdAt: now, lastSeenAt: now }),
      ]);
    },
    /** The other municipality's administrator said that the second factor is lost: the account stands anew under the address. */
    async resets(email: string, subject: string): Promise<void> {
      await platform.transact([holdWrite(platform, hashOf(email), subject)]);
      await enrol(email);
    },
    /** Somebody who was invited and has begun to make an account. */
    async invite(name: string): Promise<string> {
      const email = `${name}@town.example`;
      await enrol(email);
      const now = ports.clock.now();
      await platform.transact([
        invitationWrite(platform, hashOf(randomIds.secret(256)), {
          ...{ state: 'OPEN', expiresAt: now + 1000, tenantId: own, tenantName: { fi: 'Kunta' } },
          tenantSlug: slugOf.parse(slug),
          staffId: staffId.parse(randomIds.id(10)),
          roles: ['COUNSELLOR'],
          email,
        }),
      ]);
      return email;
    },
    /** What the network knows of it: the directory, figures that were submitted, the word of its pause. */
    async stand(): Promise<void> {
      const site = siteId.parse(world.own.ids.siteId);
      const value = { tenantSlug: slug, siteSlug: 'keskus' };
      await network.transact([
        network.putWrite({ ...networkKeys.directory(slug, 'keskus'), kind: 'DIRECTORY', value }),
        network.putWrite({ ...networkKeys.submitted('2026-4', own, site), kind: 'SUBMITTED' }),
        network.putWrite({ ...networkKeys.paused(own), kind: 'PAUSED' }),
      ]);
    },
    /** Puts the registry into a state, as the acts before would have. */
    async put(state: TenantState, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
      const row = await readRegistry(platform, own);
      if (!row) throw new Error('The municipality is not registered');
      await platform.put({ ...platformKeys.tenant(own), kind: 'TENANT', ...row, state, ...more });
    },
    /** What a receipt that is whole at this moment names. */
    async files(): Promise<ExportedFile[]> {
      const counts = await countAll(ports.listKeys, own);
      return [...counts].map(([name, rows]) => ({
        name,
        rows,
        passing: 0,
        bytes: 1,
        sha256: 'a'.repeat(64),
      }));
    },
    registry: () => readRegistry(platform, own),
    async stop() {
      await world.stop();
      await provider.stop();
      client.destroy();
    },
  };
}

export type LeavingTown = Awaited<ReturnType<typeof leavingTown>>;

/** Rows that name a municipality, in whatever table: by table and key. */
export function naming(rows: Rows, tenant: TenantId, slug: string): string[] {
  return [...rows.values()]
    .filter(({ item, text }) => {
      const pk = item['pk']?.S ?? '';
      return pk.startsWith('T#')
        ? pk.startsWith(tenantPrefix(tenant))
        : text.includes(tenant) || text.includes(slug);
    })
    .map(
      ({ table, item }) => `${table.split('-').at(-1) ?? ''} ${item['pk']?.S ?? ''} ${item['sk']?.S ?? ''}`,
    )
    .sort();
}

/** Everything of the tables but what belongs to one municipality. */
export function others(rows: Rows, tenant: TenantId, slug: string): string[] {
  const own = new Set(naming(rows, tenant, slug));
  return [...rows.values()]
    .filter(
      ({ table, item }) =>
        !own.has(`${table.split('-').at(-1) ?? ''} ${item['pk']?.S ?? ''} ${item['sk']?.S ?? ''}`),
    )
    .map(({ text }) => text)
    .sort();
}
