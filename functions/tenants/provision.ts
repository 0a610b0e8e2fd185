import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, log } from '../kernel/log.ts';
import { registryPartition } from '../kernel/tenancy/keys.ts';
import { type ProvisioningPorts, provisionTenant } from './provisionTenant.ts';

/**
 * Stream of the Platform table: provisions the tenants whose registry rows changed. What the record says is not believed, the
 * row is read again. The first record that fails is handed back with all that follow it.
 */
export async function provision(
  ports: ProvisioningPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  for (const { dynamodb } of event.Records) {
    const tenant = tenantId.safeParse(dynamodb?.Keys?.['sk']?.S);
    if (dynamodb?.Keys?.['pk']?.S !== registryPartition || !tenant.success) continue;
    try {
      await provisionTenant(ports, tenant.data);
    } catch (error) {
      log('RECORD_REFUSED', errorFields(error));
      return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}
