import { timingSafeEqual } from 'node:crypto';
import { hashOf } from '../kernel/hash.ts';

/** Whether a secret is the one that was hashed, in a time that does not tell how much of it is right. */
export function matchesHash(secret: string, hash: string): boolean {
  const one = Buffer.from(hashOf(secret));
  const other = Buffer.from(hash);
  return one.length === other.length && timingSafeEqual(one, other);
}
