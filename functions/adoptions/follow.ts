import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import { noteAdoption, tellLesson } from '../templates/index.ts';
import { lessonOf, noteOf } from './streamRepository.ts';

/**
 * Tells the network which version of a template a municipality uses. The line of a copy is the outbox: it goes out with the transaction
 * that made or changed the copy, and the note knows how often the copy has gone over to another version, so that a line that comes
 * twice, or late, is counted once. A trial that ended as a lesson goes out the same way; it stands where it stood when it comes again.
 */
export async function tellNetwork(
  network: Table,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
  for (const record of event.Records) {
    try {
      const note = noteOf(record);
      if (note) await noteAdoption(network, note);
      const lesson = lessonOf(record);
      if (lesson) await tellLesson(network, lesson);
      log('RECORD_APPLIED');
    } catch (error) {
      log('RECORD_REFUSED', errorFields(error));
      batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
    }
  }
  return { batchItemFailures };
}
