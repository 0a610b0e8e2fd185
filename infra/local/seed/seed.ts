import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { table } from '@ohjaamo/functions/kernel/table.ts';
import type { TableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import {
  type KeyPlace,
  kmsTenantKeys,
  tenantKeyServices,
} from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import { publishShipped } from '@ohjaamo/functions/templates/index.ts';
import { cognitoIdentity } from '@ohjaamo/functions/tenants/index.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION, localClient } from '../dynamodb.ts';
import { adoptPractice } from './adoptions.ts';
import { writeCatalogue } from './catalogue.ts';
import { recordContacts } from './contacts.ts';
import { giveFeedback } from './feedback.ts';
import { describeFault } from './fault.ts';
import { writeGroups } from './groups.ts';
import { writeHistory } from './history.ts';
import { loadDemoData } from './load.ts';
import { firstDay } from './past.ts';
import { writeNotes } from './notes.ts';
import { writePeople } from './people.ts';
import { writePersons } from './persons.ts';
import { writePlan } from './plans.ts';
import { createUsers, type SeededUser } from './users.ts';
import { type SeedTables, writeTenant } from './write.ts';

/** What is seeded: DynamoDB Local with its tables, and the identity stand-in. */
export interface SeedTarget {
  readonly dynamoDbEndpoint: string;
  readonly keyEndpoint: string;
  /** Physical names of the five tables. */
  readonly tables: Readonly<Record<TableName, string>>;
  readonly identity: { readonly endpoint: string; readonly userPoolId: string; readonly clientId: string };
}

/** The demo data was refused; the message holds every fault on a line of its own. */
export class DemoDataError extends Error {
  override name = 'DemoDataError';
}

/**
 * Loads the demo municipalities, their accounts and some invented contacts of the weeks before `now` (milliseconds since
 * 1970). Everything is checked before the first row is written. Gives who can sign in.
 */
export async function seed(
  target: SeedTarget,
  options: { readonly now: number; readonly folder?: string },
): Promise<readonly SeededUser[]> {
  const folder = options.folder ?? join(import.meta.dirname, '../../../demo-data');
  const loaded = loadDemoData(folder);
  if (!loaded.ok) throw new DemoDataError(loaded.error.map(describeFault).join('\n'));
  const client = localClient(target.dynamoDbEndpoint);
  const identityClient = new CognitoIdentityProviderClient({
    endpoint: target.identity.endpoint,
    region: LOCAL_REGION,
    credentials: LOCAL_CREDENTIALS,
  });
  try {
    const place = { endpoint: target.keyEndpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS };
    const marshallOptions = { removeUndefinedValues: true };
    const documents = DynamoDBDocumentClient.from(client, { marshallOptions });
    const tables = openTables(documents, target.tables, place);
    const makeKey = kmsTenantKeys(place);
    const createdAt = new Date(options.now).toISOString();
    for (const tenant of loaded.value) {
      await writeTenant(tables, tenant, createdAt);
      await makeKey(tenant.tenantId);
    }
    const identity = cognitoIdentity(target.identity, identityClient);
    const users = await createUsers(identity, tables.platform, loaded.value);
    await publishShipped(tables.network, libraryOpened(options.now));
    await adoptPractice(tables.openScope, tables.network, loaded.value, options.now);
    for (const tenant of loaded.value) await writeGroups(tables.openScope, tenant, options.now);
    for (const tenant of loaded.value) await writePeople(tables.openScope, tenant, options.now);
    for (const tenant of loaded.value) await writeNotes(tables.openScope, tenant, options.now);
    for (const tenant of loaded.value) await writePlan(tables.openScope, tenant, options.now);
    await writeCatalogue(tables.openScope, loaded.value, createdAt);
    await writeHistory(tables.openScope, loaded.value, options.now);
    await writePersons(tables.openScope, loaded.value, options.now);
    await recordContacts(tables.openScope, loaded.value, options.now);
    await giveFeedback(tables.openScope, loaded.value, options.now);
    return users;
  } finally {
    client.destroy();
    identityClient.destroy();
  }
}

/** The library is older than what the demo remembers: its templates were there before anybody took them up. */
function libraryOpened(now: number): string {
  return `${dateOfDay(firstDay(now))}T06:00:00.000Z`;
}

function openTables(
  client: DynamoDBDocumentClient,
  names: SeedTarget['tables'],
  place: KeyPlace,
): SeedTables {
  const roles = Object.fromEntries(Object.keys(dataRoles).map((name) => [name, name]));
  const assume = () => Promise.resolve({ ...LOCAL_CREDENTIALS });
  return {
    openScope: scopes(() => client, names, tenantKeyServices(roles, assume, place)),
    network: table(client, names.network),
    platform: table(client, names.platform),
  };
}
