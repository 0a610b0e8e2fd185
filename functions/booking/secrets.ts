import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in base64url: what is kept of a secret, and how the content of a request is compared with its repetition. */
export function hashOf(...parts: readonly (string | undefined)[]): string {
  // JSON keeps the parts apart: joining them bare would let one part run into the next.
  const text = parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts.map((part) => part ?? null));
  return createHash('sha256').update(text).digest('base64url');
}

/** Whether a secret is the one that was hashed, in a time that does not tell how much of it is right. */
export function matchesHash(secret: string, hash: string): boolean {
  const one = Buffer.from(hashOf(secret));
  const other = Buffer.from(hash);
  return one.length === other.length && timingSafeEqual(one, other);
}
