import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, log } from './log.ts';
import { traced, traceOfRecord } from './trace.ts';

/**
 * Applies the records of a stream's batch one after another, in their order. One that fails is logged without what it holds and reported by
 * its sequence number, and keeps none of the others from their turn. What is logged meanwhile bears the trace of the request that wrote the row. What comes behind it is delivered once more with it, so `apply`
 * must have the same effect once.
 */
export async function eachRecord(
  { Records }: DynamoDBStreamEvent,
  apply: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
  for (const record of Records) {
    await traced(traceOfRecord(record), async () => {
      try {
        await apply(record);
      } catch (error) {
        log('RECORD_REFUSED', errorFields(error));
        batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
      }
    });
  }
  return { batchItemFailures };
}
