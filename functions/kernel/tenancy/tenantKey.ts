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
      const { KMSClient, GenerateDataKeyCommand, DecryptCommand } = await import('@aws-sdk/client-kms');
      const client = new KMSClient({ ...place, credentials: () => assume(arn, tenant), maxAttempts: 5 });
      return { client, GenerateDataKeyCommand, DecryptCommand };
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
