import {
  type Identity,
  type Membership,
  memberWrites,
  membershipWrite,
} from '@ohjaamo/functions/tenants/index.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import type { TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { oneTimeCode } from '../oneTimeCode.ts';
import type { DemoTenant } from './demo.ts';

/** A person of the demo data who can sign in. */
export interface SeededUser {
  readonly email: string;
  readonly password: string;
  /** Base32 secret of the second factor (RFC 6238). */
  readonly totpSecret: string;
  readonly description: string;
}

/** One password for everybody of the demo data: it opens the local stack and nothing else. */
const DEMO_PASSWORD = 'polku-lumi-kahvi-2027';

type WithoutSubject<M> = M extends Membership ? Omit<M, 'subject'> : never;

interface Newcomer {
  readonly email: string;
  readonly description: string;
  readonly membership: WithoutSubject<Membership>;
}

const aboveTenants: readonly Newcomer[] = [
  {
    email: 'network@network.example',
    description: 'national network',
    membership: {
      realm: 'global',
      roles: ['NETWORK_STEWARD'],
      displayName: 'Testi Verkoston koordinaattori',
    },
  },
  {
    email: 'operator@platform.example',
    description: 'platform operator',
    membership: { realm: 'global', roles: ['PLATFORM_OPERATOR'], displayName: 'Testi Palvelun ylläpitäjä' },
  },
];

/** A role as the list of sign-in names says it. */
function roleInWords(role: TenantRole): string {
  return role === 'TENANT_ADMIN' ? 'administrator' : role.toLowerCase().replaceAll('_', ' ');
}

/** Makes the accounts of all workers, of the network and of the operator, each with password and second factor. */
export async function createUsers(
  identity: Identity,
  platform: Table,
  tenants: readonly DemoTenant[],
): Promise<SeededUser[]> {
  const workers = tenants.flatMap(({ tenantId, tenant, access }) =>
    access.map(({ email, staffId, roles, description }): Newcomer => ({
      email,
      description: `${tenant.profile.slug}: ${description} (${roles.map(roleInWords).join(', ')})`,
      membership: { realm: 'tenant', tenantId, staffId, roles: [...roles] },
    })),
  );
  const users: SeededUser[] = [];
  for (const newcomer of [...workers, ...aboveTenants]) {
    users.push(await createUser(identity, platform, newcomer));
  }
  return users;
}

async function createUser(identity: Identity, platform: Table, newcomer: Newcomer): Promise<SeededUser> {
  const { email, description, membership } = newcomer;
  const enrolment = await identity.enrol(email, DEMO_PASSWORD);
  if (!enrolment.ok) throw new Error('The demo password was refused');
  const { accessToken, totpSecret } = enrolment.value;
  const code = oneTimeCode(totpSecret);
  const subject = await identity.confirmEnrolment(accessToken, code);
  if (!subject.ok) throw new Error('The second factor of a demo user was refused');
  const who: Membership = { ...membership, subject: subject.value };
  await platform.transact(
    who.realm === 'tenant' ? memberWrites(platform, who, email) : [membershipWrite(platform, who)],
  );
  return { email, password: DEMO_PASSWORD, totpSecret, description };
}
