import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type DataRoleName, dataRoles } from './dataRoles.ts';
import { prefixGuard, type TableNames, tenantGuard } from './guard.ts';

type Guard = (operation: string, wire: Record<string, unknown>) => void;
type Credentials = NonNullable<ConstructorParameters<typeof DynamoDBClient>[0]>['credentials'];

/** How many tenants' clients one function instance keeps. */
const CLIENTS_KEPT = 50;
/** Seconds a tenant's credentials live: the STS maximum for a role assumed by a role. */
const CREDENTIAL_SECONDS = 3600;

function guardedClient(guard: Guard, credentials?: Credentials): DynamoDBDocumentClient {
  const client = new DynamoDBClient({ ...(credentials && { credentials }), maxAttempts: 5 });
  client.middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as { headers: Record<string, string>; body?: string };
      const target = request.headers['x-amz-target'] ?? request.headers['X-Amz-Target'] ?? '';
      guard(target.split('.')[1] ?? '', JSON.parse(request.body ?? '{}') as Record<string, unknown>);
      return next(args);
    },
    { step: 'build', priority: 'low', name: 'keyGuard' },
  );
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Gives the guarded client of one tenant and data role; there is no other way to a tenant's table. */
export type TenantClients = (tenant: TenantId, role: DataRoleName) => DynamoDBDocumentClient;

/**
 * Clients that assume `roleArns[role]` with the session tag `tenantId`, least recently used dropped first.
 * A role without an ARN fails closed: the function's own role has no right on tenant tables.
 */
export function tenantClients(
  tables: TableNames,
  roleArns: Readonly<Partial<Record<DataRoleName, string>>>,
): TenantClients {
  const sts = new STSClient({});
  const kept = new Map<string, DynamoDBDocumentClient>();

  return (tenant, role) => {
    const name = `${tenant} ${role}`;
    const arn = roleArns[role];
    if (!arn) throw new Error(`This function may not take the data role ${role}`);
    const client =
      kept.get(name) ??
      guardedClient(tenantGuard(tenant, dataRoles[role], tables), () => assumeTenantRole(sts, arn, tenant));
    kept.delete(name);
    kept.set(name, client);
    if (kept.size > CLIENTS_KEPT) kept.delete(kept.keys().next().value ?? '');
    return client;
  };
}

async function assumeTenantRole(sts: STSClient, roleArn: string, tenant: TenantId) {
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
}

/** The function's own client for the Network or the Platform table, held to that table's prefix. */
export function globalClient(prefix: 'N#' | 'P#', table: string): DynamoDBDocumentClient {
  return guardedClient(prefixGuard(prefix, table));
}
