import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;
const image = (row: Record<string, unknown>) => marshall(row) as Image;

/** A row of the Work table as its stream brings it, with what stood there before. */
export function streamed(after: Record<string, unknown>, before?: Record<string, unknown>): DynamoDBRecord {
  return {
    dynamodb: { SequenceNumber: '1', NewImage: image(after), ...(before && { OldImage: image(before) }) },
  };
}
