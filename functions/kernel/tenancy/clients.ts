import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type DataRoleName, dataRoles } from './dataRoles.ts';
import { keyListGuard, prefixGuard, type TableNames, tenantGuard } from './guard.ts';

type Guard = (operation: string, wire: Record<string, unknown>) => void;
type Provider = Extract<DynamoDBClientConfig['credentials'], (...given: never[]) => unknown>;
type AwsCredentialIdentity = Awaited<ReturnType<Provider>>;

/** How many tenants' clients one function instance keeps: all municipalities there are likely to be, in two roles. */
const CLIENTS_KEPT = 200;
/** How many more it keeps of tenants in whose tables it has found nothing yet. */
const CLIENTS_ON_TRIAL = 10;
/** Seconds a tenant's credentials live: the STS maximum for a role assumed by a role. */
const CREDENTIAL_SECONDS = 3600;

/** `onFound` is called with every answer in which there is an item. */
function guardedClient(guard: Guard, credentials?: Provider, onFound?: () => void): DynamoDBDocumentClient {
  const client = new DynamoDBClient({ ...(credentials && { credentials }), maxAttempts: 5 });
  client.middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as { headers: Record<string, string>; body?: string | Uint8Array };
      const target = request.headers['x-amz-target'] ?? request.headers['X-Amz-Target'] ?? '';
      guard(target.split('.')[1] ?? '', JSON.parse(bodyText(request.body)) as Record<string, unknown>);
      const answer = await next(args);
      const { Item, Items } = answer.output as { Item?: unknown; Items?: readonly unknown[] };
      if (Item !== undefined || (Items ?? []).length > 0) onFound?.();
      return answer;
    },
    { step: 'build', priority: 'low', name: 'keyGuard' },
  );
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** The body as text, whichever form the SDK's serialiser gave it. */
function bodyText(body: string | Uint8Array | undefined): string {
  return typeof body === 'object' ? new TextDecoder().decode(body) : (body ?? '{}');
}

/** Gives the guarded client of one tenant and data role; there is no other way to a tenant's table. */
export type TenantClients = (tenant: TenantId, role: DataRoleName) => DynamoDBDocumentClient;

/** Takes a data role for one tenant and gives its credentials. */
export type AssumeRole = (roleArn: string, tenant: TenantId) => Promise<AwsCredentialIdentity>;

/**
 * Clients that assume `roleArns[role]` with the session tag `tenantId`, least recently used dropped first.
 * A role without an ARN fails closed: the function's own role has no right on tenant tables. `assume` is STS unless a
 * test gives another.
 *
 * A link names its tenant itself, so anybody can make up tenants. A client is on trial until it has found an item: made-up
 * tenants push out each other, never a municipality.
 */
export function tenantClients(
  tables: TableNames,
  roleArns: Readonly<Partial<Record<DataRoleName, string>>>,
  assume: AssumeRole = throughSts(),
): TenantClients {
  const kept = new Map<string, DynamoDBDocumentClient>();
  const onTrial = new Map<string, DynamoDBDocumentClient>();

  function open(name: string, tenant: TenantId, role: DataRoleName, arn: string): DynamoDBDocumentClient {
    const client = guardedClient(
      tenantGuard(tenant, dataRoles[role], tables),
      () => assume(arn, tenant),
      () => {
        if (onTrial.delete(name)) keepLatest(kept, name, client, CLIENTS_KEPT);
      },
    );
    return client;
  }

  return (tenant, role) => {
    const name = `${tenant} ${role}`;
    const arn = roleArns[role];
    if (!arn) throw new Error(`This function may not take the data role ${role}`);
    const proven = kept.get(name);
    if (proven) return keepLatest(kept, name, proven, CLIENTS_KEPT);
    const client = onTrial.get(name) ?? open(name, tenant, role, arn);
    return keepLatest(onTrial, name, client, CLIENTS_ON_TRIAL);
  };
}

/** Keeps a client as the latest used one; the one that was not used for longest goes when there are more than `most`. */
function keepLatest(
  clients: Map<string, DynamoDBDocumentClient>,
  name: string,
  client: DynamoDBDocumentClient,
  most: number,
): DynamoDBDocumentClient {
  clients.delete(name);
  clients.set(name, client);
  if (clients.size > most) clients.delete(clients.keys().next().value ?? '');
  return client;
}

/** Takes data roles by STS, with the tenant's tag. */
export function throughSts(): AssumeRole {
  const sts = new STSClient({});
  return async (roleArn, tenant) => {
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: `tenant-${tenant}`,
        DurationSeconds: CREDENTIAL_SECONDS,
        Tags: [{ Key: 'tenantId', Value: tenant }],
      }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken || !given.Expiration) {
      throw new Error('The tenant role gave no credentials');
    }
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration,
    };
  };
}

/** The function's own client for the Network or the Platform table, held to that table's prefix. */
export function globalClient(prefix: 'N#' | 'P#', table: string): DynamoDBDocumentClient {
  return guardedClient(prefixGuard(prefix, table));
}

/** A client that can scan, and gets keys by it and nothing else; for the keys of a municipality that leaves. */
export function keyListingClient(tables: readonly string[]): DynamoDBDocumentClient {
  return guardedClient(keyListGuard(tables));
}
