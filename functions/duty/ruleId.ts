import { createHash } from 'node:crypto';
import type { PlaceId } from '@ohjaamo/shared/duty/rota.ts';

/**
 * The id of the plan's rule for a place: ten characters of `[0-9a-z]` that follow from the place (base 36 of its SHA-256), so
 * that publishing again replaces the rule instead of adding one.
 */
export function ruleIdOf(place: PlaceId): string {
  const digest = createHash('sha256').update(`duty ${place}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(10, '0').slice(-10);
}
