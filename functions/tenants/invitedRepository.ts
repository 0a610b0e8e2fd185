import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type StaffId, staffId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import { tenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import type { ConditionFailure, Table, Write } from '../kernel/table.ts';
import { platformKeys } from '../kernel/tenancy/keys.ts';

/**
 * Somebody invited who has not come yet; gone when they come or the invitation is taken back. It is the outbox too: whoever is ASKED
 * for is mailed by the stream's worker, which then says SENT, or REFUSED when nothing can be sent there. PREPARED is asked for as
 * soon as the worker stands on the list.
 */
const invitedRow = z.object({
  staffId,
  email: z.string(),
  roles: z.array(tenantRole).min(1),
  language,
  state: z.enum(['PREPARED', 'ASKED', 'SENT', 'REFUSED']),
  /** Milliseconds since 1970; tells one asking from the next. */
  askedAt: z.int(),
  by: staffId,
  /** A member is to set up another second factor. */
  purpose: z.literal('SECOND_FACTOR').optional(),
  invitationHash: z.string().optional(),
  expiresAt: z.int().optional(),
});
export type InvitedRow = z.infer<typeof invitedRow>;

/** Everybody who is invited to a municipality. */
export async function listInvited(platform: Table, tenant: TenantId): Promise<InvitedRow[]> {
  const { pk } = platformKeys.invited(tenant, '');
  return (await platform.query(pk, invitedRow, { consistent: true })).items;
}

/** Who is invited under an address, by its hash. */
export function readInvited(
  platform: Table,
  tenant: TenantId,
  emailHash: string,
): Promise<InvitedRow | undefined> {
  return platform.get(platformKeys.invited(tenant, emailHash), invitedRow);
}

/** Begins an invitation, unless one to the address stands. */
export function putInvited(
  platform: Table,
  tenant: TenantId,
  row: InvitedRow,
): Promise<Result<void, ConditionFailure>> {
  const key = platformKeys.invited(tenant, hashOf(row.email));
  return platform.put({ ...key, kind: 'INVITED', ...row }, true);
}

/** The write that asks for a mail to somebody who works here, in place of one that was sent. */
export function askMemberWrite(
  platform: Table,
  tenant: TenantId,
  row: InvitedRow,
  before: InvitedRow | undefined,
): Write {
  const Item = { ...platformKeys.invited(tenant, hashOf(row.email)), kind: 'INVITED', ...row };
  const link = before?.invitationHash;
  return {
    Put: {
      TableName: platform.name,
      // The link of the mail before is kept in mind, to be revoked with the next one.
      Item: { ...Item, ...(link !== undefined && { invitationHash: link }) },
      ConditionExpression: before ? 'askedAt = :before' : 'attribute_not_exists(pk)',
      ...(before && { ExpressionAttributeValues: { ':before': before.askedAt } }),
    },
  };
}

/** Asks for the mail: the first one, or another in place of one that was sent. */
export function askInvited(
  platform: Table,
  tenant: TenantId,
  { email, askedAt: before }: InvitedRow,
  wanted: Pick<InvitedRow, 'roles' | 'askedAt' | 'by'>,
): Promise<Result<void, ConditionFailure>> {
  // A transaction, which DynamoDB knows again: tried once more after a lost answer, a plain update would find its own work and refuse it.
  const Update = {
    TableName: platform.name,
    Key: platformKeys.invited(tenant, hashOf(email)),
    UpdateExpression: 'SET #state = :asked, askedAt = :now, #roles = :roles, #by = :by',
    ConditionExpression: 'askedAt = :before',
    ExpressionAttributeNames: { '#state': 'state', '#roles': 'roles', '#by': 'by' },
    ExpressionAttributeValues: {
      ':asked': 'ASKED',
      ':before': before,
      ':now': wanted.askedAt,
      ':roles': wanted.roles,
      ':by': wanted.by,
    },
  };
  return platform.transact([{ Update }]);
}

/** The write that notes which link the mail brings, unless another one is asked for or another run was faster. */
export function linkWrite(
  platform: Table,
  tenant: TenantId,
  row: InvitedRow,
  link: { readonly invitationHash: string; readonly expiresAt: number },
): Write {
  const { email, invitationHash: before, askedAt } = row;
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.invited(tenant, hashOf(email)),
      UpdateExpression: 'SET invitationHash = :hash, expiresAt = :until',
      ConditionExpression: `#state = :asked AND askedAt = :at AND ${before === undefined ? 'attribute_not_exists(invitationHash)' : 'invitationHash = :before'}`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':asked': 'ASKED',
        ':at': askedAt,
        ':hash': link.invitationHash,
        ':until': link.expiresAt,
        ...(before !== undefined && { ':before': before }),
      },
    },
  };
}

/** Notes what became of the mail with a link; another one that was asked for meanwhile stays asked for. */
export async function noteMailed(
  platform: Table,
  tenant: TenantId,
  { email, askedAt }: InvitedRow,
  state: 'SENT' | 'REFUSED',
): Promise<void> {
  await platform.update({
    Key: platformKeys.invited(tenant, hashOf(email)),
    UpdateExpression: 'SET #state = :state',
    ConditionExpression: '#state = :asked AND askedAt = :at',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':state': state, ':asked': 'ASKED', ':at': askedAt },
  });
}

/** The write that ends an invitation, whatever its state; harmless when there is none. */
export function invitedGoesWrite(platform: Table, tenant: TenantId, email: string): Write {
  return { Delete: { TableName: platform.name, Key: platformKeys.invited(tenant, hashOf(email)) } };
}

/** The write that ends an invitation whose link is still the one that was read. */
export function invitedRevokeWrite(platform: Table, tenant: TenantId, row: InvitedRow): Write {
  const { email, askedAt, invitationHash } = row;
  return {
    Delete: {
      TableName: platform.name,
      Key: platformKeys.invited(tenant, hashOf(email)),
      ConditionExpression: `askedAt = :at AND ${invitationHash === undefined ? 'attribute_not_exists(invitationHash)' : 'invitationHash = :hash'}`,
      ExpressionAttributeValues: {
        ':at': askedAt,
        ...(invitationHash !== undefined && { ':hash': invitationHash }),
      },
    },
  };
}

/** The invitation of one worker. */
export async function invitedWorker(
  platform: Table,
  tenant: TenantId,
  worker: StaffId,
): Promise<InvitedRow | undefined> {
  const invited = await listInvited(platform, tenant);
  return invited.find((each) => each.staffId === worker && each.purpose === undefined);
}
