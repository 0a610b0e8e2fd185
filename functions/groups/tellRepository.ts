import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tenantId, type SignUpId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  type GroupRecord,
  groupRecord,
  type RollRecord,
  rollRecord,
  type SignUpRecord,
  signUpRecord,
} from './record.ts';

/** What somebody may have to be told of, before and after a write, as the stream tells it. */
export type GroupNews =
  | { readonly tenantId: TenantId; readonly kind: 'SIGN_UP'; readonly after: SignUpRecord }
  | { readonly tenantId: TenantId; readonly kind: 'REMOVAL'; readonly after: SignUpRecord }
  | { readonly tenantId: TenantId; readonly kind: 'OPENING_ENDED'; readonly after: SignUpRecord }
  | {
      readonly tenantId: TenantId;
      readonly kind: 'ROLL';
      readonly before: RollRecord;
      readonly after: RollRecord;
    }
  | {
      readonly tenantId: TenantId;
      readonly kind: 'GROUP';
      readonly before: GroupRecord;
      readonly after: GroupRecord;
    };

const keyed = z.object({ pk: z.string(), kind: z.string() });

/** Reads a stream record; `undefined` when nobody is to be told of it. */
export function readNews(record: DynamoDBRecord): GroupNews | undefined {
  const before = imageOf(record.dynamodb?.OldImage);
  const after = imageOf(record.dynamodb?.NewImage);
  if (!after) return undefined;
  const { pk, kind } = keyed.parse(after);
  const of = () => ({ tenantId: tenantId.parse(tenantOfKey(pk)) });
  if (kind === 'SIGN_UP') {
    const signUp = signUpRecord.parse(after);
    if (!before) return { ...of(), kind, after: signUp };
    // All other changes of it are our own notes of what was told.
    const was = signUpRecord.parse(before);
    if (signUp.removedAt !== was.removedAt) return { ...of(), kind: 'REMOVAL', after: signUp };
    const hasEnded = signUp.through?.endedAt !== was.through?.endedAt;
    return hasEnded ? { ...of(), kind: 'OPENING_ENDED', after: signUp } : undefined;
  }
  if (!before) return undefined;
  if (kind === 'ROLL') {
    return { ...of(), kind, before: rollRecord.parse(before), after: rollRecord.parse(after) };
  }
  if (kind === 'GROUP') {
    return { ...of(), kind, before: groupRecord.parse(before), after: groupRecord.parse(after) };
  }
  return undefined;
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

function imageOf(image: Image): Record<string, unknown> | undefined {
  return image && unmarshall(image as Parameters<typeof unmarshall>[0]);
}

/** Adds the link of a message that is about to leave; false when this person has been told of `what` already. */
export async function prepareTelling(
  scope: TenantScope,
  id: SignUpId,
  what: string,
  secretHash: string,
): Promise<boolean> {
  const prepared = await scope.work.update({
    Key: scope.keys.signUp(id),
    UpdateExpression: 'ADD mailedHashes :hash',
    ConditionExpression: 'attribute_exists(pk) AND NOT contains(told, :what)',
    ExpressionAttributeValues: { ':hash': new Set([secretHash]), ':what': what },
  });
  return prepared.ok;
}

/** Notes that somebody has been told. */
export async function noteTold(scope: TenantScope, id: SignUpId, what: string): Promise<void> {
  await scope.work.update({
    Key: scope.keys.signUp(id),
    UpdateExpression: 'ADD told :what',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':what': new Set([what]) },
  });
}
