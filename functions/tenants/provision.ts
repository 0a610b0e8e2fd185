import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, log } from '../kernel/log.ts';
import { partitions } from '../kernel/tenancy/keys.ts';
import { followTenant } from './followTenant.ts';
import type { ProvisioningPorts } from './provisionTenant.ts';

/**
 * Stream of the Platform table: does what the state of the tenants whose registry rows changed asks for. What the record says is not believed, the
 * row is read again, so the order of records means nothing: one that fails is reported, and the others go on. What comes
 * behind it is delivered once more with it, which finds nothing left to do.
 */
export async function provision(
  ports: ProvisioningPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
  for (const { dynamodb } of event.Records) {
    const tenant = tenantId.safeParse(dynamodb?.Keys?.['sk']?.S);
    if (dynamodb?.Keys?.['pk']?.S !== partitions.tenants || !tenant.success) continue;
    try {
      await followTenant(ports, tenant.data);
    } catch (error) {
      log('RECORD_REFUSED', errorFields(error));
      batchItemFailures.push({ itemIdentifier: dynamodb.SequenceNumber ?? '' });
    }
  }
  return { batchItemFailures };
}
