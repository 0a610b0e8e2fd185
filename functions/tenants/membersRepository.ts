import { type StaffId, staffId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { SiteRoles, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { SuspensionReason } from '@ohjaamo/shared/tenants/workers.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { platformKeys } from '../kernel/tenancy/keys.ts';
import { type Membership, membershipWrite } from './accessRepository.ts';

/** Which account a worker has. What the account may do, its membership alone says. */
const memberRow = z.object({ staffId, subject: z.string(), email: z.string() });
export type MemberRow = z.infer<typeof memberRow>;
export type WorkersMembership = Extract<Membership, { realm: 'tenant' }>;

/** The accounts of a municipality's workers. */
export async function listMembers(platform: Table, tenant: TenantId): Promise<MemberRow[]> {
  return (await platform.query(platformKeys.member(tenant, '').pk, memberRow)).items;
}

/** The account of one worker. */
export function readMember(
  platform: Table,
  tenant: TenantId,
  worker: StaffId,
): Promise<MemberRow | undefined> {
  return platform.get(platformKeys.member(tenant, worker), memberRow);
}

/**
 * The writes that make a worker a member: what the account may do, which account it is, and that there is one administrator more. With
 * `ifAbsent` a worker who has an account, and an account that is a member, stay as they are.
 */
export function memberWrites(
  platform: Table,
  who: WorkersMembership,
  email: string,
  ifAbsent = false,
): Write[] {
  const { tenantId, staffId: worker, subject } = who;
  const key = platformKeys.member(tenantId, worker);
  return [
    membershipWrite(platform, who, ifAbsent),
    platform.putWrite({ ...key, kind: 'MEMBER', staffId: worker, subject, email }, ifAbsent),
    ...administratorsWrites(platform, who, { before: [], after: who.roles }),
  ];
}

/** The write that gives a member other roles, unless somebody else gave some in between. */
export function rolesWrite(
  platform: Table,
  who: WorkersMembership,
  { roles, siteRoles }: { readonly roles: readonly TenantRole[]; readonly siteRoles: SiteRoles | undefined },
): Write {
  const before = who.siteRoles ? 'siteRoles = :sitesBefore' : 'attribute_not_exists(siteRoles)';
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.membership(who.subject, who.tenantId),
      UpdateExpression: siteRoles
        ? 'SET #roles = :roles, siteRoles = :sites'
        : 'SET #roles = :roles REMOVE siteRoles',
      ConditionExpression: `#roles = :before AND ${before} AND ${who.suspended ? 'attribute_exists' : 'attribute_not_exists'}(suspended)`,
      ExpressionAttributeNames: { '#roles': 'roles' },
      ExpressionAttributeValues: {
        ...{ ':roles': roles, ':before': who.roles },
        ...(siteRoles && { ':sites': siteRoles }),
        ...(who.siteRoles && { ':sitesBefore': who.siteRoles }),
      },
    },
  };
}

/** The write that closes a member's account; sessions that began before `now` (milliseconds since 1970) stay over. */
export function suspensionWrite(
  platform: Table,
  who: WorkersMembership,
  now: number,
  { reason, by }: { readonly reason: SuspensionReason; readonly by: StaffId },
): Write {
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.membership(who.subject, who.tenantId),
      UpdateExpression: 'SET suspended = :suspended, sessionsFrom = :now',
      ConditionExpression: '#roles = :roles AND attribute_not_exists(suspended)',
      ExpressionAttributeNames: { '#roles': 'roles' },
      ExpressionAttributeValues: {
        ':suspended': { at: new Date(now).toISOString(), reason, by },
        ':now': now,
        ':roles': who.roles,
      },
    },
  };
}

/** The write that says that a member's second factor is lost: sessions are over, and nobody signs in with it any more. */
export function factorLostWrite(
  platform: Table,
  who: WorkersMembership,
  lost: { readonly now: number; readonly by: StaffId },
): Write {
  return lossWrite(platform, who, lost, {
    condition: '#roles = :roles AND attribute_not_exists(suspended)',
    names: { '#roles': 'roles' },
    values: { ':roles': who.roles },
  });
}

/** Says the same where the person works beside, whoever is suspended there included, and without telling who said it. */
export async function noteFactorLost(platform: Table, who: WorkersMembership, now: number): Promise<void> {
  await platform.transact([lossWrite(platform, who, { now }, { condition: 'attribute_exists(pk)' })]);
}

function lossWrite(
  platform: Table,
  who: WorkersMembership,
  { now, by }: { readonly now: number; readonly by?: StaffId },
  only: {
    readonly condition: string;
    readonly names?: Record<string, string>;
    readonly values?: Record<string, unknown>;
  },
): Write {
  const lost = { at: new Date(now).toISOString(), ...(by !== undefined && { by }) };
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.membership(who.subject, who.tenantId),
      UpdateExpression: 'SET factorLost = :lost, sessionsFrom = :now',
      ConditionExpression: only.condition,
      ...(only.names && { ExpressionAttributeNames: only.names }),
      ExpressionAttributeValues: { ...only.values, ':lost': lost, ':now': now },
    },
  };
}

/** The write that opens a member's account again. */
export function returnWrite(platform: Table, who: WorkersMembership, now: number): Write {
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.membership(who.subject, who.tenantId),
      UpdateExpression: 'SET sessionsFrom = :now REMOVE suspended',
      ConditionExpression: '#roles = :roles AND attribute_exists(suspended)',
      ExpressionAttributeNames: { '#roles': 'roles' },
      ExpressionAttributeValues: { ':now': now, ':roles': who.roles },
    },
  };
}

/** The write that notes which of several memberships was chosen; it fails when it is closed. */
export function chosenWrite(platform: Table, who: WorkersMembership, now: number): Write {
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.membership(who.subject, who.tenantId),
      UpdateExpression: 'SET chosenAt = :now',
      ConditionExpression:
        'attribute_exists(pk) AND attribute_not_exists(suspended) AND attribute_not_exists(factorLost)',
      ExpressionAttributeValues: { ':now': now },
    },
  };
}

/**
 * The writes that keep the set of those who can administer the municipality now. Taking the last one out fails, so that of two
 * administrators who take each other out at the same moment one stays.
 */
export function administratorsWrites(
  platform: Table,
  { tenantId, staffId: worker }: WorkersMembership,
  { before, after }: { readonly before: readonly TenantRole[]; readonly after: readonly TenantRole[] },
): Write[] {
  const was = before.includes('TENANT_ADMIN');
  const is = after.includes('TENANT_ADMIN');
  if (was === is) return [];
  const change = {
    TableName: platform.name,
    Key: platformKeys.administrators(tenantId),
    UpdateExpression: is ? 'ADD staffIds :worker SET kind = :kind' : 'DELETE staffIds :worker',
  };
  const taken = new Set([worker]);
  return is
    ? [{ Update: { ...change, ExpressionAttributeValues: { ':worker': taken, ':kind': 'ADMINISTRATORS' } } }]
    : [
        {
          Update: {
            ...change,
            ConditionExpression: 'size(staffIds) > :one AND contains(staffIds, :id)',
            ExpressionAttributeValues: { ':worker': taken, ':id': worker, ':one': 1 },
          },
        },
      ];
}
