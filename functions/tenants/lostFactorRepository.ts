import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { platformKeys } from '../kernel/tenancy/keys.ts';

/**
 * Holds an address while its account has lost the second factor. The account is made anew under the same address, and until that is
 * done nothing else leads from the address to the one who works under it: no invitation may take it for a free one.
 */
const lostFactorRow = z.object({ subject: z.string() });

/** The account that an address is held for, consistently; `address` is everywhere its hash. */
export async function readHolder(platform: Table, address: string): Promise<string | undefined> {
  return (await platform.get(platformKeys.lostFactor(address), lostFactorRow))?.subject;
}

/** The write that holds an address for its account. */
export function holdWrite(platform: Table, address: string, subject: string): Write {
  return platform.putWrite({ ...platformKeys.lostFactor(address), kind: 'LOSTFACTOR', subject });
}

/** The write that lets an address go; harmless when it is not held. */
export function letGoWrite(platform: Table, address: string): Write {
  return { Delete: { TableName: platform.name, Key: platformKeys.lostFactor(address) } };
}

/** Fails the transaction when the address is held. */
export function notHeldCheck(platform: Table, address: string): Write {
  return {
    ConditionCheck: {
      TableName: platform.name,
      Key: platformKeys.lostFactor(address),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}
