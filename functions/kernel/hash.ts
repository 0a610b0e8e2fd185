import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * SHA-256 in base64url: what is kept of a secret or an e-mail address, how the content of a request is compared with its
 * repetition, and what tells two states apart. Several parts are kept apart as JSON, `undefined` as null.
 */
export function hashOf(...parts: readonly unknown[]): string {
  // A single text is hashed bare; joining several bare would let one part run into the next.
  const text = parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : JSON.stringify(parts);
  return createHash('sha256').update(text).digest('base64url');
}

/** Whether a secret is the one that was hashed, in a time that does not tell how much of it is right. */
export function matchesHash(secret: string, hash: string): boolean {
  const one = Buffer.from(hashOf(secret));
  const other = Buffer.from(hash);
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Ten characters of `[0-9a-f]` that are the same for the same parts: an id that follows from what it is of. */
export function shortHashOf(...parts: readonly unknown[]): string {
  return Buffer.from(hashOf(...parts, ''), 'base64url')
    .toString('hex')
    .slice(0, 10);
}

/** Numbers from 0 to 1 by name, that follow from a secret and tell nothing of it or of each other. */
export function chanceFrom(secret: string): (name: string) => number {
  return (name) => Buffer.from(hashOf(secret, name), 'base64url').readUIntBE(0, 6) / 2 ** 48;
}
