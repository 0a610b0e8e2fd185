import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { KeyService } from '../vault.ts';
import type { AssumeRole } from './clients.ts';
import type { DataRoleName } from './dataRoles.ts';

/** Bytes of a data key: one half seals, the other finds. */
const DATA_KEY_BYTES = 64;
/** Days until a key that lost a race is gone; the shortest that KMS takes. */
const UNUSED_KEY_DAYS = 7;

/** The name of a tenant's KMS key. Policies are written in its words (`kms:RequestAlias`). */
export function tenantKeyAlias(tenant: TenantId): string {
  return `alias/ohjaamo-tenant-${tenant}`;
}

/** Where KMS answers, when the environment does not say it. */
export interface KeyPlace {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Gives the key service of one tenant, as one data role may use it. */
export type TenantKeyServices = (tenant: TenantId, role: DataRoleName) => KeyService;

/**
 * Key services that take `roleArns[role]` with the tenant's tag, like the tables' clients. KMS itself is imported at the first
 * use: most requests never ask it. The encryption context holds the tenant, and the role's policy holds it to the tag.
 */
export function tenantKeyServices(
  roleArns: Readonly<Partial<Record<DataRoleName, string>>>,
  assume: AssumeRole,
  place: KeyPlace = {},
): TenantKeyServices {
  return (tenant, role) => {
    const open = async () => {
      const arn = roleArns[role];
      if (!arn) throw new Error(`This function may not take the data role ${role}`);
      const { KMSClient, GenerateDataKeyCommand, DecryptCommand, EncryptCommand } =
        await import('@aws-sdk/client-kms');
      const client = new KMSClient({ ...place, credentials: () => assume(arn, tenant), maxAttempts: 5 });
      return { client, GenerateDataKeyCommand, DecryptCommand, EncryptCommand };
    };
    const asked = { KeyId: tenantKeyAlias(tenant), EncryptionContext: { tenantId: tenant } };
    return {
      async generate() {
        const { client, GenerateDataKeyCommand } = await open();
        const made = await client.send(
          new GenerateDataKeyCommand({ ...asked, NumberOfBytes: DATA_KEY_BYTES }),
        );
        if (!made.Plaintext || !made.CiphertextBlob) throw new Error('KMS gave no data key');
        return { plain: made.Plaintext, wrapped: made.CiphertextBlob };
      },
      async unwrap(wrapped) {
        const { client, DecryptCommand } = await open();
        const opened = await client.send(new DecryptCommand({ ...asked, CiphertextBlob: wrapped }));
        if (!opened.Plaintext) throw new Error('KMS opened nothing');
        return opened.Plaintext;
      },
      async wrap(plain) {
        const { client, EncryptCommand } = await open();
        const made = await client.send(new EncryptCommand({ ...asked, Plaintext: plain }));
        if (!made.CiphertextBlob) throw new Error('KMS wrapped nothing');
        return made.CiphertextBlob;
      },
    };
  };
}

/** Makes the tenant's KMS key unless it stands. Can be repeated: of two runs at one time one key is used, the other deleted. */
export type MakeTenantKey = (tenant: TenantId) => Promise<void>;

/** {@link MakeTenantKey} with KMS, by the function's own credentials. */
export function kmsTenantKeys(place: KeyPlace = {}): MakeTenantKey {
  return async (tenant) => {
    const {
      AlreadyExistsException,
      CreateAliasCommand,
      CreateKeyCommand,
      DescribeKeyCommand,
      KMSClient,
      NotFoundException,
      ScheduleKeyDeletionCommand,
    } = await import('@aws-sdk/client-kms');
    const client = new KMSClient({ ...place, maxAttempts: 5 });
    const AliasName = tenantKeyAlias(tenant);
    try {
      await client.send(new DescribeKeyCommand({ KeyId: AliasName }));
      return;
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error;
    }
    const made = await client.send(
      new CreateKeyCommand({
        Description: 'Cases of one tenant',
        Tags: [{ TagKey: 'tenantId', TagValue: tenant }],
      }),
    );
    const TargetKeyId = made.KeyMetadata?.KeyId;
    if (TargetKeyId === undefined) throw new Error('KMS made no key');
    try {
      await client.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
    } catch (error) {
      if (!(error instanceof AlreadyExistsException)) throw error;
      await client.send(
        new ScheduleKeyDeletionCommand({ KeyId: TargetKeyId, PendingWindowInDays: UNUSED_KEY_DAYS }),
      );
    }
  };
}

/** Days until the key of a municipality that has left is gone; until then it is disabled. */
export const KEY_ENDS_DAYS = 7;

/** Ends the keys of municipalities that have left. Each step can be repeated. */
export interface EndTenantKey {
  /** Closes what is sealed, within five minutes everywhere. */
  disable(tenant: TenantId): Promise<void>;
  /** Has the key deleted after {@link KEY_ENDS_DAYS} days, which nobody but KMS itself can then undo. */
  end(tenant: TenantId): Promise<void>;
}

/** {@link EndTenantKey} with KMS, by the function's own credentials. */
export function kmsKeyEnd(place: KeyPlace = {}): EndTenantKey {
  const open = async (tenant: TenantId) => {
    const kms = await import('@aws-sdk/client-kms');
    const client = new kms.KMSClient({ ...place, maxAttempts: 5 });
    try {
      const { KeyMetadata } = await client.send(
        new kms.DescribeKeyCommand({ KeyId: tenantKeyAlias(tenant) }),
      );
      // A key that waits for its deletion takes no orders any more.
      const KeyId = KeyMetadata?.KeyState === 'PendingDeletion' ? undefined : KeyMetadata?.KeyId;
      return { kms, client, KeyId };
    } catch (error) {
      if (!(error instanceof kms.NotFoundException)) throw error;
      return { kms, client, KeyId: undefined };
    }
  };
  return {
    async disable(tenant) {
      const { kms, client, KeyId } = await open(tenant);
      if (KeyId !== undefined) await client.send(new kms.DisableKeyCommand({ KeyId }));
    },
    async end(tenant) {
      const { kms, client, KeyId } = await open(tenant);
      const PendingWindowInDays = KEY_ENDS_DAYS;
      if (KeyId !== undefined) {
        await client.send(new kms.ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }));
      }
    },
  };
}
