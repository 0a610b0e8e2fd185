import { createHash } from 'node:crypto';

/**
 * Ten characters of `[0-9a-z]` that follow from the text (base 36 of its SHA-256). Only demo data gets such ids: loading it
 * twice then replaces rows instead of doubling them. Ids of real tenants are random.
 */
export function derivedId(text: string): string {
  return derivedText(text, 10);
}

/** The same with twenty characters, for records. */
export function derivedRecordId(text: string): string {
  return derivedText(text, 20);
}

function derivedText(text: string, length: number): string {
  const digest = createHash('sha256').update(`ohjaamo demo data ${text}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(length, '0').slice(-length);
}
