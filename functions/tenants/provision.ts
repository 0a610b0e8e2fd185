import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eachRecord } from '../kernel/eachRecord.ts';
import { partitions } from '../kernel/tenancy/keys.ts';
import { followTenant } from './followTenant.ts';
import { sendInvitation } from './sendInvitation.ts';
import type { ProvisioningPorts } from './provisionTenant.ts';

/**
 * Stream of the Platform table: does what the state of the tenants whose registry rows changed asks for, and mails invitations. What the record says is not believed, the
 * row is read again, so the order of records means nothing: one that fails is reported, and the others go on. What comes
 * behind it is delivered once more with it, which finds nothing left to do.
 */
export function provision(
  ports: ProvisioningPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async ({ dynamodb }) => {
    const pk = dynamodb?.Keys?.['pk']?.S ?? '';
    const sk = dynamodb?.Keys?.['sk']?.S ?? '';
    if (pk === partitions.tenants) await followTenant(ports, tenantId.parse(sk));
    else if (pk.startsWith(partitions.invited)) {
      await sendInvitation(ports, tenantId.parse(pk.slice(partitions.invited.length)), sk);
    }
  });
}
