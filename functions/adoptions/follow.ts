import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';
import { type AdoptionNote, noteAdoption } from '../templates/index.ts';
import { lineRow } from './rows.ts';

/**
 * Tells the network which version of a template a municipality uses. The line of a copy is the outbox: it goes out with the transaction
 * that made or changed the copy, and the note knows how often the copy has gone over to another version, so that a line that comes
 * twice, or late, is counted once.
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
      log('RECORD_APPLIED');
    } catch (error) {
      log('RECORD_REFUSED', errorFields(error));
      batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
    }
  }
  return { batchItemFailures };
}

/** What a line says now, unless it stands on the same version as before. */
function noteOf({ dynamodb: { NewImage, OldImage } = {} }: DynamoDBRecord): AdoptionNote | undefined {
  const [after, before] = [NewImage, OldImage].map(
    (image) => image && unmarshall(image as Parameters<typeof unmarshall>[0]),
  );
  if (!after) return undefined;
  const { kind, name, address, municipality, uses } = lineRow.parse(after).value;
  if (before && lineRow.parse(before).value.uses === uses) return undefined;
  const tenant = tenantId.parse(tenantOfKey(String(after['pk'])));
  return { tenantId: tenant, municipality, kind, name, address, revision: uses };
}
