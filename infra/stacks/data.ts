import { Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { indexes, keyKinds, type TableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { Construct } from 'constructs';
import { DEFAULT_REGION } from '../constructs/places.ts';
import { removalOf, stageOf } from '../constructs/stages.ts';
import { TableRights } from '../constructs/tableRights.ts';

/** Tables whose changes others follow: facts to figures, and the control plane's outbox. */
const streamed: readonly TableName[] = ['work', 'platform'];

/**
 * The five tables (they differ in role, key, backup and retention), each with a KMS key of its own, and the roles that
 * may reach them.
 */
export class DataStack extends Stack {
  readonly tables: Readonly<Record<TableName, TableV2>>;
  readonly tableKeys: Readonly<Record<TableName, Key>>;
  readonly rights: TableRights;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    // A table with a key of its own cannot be made for a region that is not known yet.
    super(scope, id, { env: { region: DEFAULT_REGION }, ...props });
    const names = Object.keys(keyKinds) as TableName[];
    const made = names.map((name) => [name, this.makeTable(name)] as const);
    this.tables = Object.fromEntries(made.map(([name, { table }]) => [name, table])) as Record<
      TableName,
      TableV2
    >;
    this.tableKeys = Object.fromEntries(made.map(([name, { key }]) => [name, key])) as Record<TableName, Key>;
    this.rights = new TableRights(this, 'Rights', { tables: this.tables, tableKeys: this.tableKeys });
  }

  private makeTable(name: TableName): { table: TableV2; key: Key } {
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    const key = new Key(this, `${title}Key`, {
      description: `Encrypts the ${title} table`,
      enableKeyRotation: true,
      removalPolicy: removalOf(this),
    });
    const index = name in indexes ? indexes[name as keyof typeof indexes] : undefined;
    const table = new TableV2(this, `${title}Table`, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stageOf(this).isKept,
      removalPolicy: removalOf(this),
      timeToLiveAttribute: 'expiresAtSeconds',
      ...(streamed.includes(name) && { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
      ...(index && {
        globalSecondaryIndexes: [
          {
            indexName: index.name,
            partitionKey: { name: index.pk, type: AttributeType.STRING },
            sortKey: { name: index.sk, type: AttributeType.STRING },
          },
        ],
      }),
    });
    return { table, key };
  }
}
