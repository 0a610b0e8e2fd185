/** The public half of a worker's key pair on this device (RFC 7518 §6.2). */
export interface PublicKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** Both halves, as the service tells them to the worker who is signed in. */
export interface KeyPair extends PublicKey {
  readonly d: string;
}

/** What was sealed: the public point of a key used once, the nonce, and the text with its tag. */
export interface Sealed {
  readonly once: ArrayBuffer;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly text: ArrayBuffer;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const SECRET_BITS = 256;
const NONCE_BYTES = 12;
const PURPOSE = 'ohjaamo device';

/**
 * Seals a value for whoever has the private half: ECDH with a key used once (NIST SP 800-56A), HKDF-SHA-256 (RFC 5869), AES-256-GCM.
 * It takes the public half only, so a worker can write where nothing can be read.
 *
 * @param place what it is and whose: it opens for the same place alone
 */
export async function seal({ kty, crv, x, y }: PublicKey, place: string, value: unknown): Promise<Sealed> {
  const theirs = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, CURVE, false, []);
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const once = await crypto.subtle.exportKey('raw', pair.publicKey);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await sharedKey(pair.privateKey, theirs, once, 'encrypt');
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { once, nonce, text: await crypto.subtle.encrypt(cipher(nonce, place), key, plain) };
}

/** Opens what was sealed for the place; `undefined` with another key, for another place, or after a change. */
export async function open(pair: KeyPair, place: string, { once, nonce, text }: Sealed): Promise<unknown> {
  const { kty, crv, x, y, d } = pair;
  try {
    const own = await crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, CURVE, false, ['deriveBits']);
    const theirs = await crypto.subtle.importKey('raw', once, CURVE, false, []);
    const key = await sharedKey(own, theirs, once, 'decrypt');
    const plain = await crypto.subtle.decrypt(cipher(nonce, place), key, text);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}

/** Whether both are halves of one pair. */
export function isSamePair(one: PublicKey, other: PublicKey): boolean {
  return one.x === other.x && one.y === other.y;
}

function cipher(iv: Uint8Array<ArrayBuffer>, place: string) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) };
}

async function sharedKey(
  own: CryptoKey,
  theirs: CryptoKey,
  salt: ArrayBuffer,
  use: KeyUsage,
): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, SECRET_BITS);
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(PURPOSE);
  const derived = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return crypto.subtle.deriveKey(derived, base, { name: 'AES-GCM', length: 256 }, false, [use]);
}
