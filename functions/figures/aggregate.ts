import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eachRecord } from '../kernel/eachRecord.ts';
import { log } from '../kernel/log.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { applyFact } from './applyFact.ts';
import { readFactChange } from './streamRepository.ts';

/**
 * Applies a batch of the Work table's stream. A record that fails is reported by its sequence number and the others go
 * on: what is delivered again has no effect, so the others of its batch are counted at once. What comes after the batch
 * waits until the bad record has been tried often enough and left.
 */
export function aggregate(openScope: OpenScope, event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async (record) => {
    const change = readFactChange(record);
    if (!change) return;
    const outcome = await applyFact(openScope, change);
    log(outcome === 'APPLIED' ? 'RECORD_APPLIED' : 'RECORD_REPEATED');
  });
}
