import { marshall } from '@aws-sdk/util-dynamodb';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { TenantState } from '@ohjaamo/shared/tenants/life.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { register } from '../support/house.ts';
import type { practiceTown } from './practiceTown.ts';

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;
const image = (row: Record<string, unknown>) => marshall(row) as Image;

/** A row of the Work table as its stream brings it, with what stood there before. */
export function streamed(after: Record<string, unknown>, before?: Record<string, unknown>): DynamoDBRecord {
  return {
    dynamodb: { SequenceNumber: '1', NewImage: image(after), ...(before && { OldImage: image(before) }) },
  };
}

/** A town in the register, and its row there as the stream brings it when the town goes over to another state. */
export async function registered({
  house,
  tenant,
  tenantId,
}: Awaited<ReturnType<typeof practiceTown>>['town']) {
  await register(house.platform, tenantId, tenant);
  const key = platformKeys.tenant(tenantId);
  return {
    async goTo(state: TenantState, from: TenantState): Promise<DynamoDBRecord> {
      await house.platform.update({
        Key: key,
        UpdateExpression: 'SET #state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': state },
      });
      const row = { ...key, kind: 'TENANT' };
      return streamed({ ...row, state }, { ...row, state: from });
    },
  };
}
