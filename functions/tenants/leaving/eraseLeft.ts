import { type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { moved } from '@ohjaamo/shared/tenants/life.ts';
import * as z from 'zod';
import { eachByItself } from '../../kernel/eachByItself.ts';
import { log } from '../../kernel/log.ts';
import { platformKeys } from '../../kernel/tenancy/keys.ts';
import { moveTenant } from '../lifeRepository.ts';
import { listRegistry, type RegistryRow } from '../registryRepository.ts';
import { eraseEverything, eraseTenant } from './erase.ts';
import type { ErasurePorts } from './ports.ts';

const JOB = 'eraseTenants';

/** Asked for after a restore: erases again the municipalities that the ledger names, or one of them. */
const replayed = z.strictObject({ replay: z.literal(true), tenant: tenantId.optional() });

/**
 * Erases the municipalities that are to be erased, one after the other. A run that is cut off is gone on with by the next.
 *
 * @param event `{ replay: true, tenant? }` after a restore; anything else is the scheduled run
 */
export async function eraseLeft(ports: ErasurePorts, event?: unknown): Promise<void> {
  const asked = replayed.safeParse(event);
  const rows = await listRegistry(ports.platform);
  const wanted = asked.success
    ? rows.filter(({ tenantId: id }) => asked.data.tenant === undefined || asked.data.tenant === id)
    : rows.filter(({ state }) => state === 'ERASING');
  const { done, failed } = await eachByItself(JOB, wanted, async (row) => {
    if (asked.success) return (await eraseAgain(ports, row)) ? 1 : 0;
    await eraseTenant(ports, row.tenantId);
    return 1;
  });
  log('JOB_DONE', { job: JOB, count: done });
  if (failed > 0) throw new Error('Some municipalities could not be erased');
}

/** A restore may have brought back the rows, the registry's old word, or both; the ledger says that neither counts. */
async function eraseAgain(ports: ErasurePorts, row: RegistryRow): Promise<boolean> {
  const { platform } = ports;
  if (!(await isInLedger(ports, row.tenantId))) return false;
  if (row.state === 'ERASED') {
    await eraseEverything(ports, row);
    return true;
  }
  if (moved(row.state, 'ERASE_AGAIN')) await moveTenant(platform, row.tenantId, 'ERASE_AGAIN', ports);
  await eraseTenant(ports, row.tenantId);
  return true;
}

async function isInLedger({ platform }: ErasurePorts, tenant: TenantId): Promise<boolean> {
  return (await platform.get(platformKeys.erasedTenant(tenant), z.object({ at: z.string() }))) !== undefined;
}
