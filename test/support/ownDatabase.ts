import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { localClient, type RunningDynamoDb, startDynamoDb } from '@ohjaamo/infra/local/dynamodb.ts';
import { localTables } from './localHouse.ts';

/**
 * Starts a DynamoDB Local for one test file, with the tables of the shared one at `shared`: a file that looks at every row many times
 * does not pay for those of other tests. Its calls are not judged by the policies; those of the shared one are.
 */
export async function startOwnDatabase(shared: string): Promise<RunningDynamoDb> {
  const own = await startDynamoDb();
  const from = localClient(shared);
  const to = localClient(own.endpoint);
  for (const TableName of Object.values(localTables)) {
    const { Table } = await from.send(new DescribeTableCommand({ TableName }));
    await to.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: Table?.AttributeDefinitions,
        KeySchema: Table?.KeySchema,
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(
          ({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
          }),
        ),
      }),
    );
  }
  from.destroy();
  to.destroy();
  return own;
}
