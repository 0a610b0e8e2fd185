import { type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { errorFields, log } from './log.ts';
import type { Table } from './table.ts';
import { partitions } from './tenancy/keys.ts';

/**
 * Does a scheduled job's work for every tenant of the registry, in whatever state it is, one after the other. `work` gives
 * the number of things done. One tenant's failure does not keep the others from their turn, but makes the job fail in the
 * end, so that it is run again: the work must be harmless when it is repeated.
 */
export async function forEachTenant(
  platform: Table,
  job: string,
  work: (tenant: TenantId) => Promise<number>,
): Promise<void> {
  let done = 0;
  let failed = 0;
  for (const { sk } of (await platform.query(partitions.tenants, z.object({ sk: tenantId }))).items) {
    try {
      done += await work(sk);
    } catch (error) {
      failed++;
      log('JOB_FAILED', { job, ...errorFields(error) });
    }
  }
  log('JOB_DONE', { job, count: done });
  if (failed > 0) throw new Error('The job could not do its work for some tenants');
}
