import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { hashOf } from '../../kernel/hash.ts';
import type { Table, Write } from '../../kernel/table.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { readBeginning } from '../../tenants/index.ts';
import { isPublished } from '../published.ts';

/**
 * The municipality as its rows say, without what the settings lay over them: what is written back must not make a dated setting
 * permanent. `state-conflict`: it is not published, and the set-up changes it. One Query, and the slug.
 */
export async function readLive(network: Table, scope: TenantScope): Promise<Result<Tenant, Problem>> {
  const read = await readBeginning(scope, true);
  if (!read) throw new Error('The tenant has no profile');
  return (await isPublished(network, scope, read.tenant)) ? succeed(read.tenant) : conflict('NOT_PUBLISHED');
}

/** The refusal of a change that cannot be made now. */
export function conflict(reason: string): Result<never, Problem> {
  return fail(problem('state-conflict', { conflicts: [{ reason }] }));
}

/** What a change of something is conditional on. */
export function versionOf(value: unknown): string {
  return hashOf(JSON.stringify(value));
}

/** The write that puts a named thing over the one that was read, or is the first; it fails when somebody else changed it in between. */
export function overWrite<V>(
  scope: TenantScope,
  row: { readonly sk: string; readonly kind: 'SERVICE' | 'SITE'; readonly value: V },
  before: V | undefined,
): Write {
  const { sk, kind, value } = row;
  return {
    Put: {
      TableName: scope.work.name,
      Item: { ...scope.keys.tenant(sk), kind, value },
      ...(before === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#value = :before',
            ExpressionAttributeNames: { '#value': 'value' },
            ExpressionAttributeValues: { ':before': before },
          }),
    },
  };
}

/** The condition that a site which stays open is not closed in between. */
export function openCheck(scope: TenantScope, { id }: Site): Write {
  return {
    ConditionCheck: {
      TableName: scope.work.name,
      Key: scope.keys.tenant(`SITE#${id}`),
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#value.#closedFrom)',
      ExpressionAttributeNames: { '#value': 'value', '#closedFrom': 'closedFrom' },
    },
  };
}

/** The condition that the page's languages are those that the names were judged by. */
export function languagesCheck(scope: TenantScope, { profile }: Tenant): Write {
  return {
    ConditionCheck: {
      TableName: scope.work.name,
      Key: scope.keys.tenant('PROFILE'),
      ConditionExpression: '#value.#languages = :languages',
      ExpressionAttributeNames: { '#value': 'value', '#languages': 'languages' },
      ExpressionAttributeValues: { ':languages': profile.languages },
    },
  };
}
