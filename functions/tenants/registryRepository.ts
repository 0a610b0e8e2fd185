import { language, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { siteId, slug, staffId, tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { site } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { partitions, platformKeys } from '../kernel/tenancy/keys.ts';

/** What is still to be made of a requested tenant; ids are in it, so that a repetition makes the same rows. */
export const tenantRequest = z.object({
  languages: z.array(language).min(1),
  site: site.extend({ id: siteId }),
  admin: z.object({ staffId, name: z.string(), email: z.string() }),
});

/**
 * A municipality in the registry, which is the outbox of provisioning too: `request` is there until the tenant is ready and
 * then removed, so that the registry holds nobody's name or address.
 */
export const registryRow = z.object({
  tenantId,
  slug,
  name: localizedText,
  municipalityCode: z.string(),
  state: z.enum(['PROVISIONING', 'ACTIVE']),
  createdAt: z.string(),
  /** Hash of what was asked for: a repeated request is known by it. */
  requestHash: z.string(),
  request: tenantRequest.optional(),
  invitationHash: z.string().optional(),
});
export type RegistryRow = z.infer<typeof registryRow>;

const slugRow = z.object({ tenantId });

/** All municipalities of the registry. */
export async function listRegistry(platform: Table): Promise<RegistryRow[]> {
  return (await platform.query(partitions.tenants, registryRow)).items;
}

/** Reads one municipality consistently. */
export function readRegistry(platform: Table, tenant: TenantId): Promise<RegistryRow | undefined> {
  return platform.get(platformKeys.tenant(tenant), registryRow);
}

/** The tenant that has the slug, if one has. */
export async function tenantOfSlug(platform: Table, wanted: string): Promise<TenantId | undefined> {
  return (await platform.get(platformKeys.slug(wanted), slugRow))?.tenantId;
}

/** The writes that register a municipality under its slug; both fail when the slug or the id is taken. */
export function registryWrites(platform: Table, row: RegistryRow, ifAbsent = true): Write[] {
  const { tenantId: id } = row;
  return [
    platform.putWrite({ ...platformKeys.tenant(id), kind: 'TENANT', ...row }, ifAbsent),
    platform.putWrite({ ...platformKeys.slug(row.slug), kind: 'SLUG', tenantId: id }, ifAbsent),
  ];
}

/** Asks again for what was not finished: the changed row passes through the stream once more. */
export async function askAgain(platform: Table, tenant: TenantId, at: string): Promise<void> {
  await platform.update({
    Key: platformKeys.tenant(tenant),
    UpdateExpression: 'SET askedAgainAt = :at',
    ConditionExpression: '#state = :provisioning',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':at': at, ':provisioning': 'PROVISIONING' },
  });
}

/** The write that notes the invitation of the first administrator, unless another run noted one in between. */
export function noteInvitationWrite(platform: Table, row: RegistryRow, invitationHash: string): Write {
  const before = row.invitationHash;
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.tenant(row.tenantId),
      UpdateExpression: 'SET invitationHash = :hash',
      ConditionExpression: `#state = :provisioning AND ${before ? 'invitationHash = :before' : 'attribute_not_exists(invitationHash)'}`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':hash': invitationHash,
        ':provisioning': 'PROVISIONING',
        ...(before && { ':before': before }),
      },
    },
  };
}

/** Marks the tenant ready and forgets what was asked for. False when another run has noted a newer invitation. */
export async function activate(platform: Table, tenant: TenantId, invitationHash: string): Promise<boolean> {
  const done = await platform.update({
    Key: platformKeys.tenant(tenant),
    UpdateExpression: 'SET #state = :active REMOVE #request, askedAgainAt',
    ConditionExpression: 'invitationHash = :hash',
    ExpressionAttributeNames: { '#state': 'state', '#request': 'request' },
    ExpressionAttributeValues: { ':active': 'ACTIVE', ':hash': invitationHash },
  });
  return done.ok;
}
