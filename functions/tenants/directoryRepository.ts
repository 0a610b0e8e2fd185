import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type DirectoryEntry, directoryEntry, type ListedEntry } from '@ohjaamo/shared/tenants/directory.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';

const siteRow = z.object({ kind: z.literal('DIRECTORY'), value: directoryEntry });
const pauseRow = z.object({ kind: z.literal('PAUSED'), sk: z.string() });
const directoryRow = z.discriminatedUnion('kind', [siteRow, pauseRow]);

/** Reads the sites of every tenant in one Query, by municipality and site, and which of the municipalities are paused. */
export async function readDirectory(network: Table): Promise<ListedEntry[]> {
  const { items } = await network.query(networkKeys.directory('', '').pk, directoryRow);
  const paused = new Set(items.flatMap((row) => (row.kind === 'PAUSED' ? [row.sk] : [])));
  return sitesOf(items).map((site) => {
    const isPaused = paused.has(networkKeys.directoryPause(site.tenantSlug).sk);
    return isPaused ? { ...site, paused: true } : site;
  });
}

function sitesOf(rows: readonly z.infer<typeof directoryRow>[]): DirectoryEntry[] {
  return rows.flatMap((row) => (row.kind === 'DIRECTORY' ? [row.value] : []));
}

/** Reads the sites of one municipality in one Query, consistently. */
export async function readDirectoryOf(network: Table, tenantSlug: string): Promise<DirectoryEntry[]> {
  const { pk, sk } = networkKeys.directory(tenantSlug, '');
  const { items } = await network.query(pk, directoryRow, { begins: sk, consistent: true });
  return sitesOf(items);
}

/** The writes that make a tenant's slug lead to it and its sites stand in the directory; repeating them is harmless. */
export function directoryWrites(
  network: Table,
  tenantId: TenantId,
  { profile, sites }: Pick<Tenant, 'profile' | 'sites'>,
): Write[] {
  const tenantSlug = profile.slug;
  const entries = sites.map((site): DirectoryEntry => ({
    tenantSlug,
    tenantName: profile.name,
    siteSlug: site.slug,
    siteName: site.name,
    kind: site.kind,
    address: site.address,
    languages: profile.languages,
    ...(site.closedFrom !== undefined && { closedFrom: site.closedFrom }),
  }));
  return [
    network.putWrite({ ...networkKeys.slug(tenantSlug), kind: 'SLUG', tenantId }),
    ...entries.map((value) =>
      network.putWrite({ ...networkKeys.directory(tenantSlug, value.siteSlug), kind: 'DIRECTORY', value }),
    ),
  ];
}
