import { isPaused } from '@ohjaamo/shared/tenants/life.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Table, Write } from '../kernel/table.ts';
import { type Key, networkKeys } from '../kernel/tenancy/keys.ts';
import { type ProvisioningPorts, provisionTenant } from './provisionTenant.ts';
import { readRegistry } from './registryRepository.ts';

/**
 * Does what a municipality's state in the registry asks for: makes ready what was requested, and tells the street whether the
 * service is paused. Can be killed anywhere and run again; what it finds done it does not do twice.
 */
export async function followTenant(ports: ProvisioningPorts, tenant: TenantId): Promise<void> {
  const row = await readRegistry(ports.platform, tenant);
  if (!row) return;
  if (row.state === 'REQUESTED' || row.state === 'PROVISIONING') return provisionTenant(ports, tenant);
  // Told when it was suspended; the erasure takes the word away, after everything that it shuts.
  if (row.state === 'ERASING') return;
  // Of a municipality that is erased nothing stands, the word of its pause included.
  const isErased = row.state === 'ERASED';
  const paused = networkKeys.paused(tenant);
  // What stands under the name of one that is erased may be another's by now.
  const keys = isErased ? [paused] : [paused, networkKeys.directoryPause(row.slug)];
  await tellStreet(ports.network, keys, isPaused(row.state) && !isErased);
}

/** Two writes in one transaction: the word at the door, and the one in the list of municipalities. */
async function tellStreet(network: Table, keys: readonly Key[], paused: boolean): Promise<void> {
  const writes = keys.map((key): Write =>
    paused ? network.putWrite({ ...key, kind: 'PAUSED' }) : { Delete: { TableName: network.name, Key: key } },
  );
  await network.transact(writes);
}
