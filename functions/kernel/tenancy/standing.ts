import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { isGone, isOfNetwork, isOpen, tenantState } from '@ohjaamo/shared/tenants/life.ts';
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

const namedRow = z.object({ state: tenantState, municipalityCode: z.string() });

/**
 * The code under which the network hears of a municipality, as the register has it: what rows say of themselves may have come from
 * outside. `undefined` for one that is not open yet, leaves, or is not known. Reads 1 unit.
 */
export async function codeInNetwork(platform: Table, tenant: TenantId): Promise<string | undefined> {
  const row = await platform.get(platformKeys.tenant(tenant), namedRow);
  return row && isOfNetwork(row.state) ? row.municipalityCode : undefined;
}

/** Since when the register has a municipality, an instant; one that came with an export has been there since it was taken in. Reads 1 unit. */
export async function registeredSince(platform: Table, tenant: TenantId): Promise<string | undefined> {
  return (await platform.get(platformKeys.tenant(tenant), sinceRow))?.createdAt;
}

const sinceRow = z.object({ createdAt: z.string() });
