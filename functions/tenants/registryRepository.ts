import { language, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { slug, staffId, tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { erasureReceipt, exportReceipt } from '@ohjaamo/shared/tenants/leaving.ts';
import { type TenantAct, tenantMoves, tenantState } from '@ohjaamo/shared/tenants/life.ts';
import { site } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { partitions, platformKeys } from '../kernel/tenancy/keys.ts';

/** What is still to be made of a requested tenant; ids are in it, so that a repetition makes the same rows. */
export const tenantRequest = z.object({
  languages: z.array(language).min(1),
  site,
  admin: z.object({ staffId, name: z.string(), email: z.string() }),
});

/**
 * A municipality in the registry, which is the outbox of its life too: each change passes through the stream. `request` is there
 * until the tenant is ready and then removed, so that the registry holds nobody's name or address.
 */
export const registryRow = z.object({
  tenantId,
  slug,
  name: localizedText,
  municipalityCode: z.string(),
  state: tenantState,
  createdAt: z.string(),
  /** Hash of what was asked for: a repeated request is known by it. */
  requestHash: z.string(),
  request: tenantRequest.optional(),
  invitationHash: z.string().optional(),
  /** Milliseconds since 1970: sessions that began earlier are over. */
  sessionsFrom: z.int().optional(),
  /** The export that is going on, or that an erasure follows: a receipt of an earlier one does not count. */
  exportId: z.string().optional(),
  /** How far it is. */
  exportProgress: z.object({ rows: z.int(), at: z.string() }).optional(),
  exported: exportReceipt.optional(),
  erasure: erasureReceipt.optional(),
  /** Of `manifest.json` of the export that the municipality comes with, until all of it is there. */
  importing: z.string().optional(),
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

const openness = registryRow.pick({ state: true, sessionsFrom: true });

/** Whether a municipality lets people in, read consistently: one that was suspended a moment ago must not open anything. */
export function readOpenness(
  platform: Table,
  tenant: TenantId,
): Promise<z.infer<typeof openness> | undefined> {
  return platform.get(platformKeys.tenant(tenant), openness);
}

/** The tenant that has the slug, if one has. */
export async function tenantOfSlug(platform: Table, wanted: string): Promise<TenantId | undefined> {
  return (await platform.get(platformKeys.slug(wanted), slugRow))?.tenantId;
}

/** Whether the slug of a row is still its own: one that an import was given up under may have gone to another municipality. */
export async function hasSlug(platform: Table, { tenantId, slug: wanted }: RegistryRow): Promise<boolean> {
  return (await tenantOfSlug(platform, wanted)) === tenantId;
}

/** The writes that register a municipality under its slug; both fail when the slug or the id is taken. */
export function registryWrites(platform: Table, row: RegistryRow, ifAbsent = true): Write[] {
  const { tenantId: id } = row;
  return [
    platform.putWrite({ ...platformKeys.tenant(id), kind: 'TENANT', ...row }, ifAbsent),
    platform.putWrite({ ...platformKeys.slug(row.slug), kind: 'SLUG', tenantId: id }, ifAbsent),
  ];
}

/** As {@link registryWrites}, under a slug that another municipality has given up; fails when that has it no longer. */
export function takeOverWrites(platform: Table, row: RegistryRow, before: TenantId): Write[] {
  const [registered] = registryWrites(platform, row);
  const key = platformKeys.slug(row.slug);
  const taken: Write = {
    Update: {
      TableName: platform.name,
      Key: key,
      UpdateExpression: 'SET tenantId = :tenant',
      ConditionExpression: 'tenantId = :before',
      ExpressionAttributeValues: { ':tenant': row.tenantId, ':before': before },
    },
  };
  return [...(registered ? [registered] : []), taken];
}

/** What a change of a registry row sets, forgets and asks of it besides its state. */
export interface Beside {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** Attributes with the value they must have; `undefined` = none. */
  readonly only?: Readonly<Record<string, unknown>>;
  /** Attributes that must be there, whatever they say. */
  readonly has?: readonly string[];
}

/** The write that moves a municipality by one act of its life; it fails in any other state. */
export function moveWrite(platform: Table, tenant: TenantId, act: TenantAct, beside: Beside = {}): Write {
  const { from, to } = tenantMoves[act];
  return registryUpdate(platform, tenant, from, { ...beside, set: { ...beside.set, state: to } });
}

/** The write that notes the invitation of the first administrator, unless another run noted one in between. */
export function noteInvitationWrite(
  platform: Table,
  row: Pick<RegistryRow, 'tenantId' | 'invitationHash'>,
  invitationHash: string,
): Write {
  return registryUpdate(platform, row.tenantId, ['PROVISIONING'], {
    set: { invitationHash },
    only: { invitationHash: row.invitationHash },
  });
}

/** The write that notes something about a municipality while it is in one of the states, and fails in any other. */
export function registryUpdate(
  platform: Table,
  tenant: TenantId,
  from: readonly string[],
  { set = {}, remove = [], only = {}, has = [] }: Beside,
): Write {
  const names = [...new Set(['state', ...Object.keys(set), ...remove, ...Object.keys(only), ...has])];
  const states = Object.fromEntries(from.map((state, index) => [`:from${String(index)}`, state]));
  const asked = Object.entries(only).map(([name, value]) =>
    value === undefined ? `attribute_not_exists(#${name})` : `#${name} = :only_${name}`,
  );
  const there = has.map((name) => `attribute_exists(#${name})`);
  const given = Object.entries(only).filter(([, value]) => value !== undefined);
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.tenant(tenant),
      UpdateExpression: [
        `SET ${Object.keys(set)
          .map((name) => `#${name} = :${name}`)
          .join(', ')}`,
        ...(remove.length > 0 ? [`REMOVE ${remove.map((name) => `#${name}`).join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: [`#state IN (${Object.keys(states).join(', ')})`, ...asked, ...there].join(
        ' AND ',
      ),
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...states,
        ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
        ...Object.fromEntries(given.map(([name, value]) => [`:only_${name}`, value])),
      },
    },
  };
}
