import type { IdSource, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { tenantActs, type TenantAct } from '@ohjaamo/shared/tenants/life.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { platformKeys } from '../kernel/tenancy/keys.ts';
import { type Beside, moveWrite } from './registryRepository.ts';

const lifeRow = z.object({
  at: z.string(),
  act: z.enum(['REQUEST', ...(tenantActs as [TenantAct, ...TenantAct[]])]),
  /** The operator's own words; absent when the service itself did it. */
  reason: z.string().optional(),
  /** The account of whoever did it. */
  by: z.string().optional(),
});
export type LifeRow = z.infer<typeof lifeRow>;

interface Told {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly reason?: string;
  readonly by?: string;
}

/** The write that notes an act in the log of a municipality's life. The log is only ever added to. */
export function lifeWrite(
  platform: Table,
  tenant: TenantId,
  act: LifeRow['act'],
  { clock, ids, reason, by }: Told,
): Write {
  const at = new Date(clock.now()).toISOString();
  return platform.putWrite(
    {
      ...platformKeys.life(tenant, `${at}#${ids.id(10)}`),
      kind: 'LIFE',
      at,
      act,
      ...(reason !== undefined && { reason }),
      ...(by !== undefined && { by }),
    },
    true,
  );
}

/** Moves a municipality and notes it, together or not at all. False when the act is not possible in the state that it is in. */
export async function moveTenant(
  platform: Table,
  tenant: TenantId,
  act: TenantAct,
  told: Told,
  beside: Beside = {},
): Promise<boolean> {
  const done = await platform.transact([
    moveWrite(platform, tenant, act, beside),
    lifeWrite(platform, tenant, act, told),
  ]);
  return done.ok;
}

/** What has happened to a municipality, newest first. */
export async function readLife(platform: Table, tenant: TenantId): Promise<LifeRow[]> {
  const { pk } = platformKeys.life(tenant, '');
  return (await platform.query(pk, lifeRow, { newestFirst: true })).items;
}
