import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
  PutItemCommand,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  type RestoreTableToPointInTimeCommandInput,
  type TableDescription,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { CommandError } from './runCommand.ts';

/** A table, and the name of its copy. */
export interface CopiedTable {
  readonly name: string;
  readonly copy: string;
}

/** AWS restores some gigabytes in under an hour as a rule; a copy that takes longer is waited for by the same command given again. */
const LONGEST_SECONDS = 4 * 60 * 60;

/**
 * What DynamoDB is asked: the table as it stood at `at`, beside the one that is in use, under its name, with the same KMS key and without
 * its index, which nobody reads there.
 */
export function restoreInput(
  { name, copy }: CopiedTable,
  at: Date,
  keyArn: string,
): RestoreTableToPointInTimeCommandInput {
  return {
    SourceTableName: name,
    TargetTableName: copy,
    RestoreDateTime: at,
    UseLatestRestorableTime: false,
    BillingModeOverride: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexOverride: [],
    SSESpecificationOverride: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn },
  };
}

/** Makes the copies of tables as they stood at an instant, by point-in-time recovery, and waits for them. One that is there is left. */
export async function copyAsOf(
  client: DynamoDBClient,
  tables: readonly CopiedTable[],
  at: Date,
): Promise<void> {
  for (const each of tables) {
    if (await describe(client, each.copy)) continue;
    const key = (await describe(client, each.name))?.SSEDescription?.KMSMasterKeyArn;
    if (key === undefined)
      throw new CommandError(`The table ${each.name} is not known, or has no key of its own.`);
    await client.send(new RestoreTableToPointInTimeCommand(restoreInput(each, at, key)));
  }
  for (const { copy } of tables) {
    await waitUntilTableExists({ client, maxWaitTime: LONGEST_SECONDS }, { TableName: copy });
  }
}

/**
 * Makes the copies on one machine, where there is no point-in-time recovery: of what the tables hold now. A copy that is there is
 * made anew.
 */
export async function copyNow(client: DynamoDBClient, tables: readonly CopiedTable[]): Promise<void> {
  await dropCopies(client, tables);
  for (const { name, copy } of tables) {
    await client.send(
      new CreateTableCommand({
        TableName: copy,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
      }),
    );
    for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true })) {
      const puts = (page.Items ?? []).map((Item) =>
        client.send(new PutItemCommand({ TableName: copy, Item })),
      );
      await Promise.all(puts);
    }
  }
}

/** Deletes the copies, as they hold personal data that nobody needs any more. */
export async function dropCopies(client: DynamoDBClient, tables: readonly CopiedTable[]): Promise<void> {
  for (const { copy } of tables) {
    if (!(await describe(client, copy))) continue;
    await client.send(new DeleteTableCommand({ TableName: copy }));
    await waitUntilTableNotExists({ client, maxWaitTime: 600 }, { TableName: copy });
  }
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
