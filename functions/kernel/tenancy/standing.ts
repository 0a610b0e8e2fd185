import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { isGone, isOpen, tenantState } from '@ohjaamo/shared/tenants/life.ts';
import * as z from 'zod';
import type { Table } from '../table.ts';
import { platformKeys } from './keys.ts';

/**
 * How a municipality stands to those who bring something from another one: OPEN takes it in, CLOSED may be open again later, GONE
 * never is.
 */
export type Standing = 'OPEN' | 'CLOSED' | 'GONE';

const stateRow = z.object({ state: tenantState });

/**
 * Asks the register, consistently, how a municipality stands; one that it does not know is gone. Whoever writes into another
 * municipality asks directly before it writes: from OPEN to the first deletion three acts of an operator and the reading of an export
 * lie in between. Reads 1 unit.
 */
export async function standingOf(platform: Table, tenant: TenantId): Promise<Standing> {
  const state = (await platform.get(platformKeys.tenant(tenant), stateRow))?.state;
  if (state === undefined || isGone(state)) return 'GONE';
  return isOpen(state) ? 'OPEN' : 'CLOSED';
}
