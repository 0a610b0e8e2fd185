import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { currentMinute, HELSINKI, localDate, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { BACKUP_DAYS, type ErasureReceipt, STREAM_DAYS } from '@ohjaamo/shared/tenants/leaving.ts';
import * as z from 'zod';
import { tenantTables } from '../../kernel/tenancy/dataRoles.ts';
import { everyKey } from '../../kernel/tenancy/keyLister.ts';
import { networkKeys, partitions, platformKeys } from '../../kernel/tenancy/keys.ts';
import { KEY_ENDS_DAYS } from '../../kernel/tenancy/tenantKey.ts';
import { moveTenant } from '../lifeRepository.ts';
import { hasSlug, readRegistry, type RegistryRow, registryUpdate } from '../registryRepository.ts';
import { eraseAccounts } from './eraseAccounts.ts';
import { notTaken } from './files.ts';
import type { ErasurePorts } from './ports.ts';
import { leftOf } from './prove.ts';
import { deleteAll, staysInPlatform } from './rows.ts';

const ledgerLine = z.object({ at: z.string(), rows: z.int() });

/**
 * Erases a municipality that is ERASING, once its rows were counted against the receipt again, in this order: the line of the ledger that a restore is held to, its key disabled, the
 * directory, accounts, every row of every table; then it is looked for in every table, every index and the identity provider, and
 * only when nothing is found its key is given up and the state becomes ERASED. Cut off anywhere and run again it comes to the same
 * end. Fails when something is left, which the next run finds again.
 */
export async function eraseTenant(ports: ErasurePorts, tenant: TenantId): Promise<void> {
  const { platform } = ports;
  const row = await readRegistry(platform, tenant);
  if (row?.state !== 'ERASING') return;
  if (await hasMoreThanTaken(ports, row)) return takeBack(ports, tenant);
  const receipt = await begin(ports, row);
  await eraseEverything(ports, row);
  const provenAt = new Date(ports.clock.now()).toISOString();
  await moveTenant(platform, tenant, 'CONFIRM_ERASURE', ports, {
    set: { erasure: { ...receipt, provenAt } },
    remove: ['request', 'invitationHash', 'exportProgress'],
  });
}

/** Whether rows stand that the receipt does not name; asked before anything is erased, and never after. */
async function hasMoreThanTaken(
  { platform, listKeys }: ErasurePorts,
  { tenantId: tenant, exported, importing }: RegistryRow,
): Promise<boolean> {
  // What was being taken in stands in the export that it came from.
  if (importing !== undefined) return false;
  if (await platform.get(platformKeys.erasedTenant(tenant), ledgerLine)) return false;
  return (await notTaken(listKeys, tenant, exported?.files ?? [])).length > 0;
}

/** The municipality is to be exported anew; its log says so, and the receipt that is no longer whole is forgotten. */
async function takeBack(ports: ErasurePorts, tenant: TenantId): Promise<void> {
  await moveTenant(ports.platform, tenant, 'EXPORT_AGAIN', ports, { remove: ['exported', 'exportProgress'] });
}

/** The steps themselves, whatever the registry says; for an erasure, and for a restore that brought something back. */
export async function eraseEverything(ports: ErasurePorts, row: RegistryRow): Promise<void> {
  const { tenantId: tenant } = row;
  await ports.keyEnd.disable(tenant);
  await eraseDirectory(ports, row);
  await eraseAccounts(ports, tenant);
  await erasePlatform(ports, tenant);
  await eraseTables(ports, tenant);
  await deleteAll(ports.network, [networkKeys.paused(tenant)]);
  const left = await leftOf(ports, row);
  if (left.length > 0) throw new ErasureIncompleteError(left.join(', '));
  await ports.keyEnd.end(tenant);
}

/** Something of an erased municipality still stands; the message names tables and kinds, never a key. */
export class ErasureIncompleteError extends Error {
  override readonly name = 'ErasureIncompleteError';
}

/** Writes the ledger's line, once, and shows the receipt from then on. */
async function begin(ports: ErasurePorts, row: RegistryRow): Promise<ErasureReceipt> {
  const { platform, clock } = ports;
  const { tenantId: tenant, exported } = row;
  const at = new Date(clock.now()).toISOString();
  const line = { at, rows: exported?.rows ?? 0 };
  const put = await platform.put({ ...platformKeys.erasedTenant(tenant), kind: 'ERASED', ...line }, true);
  const standing = put.ok ? line : ledgerLine.parse(put.error.failures[0]?.item);
  const today = Temporal.PlainDate.from(localDate(currentMinute(clock), HELSINKI));
  const after = (days: number) => today.add({ days }).toString();
  const receipt: ErasureReceipt = {
    begunAt: standing.at,
    rows: standing.rows,
    streamsUntil: after(STREAM_DAYS),
    backupsUntil: after(BACKUP_DAYS),
    keyDeletedOn: after(KEY_ENDS_DAYS),
  };
  await platform.transact([registryUpdate(platform, tenant, ['ERASING'], { set: { erasure: receipt } })]);
  return receipt;
}

const keyRow = z.object({ pk: z.string(), sk: z.string() });

/**
 * The addresses of the municipality and its sites, and whatever else of the network names it, but for the word of its pause: links
 * that were sent stay shut while something stands that they lead to.
 */
async function eraseDirectory({ network, platform, listKeys, forgetUser }: ErasurePorts, row: RegistryRow) {
  const { tenantId, slug } = row;
  if (await hasSlug(platform, row)) {
    const range = { begins: `${slug}#`, consistent: true } as const;
    const { items } = await network.query(partitions.directory, keyRow, range);
    await deleteAll(network, [networkKeys.slug(slug), ...items]);
  }
  const paused = networkKeys.paused(tenantId);
  for await (const keys of everyKey(listKeys, { table: 'network' }, { tenant: tenantId })) {
    for (const key of keys) await forgetUser(key);
    await deleteAll(
      network,
      keys.filter(({ pk }) => pk !== paused.pk),
    );
  }
}

async function erasePlatform({ platform, listKeys }: ErasurePorts, tenant: TenantId): Promise<void> {
  for await (const keys of everyKey(listKeys, { table: 'platform' }, { tenant })) {
    await deleteAll(
      platform,
      keys.filter((key) => !staysInPlatform(tenant, key)),
    );
  }
}

async function eraseTables({ openScope, listKeys }: ErasurePorts, tenant: TenantId): Promise<void> {
  const scope = openScope(tenant, 'remover');
  for (const table of tenantTables) {
    for await (const keys of everyKey(listKeys, { table }, { tenant })) {
      await deleteAll(scope[table], keys);
    }
  }
}
