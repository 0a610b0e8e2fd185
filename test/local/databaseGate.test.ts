import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { readAssembly } from '@ohjaamo/infra/local/assembly.ts';
import { readBlueprint } from '@ohjaamo/infra/local/blueprint.ts';
import { startDatabaseGate } from '@ohjaamo/infra/local/databaseGate.ts';
import { readRights } from '@ohjaamo/infra/local/rights.ts';
import { resolveTemplates } from '@ohjaamo/infra/local/templates.ts';
import { accessKeyOf } from '@ohjaamo/infra/local/trust.ts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { testService } from '../infra/service.ts';

const ROVANIEMI = 'a1b2c3d4e5';
const HELSINKI = 'z9y8x7w6v5';

let gate: Awaited<ReturnType<typeof startDatabaseGate>>;
let roles: readonly string[];
const clients: DynamoDBClient[] = [];

beforeAll(async () => {
  const assembly = readAssembly(testService().app.synth().directory);
  const templates = resolveTemplates(assembly.stacks);
  const { functions } = readBlueprint(templates, assembly);
  roles = templates.ofType('AWS::IAM::Role').map(({ ref }) => ref);
  gate = await startDatabaseGate(inject('dynamoDbEndpoint'), readRights(templates, functions).database);
}, 90_000);
afterAll(async () => {
  for (const client of clients) client.destroy();
  await gate.stop();
});

function connect(accessKeyId: string, sessionToken?: string): DynamoDBClient {
  const credentials = { accessKeyId, secretAccessKey: 'local', ...(sessionToken && { sessionToken }) };
  const client = new DynamoDBClient({
    endpoint: gate.endpoint,
    region: 'eu-north-1',
    credentials,
    maxAttempts: 1,
  });
  clients.push(client);
  return client;
}

/** A function with its own role, as the local stack gives it its key. */
const asFunction = (name: string) => connect(accessKeyOf(`${name}Function`));

/** A function that has taken a data role for a tenant. */
function asDataRole(name: string, tenant: string): DynamoDBClient {
  const role = roles.find((each) => each.startsWith(`Rights${name}DataRole`)) ?? '';
  return connect(`TENANT${tenant.toUpperCase()}`, `${role}/tenant-${tenant}`);
}

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'X' } });
const get = (TableName: string, pk: string) => new GetItemCommand({ TableName, Key: key(pk) });
/** Of a row that is not there: whoever may, changes nothing. */
const put = (TableName: string, pk: string) => ({
  TableName,
  Item: key(pk),
  ConditionExpression: 'attribute_exists(pk)',
});
const query = (TableName: string, pk: string) =>
  new QueryCommand({
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  });

const refused = { name: 'AccessDeniedException' };

describe('the database on this machine', () => {
  it('lets a function do with its own role what its policy says', async () => {
    await expect(
      asFunction('Figures').send(get('NetworkTable', 'N#PUBLISHED#2027-Q1')),
    ).resolves.toBeDefined();
    await expect(asFunction('Booking').send(get('NetworkTable', 'N#SLUG#inari'))).resolves.toBeDefined();
  });

  it('refuses a function another kind of row, another operation and a table of tenants', async () => {
    const figures = asFunction('Figures');
    await expect(figures.send(query('NetworkTable', 'N#SUBMITTED#2027-Q1'))).rejects.toMatchObject(refused);
    await expect(figures.send(query('NetworkTable', 'N#PUBLISHED#2027-Q1'))).rejects.toMatchObject(refused);
    await expect(figures.send(new ScanCommand({ TableName: 'NetworkTable' }))).rejects.toMatchObject(refused);
    await expect(figures.send(get('WorkTable', `T#${ROVANIEMI}#TENANT`))).rejects.toMatchObject(refused);
  });

  it('refuses a transaction for the sake of one of its items', async () => {
    const writes = (...pks: string[]) =>
      new TransactWriteItemsCommand({ TransactItems: pks.map((pk) => ({ Put: put('PlatformTable', pk) })) });
    const create = asFunction('CreateTenant');
    await expect(create.send(writes('P#TENANTS', 'P#SLUG#inari'))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    });
    await expect(create.send(writes('P#TENANTS', 'P#SUBJECT#x'))).rejects.toMatchObject(refused);
  });

  it('holds the session of a data role to its tenant', async () => {
    const street = asDataRole('Street', ROVANIEMI);
    await expect(street.send(query('WorkTable', `T#${ROVANIEMI}#TENANT`))).resolves.toBeDefined();
    await expect(street.send(query('WorkTable', `T#${HELSINKI}#TENANT`))).rejects.toMatchObject(refused);
    await expect(street.send(query('CasesTable', `T#${ROVANIEMI}#CLIENT`))).rejects.toMatchObject(refused);
  });

  it('knows nobody without a role', async () => {
    const nobody = connect('NOBODY');
    await expect(nobody.send(new PutItemCommand(put('NetworkTable', 'N#SLUG#inari')))).rejects.toMatchObject(
      refused,
    );
  });
});
