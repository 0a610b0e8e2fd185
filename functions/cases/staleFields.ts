import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { ClientRow } from './rows.ts';

/**
 * The fields in which a change that came too late differs from what stands, for `stale-version`. Names of fields only: whoever asks
 * reads both values, the own one from the form and the other from the client.
 */
export function staleFields(
  standing: Partial<ClientRow>,
  asked: Partial<ClientRow>,
  fields: readonly (keyof ClientRow)[],
): NonNullable<Problem['errors']> {
  return fields
    .filter((field) => standing[field] !== asked[field])
    .map((field) => ({ pointer: `/body/${field}`, code: 'changed_meanwhile' }));
}
