import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export const KEYS = 'key/*';
const ALIASES = 'alias/ohjaamo-tenant-*';

/**
 * The rights to make the KMS key of a new tenant and to give it its name. A key that does not exist yet cannot be named:
 * CreateKey is given for keys with the tag of a tenant, and everything else for keys that carry it.
 */
export function tenantKeyRights(scope: Construct): PolicyStatement[] {
  const { region, account, partition } = Stack.of(scope);
  const arn = (what: string): string => `arn:${partition}:kms:${region}:${account}:${what}`;
  return [
    new PolicyStatement({
      sid: 'MakeTenantKey',
      actions: ['kms:CreateKey', 'kms:TagResource'],
      resources: ['*'],
      conditions: { Null: { 'aws:RequestTag/tenantId': 'false' } },
    }),
    new PolicyStatement({ sid: 'NameTenantKey', actions: ['kms:CreateAlias'], resources: [arn(ALIASES)] }),
    new PolicyStatement({
      sid: 'UseNewTenantKey',
      actions: ['kms:CreateAlias', 'kms:DescribeKey', 'kms:ScheduleKeyDeletion'],
      resources: [arn(KEYS)],
      conditions: { Null: { 'aws:ResourceTag/tenantId': 'false' } },
    }),
  ];
}

/** The rights to disable the key of a tenant that has left and to have it deleted. */
export function keyEndRights(scope: Construct): PolicyStatement[] {
  const { region, account, partition } = Stack.of(scope);
  return [
    new PolicyStatement({
      sid: 'EndTenantKey',
      actions: ['kms:DescribeKey', 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
      resources: [`arn:${partition}:kms:${region}:${account}:${KEYS}`],
      conditions: { Null: { 'aws:ResourceTag/tenantId': 'false' } },
    }),
  ];
}

/** Says to the reviewer of the templates why these rights name no single key. */
export function acknowledgeTenantKeys(
  scope: Construct,
  policy: Construct,
  resources: readonly string[] = ['*', KEYS, ALIASES],
): void {
  const place = `arn:<AWS::Partition>:kms:${Stack.of(scope).region}:<AWS::AccountId>`;
  for (const resource of resources) {
    acknowledge(
      policy,
      `IAM5[Resource::${resource === '*' ? '*' : `${place}:${resource}`}]`,
      'Keys of tenants are made at run time, one for each municipality; the tag tenantId holds these rights to them.',
    );
  }
}
