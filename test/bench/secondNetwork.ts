import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localTables } from '../support/localHouse.ts';

/** Makes a second table of the form of the Network table, for a network of another size beside it. */
export async function secondNetwork(client: DynamoDBClient, name: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: localTables.NETWORK_TABLE }));
  await client.send(
    new CreateTableCommand({
      TableName: name,
      AttributeDefinitions: Table?.AttributeDefinitions,
      KeySchema: Table?.KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
}
