import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The parts of a synthesised CloudFormation template that the local stack reads. */
export interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

interface GlobalTable {
  readonly AttributeDefinitions: CreateTableCommandInput['AttributeDefinitions'];
  readonly KeySchema: CreateTableCommandInput['KeySchema'];
  readonly GlobalSecondaryIndexes?: CreateTableCommandInput['GlobalSecondaryIndexes'];
  readonly StreamSpecification?: { readonly StreamViewType: 'NEW_AND_OLD_IMAGES' };
}

/**
 * What to create in DynamoDB Local for the tables of a synthesised template, named by logical id without its hash
 * (`WorkTable`). Billing is set to on-demand; encryption, backups and protection have no meaning there.
 */
export function tableInputs(template: Template): CreateTableCommandInput[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable')
    .map(([logicalId, { Properties }]) => {
      const table = Properties as unknown as GlobalTable;
      return {
        TableName: localTableName(logicalId),
        AttributeDefinitions: table.AttributeDefinitions,
        KeySchema: table.KeySchema,
        BillingMode: 'PAY_PER_REQUEST' as const,
        ...(table.GlobalSecondaryIndexes && {
          GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(
            ({ IndexName, KeySchema, Projection }) => ({
              IndexName,
              KeySchema,
              Projection,
            }),
          ),
        }),
        ...(table.StreamSpecification && {
          StreamSpecification: { StreamEnabled: true, ...table.StreamSpecification },
        }),
      };
    });
}

/** `WorkTable1A2B3C4D` → `WorkTable`: CDK ends a logical id with eight hexadecimal digits. */
export function localTableName(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/u, '');
}
