import { type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { isOpen, tenantState } from '@ohjaamo/shared/tenants/life.ts';
import * as z from 'zod';
import { errorFields, log } from './log.ts';
import type { Table } from './table.ts';
import { partitions, platformKeys } from './tenancy/keys.ts';

/** What a job walks through the register with. */
export interface RegisterPorts {
  readonly platform: Table;
  readonly clock: Clock;
}

/** Tenants whose work is done at the same time: one that takes long holds up a quarter of a run. */
const LANES = 4;
/** A run begins nobody's work after so long, in milliseconds; a job's function is given five minutes. */
const BEGINS_FOR = 4 * 60_000;
/** So often a run notes how far it is, in milliseconds: what it had begun when it was cut off is not begun first again. */
const NOTES_EVERY = 20_000;

const jobRow = z.object({ kind: z.literal('JOB'), lastBegun: tenantId });

/**
 * Does a scheduled job's work for every open tenant of the registry, four at a time; one that is not open yet or is paused has no
 * turn, and its work is caught up with when it is open again. `work` gives the
 * number of things done. One tenant's failure does not keep the others from their turn, but makes the job fail in the end, so
 * that it is run again: the work must be harmless when it is repeated.
 *
 * A run that gets too long fails as well, and the next one begins behind the tenant that was begun last: however slow some
 * are, everybody's turn comes. One read and one Query, and one write for every twenty seconds that a run takes.
 */
export async function forEachTenant(
  { platform, clock }: RegisterPorts,
  job: string,
  work: (tenant: TenantId) => Promise<number>,
): Promise<void> {
  const waiting = await inTurn(platform, job);
  const begun = clock.now();
  let notedAt = begun;
  let done = 0;
  let failed = 0;
  const note = (lastBegun: TenantId) => platform.put({ ...platformKeys.job(job), kind: 'JOB', lastBegun });
  let last: TenantId | undefined;
  const lane = async (): Promise<void> => {
    while (clock.now() - begun < BEGINS_FOR) {
      const tenant = waiting.shift();
      if (tenant === undefined) return;
      last = tenant;
      if (clock.now() - notedAt >= NOTES_EVERY) {
        notedAt = clock.now();
        await note(tenant);
      }
      try {
        done += await work(tenant);
      } catch (error) {
        failed++;
        log('JOB_FAILED', { job, ...errorFields(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  log('JOB_DONE', { job, count: done });
  if (waiting.length > 0) {
    log('JOB_UNFINISHED', { job, count: waiting.length });
    if (last) await note(last);
  }
  if (failed + waiting.length > 0) throw new Error('The job could not do its work for some tenants');
}

/** All open tenants by id, from the one behind that which was begun last. */
async function inTurn(platform: Table, job: string): Promise<TenantId[]> {
  const { items } = await platform.query(partitions.tenants, z.object({ sk: tenantId, state: tenantState }));
  const last = (await platform.get(platformKeys.job(job), jobRow))?.lastBegun ?? '';
  const tenants = items.filter(({ state }) => isOpen(state)).map(({ sk }) => sk);
  return [...tenants.filter((each) => each > last), ...tenants.filter((each) => each <= last)];
}
