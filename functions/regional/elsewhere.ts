import type { OpeningId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { type Municipalities, readTenant } from '../tenants/index.ts';
import { readOpening, readSister } from './repository.ts';
import type { OpeningRow, SisterRow } from './rows.ts';

/** What regional cooperation reaches beside the own municipality. */
export interface RegionalPorts {
  readonly platform: Table;
  readonly openScope: OpenScope;
  readonly municipalities: Municipalities;
}

/** An opening at the giver's, with the scope in which it may be used and the giver's names. */
export interface Opened {
  readonly giver: TenantScope;
  readonly opening: OpeningRow;
  readonly tenant: Tenant;
}

/** Why an opening cannot be reached: there is none for this municipality, or the giver is closed for now. */
export type Unreachable = 'NONE' | 'CLOSED';

/**
 * The one way into another municipality: by where the receiver's own row says that an opening stands, while the register says that the
 * giver is open, and only to an opening that names the receiver. Everybody else's gets what a missing one gets.
 * Reads 1 own row, the register, the opening, and the giver's names, which may be some seconds old.
 */
export async function reach(
  ports: RegionalPorts,
  own: TenantScope,
  id: OpeningId,
): Promise<Opened | Unreachable> {
  const sister = await readSister(own, id);
  return sister ? reachAt(ports, own.tenantId, sister) : 'NONE';
}

/** The same for a row that was read already. */
export async function reachAt(
  { platform, openScope }: RegionalPorts,
  receiver: TenantId,
  { id, giver: giverId }: SisterRow,
): Promise<Opened | Unreachable> {
  const standing = await standingOf(platform, giverId);
  if (standing !== 'OPEN') return standing === 'CLOSED' ? 'CLOSED' : 'NONE';
  const giver = openScope(giverId, 'regionalGuest');
  const [opening, tenant] = await Promise.all([
    readOpening(giver, id),
    giver.recently('tenant', () => readTenant(giver)),
  ]);
  return opening?.to.tenantId === receiver && tenant ? { giver, opening, tenant } : 'NONE';
}

/** Puts at the receiver where an opening stands; repeating it changes nothing. False while the receiver is not open. */
export async function point(
  { openScope }: RegionalPorts,
  receiver: TenantId,
  sister: SisterRow,
): Promise<void> {
  const theirs = openScope(receiver, 'regionalCourier');
  await theirs.work.put({ ...theirs.keys.sister(sister.id), ...sister }, true);
}
