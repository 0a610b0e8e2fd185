import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import * as z from 'zod';
import { listen, type Listening, readBody } from './http.ts';

const keyFile = z.object({
  keys: z.record(
    z.string(),
    z.object({ secret: z.string(), enabled: z.boolean(), tag: z.string().optional() }),
  ),
  aliases: z.record(z.string(), z.string()),
});
type KeyFile = z.infer<typeof keyFile>;

const wire = z.object({
  KeyId: z.string().optional(),
  AliasName: z.string().optional(),
  TargetKeyId: z.string().optional(),
  NumberOfBytes: z.int().min(1).max(1024).optional(),
  EncryptionContext: z.record(z.string(), z.string()).default({}),
  CiphertextBlob: z.string().optional(),
  Plaintext: z.string().optional(),
  Tags: z.array(z.object({ TagKey: z.string(), TagValue: z.string() })).default([]),
});
type Wire = z.infer<typeof wire>;

/** A request to KMS with the credentials it came with, for whoever judges it by the policies. */
export interface KeyRequest {
  readonly operation: string;
  readonly alias: string | undefined;
  /** The tag `tenantId` of the key, or that a new one is to get. */
  readonly keyTag: string | undefined;
  readonly encryptionContext: Readonly<Record<string, string>>;
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
}

/** Answers with why a request is refused; `undefined` when its role may do it. */
export type KeyRefusal = (request: KeyRequest) => string | undefined;

class KeyFault extends Error {
  readonly type: string;
  constructor(type: string) {
    super(type);
    this.type = type;
  }
}

const NONCE = 12;
const TAG = 16;
/** Length of a key id at the head of a ciphertext. */
const KEY_ID = 36;

/**
 * Stands in for AWS KMS: symmetric keys, aliases, data keys bound to an encryption context, disabling and deletion, by its
 * JSON protocol. Keys stand in `file`, readable by its owner alone, or in memory. `refusal` judges requests as IAM does.
 */
export async function startKeyService(
  options: { readonly file?: string; readonly refusal?: KeyRefusal } = {},
): Promise<Listening> {
  const { file, refusal } = options;
  const store: KeyFile =
    file !== undefined && existsSync(file)
      ? keyFile.parse(JSON.parse(readFileSync(file, 'utf8')))
      : { keys: {}, aliases: {} };
  const save = (): void => {
    if (file !== undefined) writeFileSync(file, JSON.stringify(store), { mode: 0o600 });
  };
  const server = createServer((request, response) => {
    void readBody(request, 100_000).then((body) => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const answer = (status: number, content: unknown): void => {
        response
          .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
          .end(JSON.stringify(content));
      };
      try {
        const asked = wire.parse(JSON.parse(body?.toString('utf8') ?? '{}'));
        const token = request.headers['x-amz-security-token'];
        const refused = refusal?.({
          operation,
          alias: asked.KeyId?.startsWith('alias/') ? asked.KeyId : asked.AliasName,
          keyTag: tagOf(store, operation, asked),
          encryptionContext: asked.EncryptionContext,
          accessKeyId: /Credential=([^/]+)\//u.exec(request.headers.authorization ?? '')?.[1] ?? '',
          sessionToken: typeof token === 'string' ? token : undefined,
        });
        if (refused !== undefined) throw new KeyFault('AccessDeniedException');
        answer(200, perform(store, operation, asked));
        save();
      } catch (error) {
        answer(400, { __type: error instanceof KeyFault ? error.type : 'ValidationException' });
      }
    });
  });
  return listen(server);
}

function perform(store: KeyFile, operation: string, asked: Wire): unknown {
  switch (operation) {
    case 'CreateKey': {
      const id = randomUUID();
      const tag = tagOf(store, operation, asked);
      store.keys[id] = {
        secret: randomBytes(32).toString('base64'),
        enabled: true,
        ...(tag !== undefined && { tag }),
      };
      return { KeyMetadata: { KeyId: id } };
    }
    case 'CreateAlias': {
      const { AliasName = '', TargetKeyId = '' } = asked;
      if (store.aliases[AliasName] !== undefined) throw new KeyFault('AlreadyExistsException');
      keyOf(store, TargetKeyId);
      store.aliases[AliasName] = TargetKeyId;
      return {};
    }
    case 'DescribeKey':
      return { KeyMetadata: { KeyId: keyOf(store, asked.KeyId).id } };
    case 'DisableKey':
    case 'EnableKey':
      keyOf(store, asked.KeyId).key.enabled = operation === 'EnableKey';
      return {};
    case 'ScheduleKeyDeletion': {
      // The cloud waits for days; nobody waits here, and no alias may lead to a key that is gone.
      const { id } = keyOf(store, asked.KeyId);
      store.keys = Object.fromEntries(Object.entries(store.keys).filter(([each]) => each !== id));
      store.aliases = Object.fromEntries(Object.entries(store.aliases).filter(([, each]) => each !== id));
      return { KeyId: id };
    }
    case 'GenerateDataKey': {
      const plain = randomBytes(asked.NumberOfBytes ?? 32);
      const { id, key } = usable(store, asked.KeyId);
      const blob = wrap(id, key.secret, asked.EncryptionContext, plain);
      return { KeyId: id, Plaintext: plain.toString('base64'), CiphertextBlob: blob };
    }
    case 'Encrypt': {
      const { id, key } = usable(store, asked.KeyId);
      const plain = Buffer.from(asked.Plaintext ?? '', 'base64');
      return { KeyId: id, CiphertextBlob: wrap(id, key.secret, asked.EncryptionContext, plain) };
    }
    case 'Decrypt': {
      const blob = Buffer.from(asked.CiphertextBlob ?? '', 'base64');
      const { id, key } = usable(store, blob.subarray(0, KEY_ID).toString('utf8'));
      if (asked.KeyId !== undefined && keyOf(store, asked.KeyId).id !== id)
        throw new KeyFault('IncorrectKeyException');
      return { KeyId: id, Plaintext: unwrap(key.secret, asked.EncryptionContext, blob).toString('base64') };
    }
    default:
      throw new KeyFault('UnsupportedOperationException');
  }
}

function tagOf(store: KeyFile, operation: string, asked: Wire): string | undefined {
  if (operation === 'CreateKey') {
    return asked.Tags.find(({ TagKey }) => TagKey === 'tenantId')?.TagValue;
  }
  const name = asked.TargetKeyId ?? asked.KeyId ?? '';
  return store.keys[store.aliases[name] ?? name]?.tag;
}

function keyOf(store: KeyFile, name = ''): { readonly id: string; readonly key: KeyFile['keys'][string] } {
  const id = name.startsWith('alias/') ? (store.aliases[name] ?? '') : name;
  const key = store.keys[id];
  if (!key) throw new KeyFault('NotFoundException');
  return { id, key };
}

function usable(store: KeyFile, name?: string): ReturnType<typeof keyOf> {
  const found = keyOf(store, name);
  if (!found.key.enabled) throw new KeyFault('DisabledException');
  return found;
}

/** The encryption context as bytes, whatever the order of its names. */
function contextBytes(context: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function wrap(id: string, secret: string, context: Wire['EncryptionContext'], plain: Buffer): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(secret, 'base64'), nonce);
  cipher.setAAD(contextBytes(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from(id), nonce, cipher.getAuthTag(), body]).toString('base64');
}

function unwrap(secret: string, context: Wire['EncryptionContext'], blob: Buffer): Buffer {
  const start = KEY_ID + NONCE;
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(secret, 'base64'),
    blob.subarray(KEY_ID, start),
  );
  decipher.setAAD(contextBytes(context));
  decipher.setAuthTag(blob.subarray(start, start + TAG));
  try {
    return Buffer.concat([decipher.update(blob.subarray(start + TAG)), decipher.final()]);
  } catch {
    throw new KeyFault('InvalidCiphertextException');
  }
}
