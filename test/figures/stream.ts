import type { ContactFact } from '@ohjaamo/shared/figures/facts.ts';
import type { StaffId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

let sequence = 0;

/** A stream record of the Work table: `before` and `after` are whole items. */
export function record(before: Item | undefined, after: Item | undefined): DynamoDBRecord {
  sequence += 1;
  return {
    eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
    dynamodb: {
      SequenceNumber: String(sequence).padStart(21, '0'),
      ...(before && { OldImage: image(before) }),
      ...(after && { NewImage: image(after) }),
    },
  };
}

type Item = Readonly<Record<string, unknown>>;

/** A contact's item as the Work table holds it, as far as the figures read it. */
export function item(
  tenant: TenantId,
  id: string,
  revision: number,
  fact: ContactFact & { readonly staffIds?: readonly StaffId[] },
): Item {
  return {
    pk: `T#${tenant}#CONTACT#${id}`,
    sk: 'CONTACT',
    kind: 'CONTACT',
    id,
    revision,
    staffIds: [],
    ...fact,
  };
}

/** Writes values as DynamoDB's streams do. */
function image(values: Item): Image {
  const told = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    told.map(([name, value]): [string, Image[string]] => {
      if (typeof value === 'number') return [name, { N: String(value) }];
      if (typeof value === 'boolean') return [name, { BOOL: value }];
      if (Array.isArray(value))
        return [name, { L: (value as readonly unknown[]).map((each) => ({ S: String(each) })) }];
      if (typeof value === 'object' && value !== null) return [name, { M: image(value as Item) }];
      return [name, { S: String(value) }];
    }),
  );
}
