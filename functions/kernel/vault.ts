import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Table } from './table.ts';
import type { Key } from './tenancy/keys.ts';

/**
 * Free text and maps under the tenant's own key (envelope encryption: AES-256-GCM under a data key that the tenant's KMS key
 * wraps). What is sealed is bound to the tenant and to its place, so a copied or swapped text does not open.
 */
export interface Vault {
  /** Seals a text for `place`, e.g. the record's key and the attribute. One KMS call per tenant and five minutes. */
  seal(place: string, text: string): Promise<string>;
  /** Opens what was sealed for `place`; rejects with {@link SealBrokenError} when it was sealed for another one. */
  open(place: string, sealed: string): Promise<string>;
  /** A keyed hash (HMAC-SHA-256, 43 characters) to find a value by without keeping it; another one in every tenant and `kind`. */
  fingerprint(kind: string, text: string): Promise<string>;
  /** The half of the data key that fingerprints are made with, base64; `undefined` when nothing has ever been sealed. */
  findingKey(): Promise<string | undefined>;
  /** Begins with a new data key that has this finding half, so that fingerprints made elsewhere find; refused where another stands. */
  adoptFindingKey(finding: string): Promise<boolean>;
}

/** The text was sealed for another place or tenant, or was changed since. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

/** Wraps and unwraps data keys under the key of one tenant. */
export interface KeyService {
  /** 64 new bytes, plain and wrapped. */
  generate(): Promise<{ readonly plain: Uint8Array; readonly wrapped: Uint8Array }>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
  /** Wraps 64 bytes that were made elsewhere; for the one role that may. */
  wrap(plain: Uint8Array): Promise<Uint8Array>;
}

/** The data key in the halves it is used by. */
interface DataKey {
  readonly sealing: Uint8Array;
  readonly finding: Uint8Array;
}

/** So long a data key is kept in memory: a key that is disabled closes the cases after this time at the latest. */
export const DATA_KEY_MILLISECONDS = 5 * 60_000;

const FORM = '1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const dataKeyRow = z.object({ wrapped: z.string() });

/** Keeps unwrapped data keys for a while; one per function instance. `now` in milliseconds. */
export function dataKeys(now: () => number = () => performance.now()) {
  const kept = new Map<string, { readonly until: number; readonly key: Promise<DataKey> }>();
  return (name: string, read: () => Promise<DataKey>): Promise<DataKey> => {
    const known = kept.get(name);
    if (known && now() < known.until) return known.key;
    const key = read();
    kept.set(name, { until: now() + DATA_KEY_MILLISECONDS, key });
    key.catch(() => {
      if (kept.get(name)?.key === key) kept.delete(name);
    });
    return key;
  };
}

interface VaultParts {
  readonly tenantId: TenantId;
  readonly cases: Table;
  /** Where the wrapped data key stands. */
  readonly place: Key;
  readonly keyService: KeyService;
  readonly remember: ReturnType<typeof dataKeys>;
}

/**
 * The vault of one tenant. The first use reads the data key's row (one read) and has it unwrapped; a tenant's first use of all
 * makes the data key (one write). Two first uses at one time end with one key: the row that stands counts.
 */
export function openVault({ tenantId, cases, place, keyService, remember }: VaultParts): Vault {
  const dataKey = (): Promise<DataKey> => remember(tenantId, readDataKey);

  async function readDataKey(): Promise<DataKey> {
    const standing = await cases.get(place, dataKeyRow);
    if (standing) return halves(await keyService.unwrap(Buffer.from(standing.wrapped, 'base64')));
    const { plain, wrapped } = await keyService.generate();
    const put = await cases.put({ ...place, wrapped: Buffer.from(wrapped).toString('base64') }, true);
    return put.ok ? halves(plain) : readDataKey();
  }

  return {
    async seal(where, text) {
      const { sealing } = await dataKey();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      cipher.setAAD(Buffer.from(`${tenantId}|${where}`));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${FORM}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    async open(where, sealed) {
      const { sealing } = await dataKey();
      const [form, coded = ''] = sealed.split('.');
      const bytes = Buffer.from(coded, 'base64url');
      if (form !== FORM || bytes.length < NONCE_BYTES + TAG_BYTES) throw new SealBrokenError('unknown form');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(`${tenantId}|${where}`));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw new SealBrokenError('sealed for another place, or changed');
      }
    },
    async findingKey() {
      if (!(await cases.get(place, dataKeyRow))) return undefined;
      return Buffer.from((await dataKey()).finding).toString('base64');
    },
    async adoptFindingKey(finding) {
      const half = Buffer.from(finding, 'base64');
      const wrapped = await keyService.wrap(Buffer.concat([randomBytes(32), half]));
      await cases.put({ ...place, wrapped: Buffer.from(wrapped).toString('base64') }, true);
      return half.equals((await readDataKey()).finding);
    },
    async fingerprint(kind, text) {
      const { finding } = await dataKey();
      return createHmac('sha256', finding).update(`${kind}|${text}`).digest('base64url');
    },
  };
}

function halves(bytes: Uint8Array): DataKey {
  if (bytes.length !== 64) throw new Error('The data key has another length than 64 bytes');
  return { sealing: bytes.subarray(0, 32), finding: bytes.subarray(32) };
}
