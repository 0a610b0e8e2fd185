import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, log } from '../kernel/log.ts';
import { partitions } from '../kernel/tenancy/keys.ts';
import { followTenant } from './followTenant.ts';
import { sendInvitation } from './sendInvitation.ts';
import type { ProvisioningPorts } from './provisionTenant.ts';

/**
 * Stream of the Platform table: does what the state of the tenants whose registry rows changed asks for, and mails invitations. What the record says is not believed, the
 * row is read again, so the order of records means nothing: one that fails is reported, and the others go on. What comes
 * behind it is delivered once more with it, which finds nothing left to do.
 */
export async function provision(
  ports: ProvisioningPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
  for (const { dynamodb } of event.Records) {
    const pk = dynamodb?.Keys?.['pk']?.S ?? '';
    const sk = dynamodb?.Keys?.['sk']?.S ?? '';
    try {
      if (pk === partitions.tenants) await followTenant(ports, tenantId.parse(sk));
      else if (pk.startsWith(partitions.invited)) {
        await sendInvitation(ports, tenantId.parse(pk.slice(partitions.invited.length)), sk);
      }
    } catch (error) {
      log('RECORD_REFUSED', errorFields(error));
      batchItemFailures.push({ itemIdentifier: dynamodb?.SequenceNumber ?? '' });
    }
  }
  return { batchItemFailures };
}
