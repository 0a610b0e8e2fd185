import { tenantTables } from '../../kernel/tenancy/dataRoles.ts';
import { everyKey, type ListedPlace } from '../../kernel/tenancy/keyLister.ts';
import { partitions } from '../../kernel/tenancy/keys.ts';
import * as z from 'zod';
import { listMembers } from '../membersRepository.ts';
import { hasSlug, type RegistryRow } from '../registryRepository.ts';
import { staysInPlatform } from './rows.ts';
import type { ErasurePorts } from './ports.ts';

const keyRow = z.object({ pk: z.string(), sk: z.string() });

/**
 * What is left of a municipality, as `table kind` each once: in every table and every index, read through from the beginning, and in
 * the directory. Accounts were looked for one by one when they were removed, and the rows that name them are among these.
 */
export async function leftOf(
  { platform, network, listKeys }: Pick<ErasurePorts, 'platform' | 'network' | 'listKeys'>,
  row: RegistryRow,
): Promise<string[]> {
  const { tenantId: tenant, slug } = row;
  const places: ListedPlace[] = [
    ...tenantTables.flatMap((table) => [{ table }, { table, index: true }]),
    { table: 'network' },
    { table: 'platform' },
  ];
  const left = new Set<string>();
  for (const place of places) {
    for await (const keys of everyKey(listKeys, place, { tenant })) {
      for (const key of keys) {
        if (place.table === 'platform' && staysInPlatform(tenant, key)) continue;
        const parts = key.pk.split('#');
        left.add(
          `${place.table}${place.index ? ' index' : ''} ${parts[place.table in tables ? 2 : 1] ?? ''}`,
        );
      }
    }
  }
  const { items } = await network.query(partitions.directory, keyRow, {
    begins: `${slug}#`,
    consistent: true,
  });
  if (items.length > 0 && (await hasSlug(platform, row))) left.add('network DIRECTORY');
  if ((await listMembers(platform, tenant)).length > 0) left.add('platform MEMBERS');
  return [...left].sort();
}

const tables = { work: true, cases: true, audit: true };
