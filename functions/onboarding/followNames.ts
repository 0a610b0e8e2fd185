import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eachRecord } from '../kernel/eachRecord.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { readTenant } from '../tenants/index.ts';
import { followDirectory } from './live/followDirectory.ts';
import { isPublished } from './published.ts';

/** What following the names of municipalities reaches. */
interface NamePorts {
  readonly network: Table;
  readonly platform: Table;
  readonly openScope: OpenScope;
}

/**
 * Follows the names and sites in the Work table's stream, and completes the street's list where whoever changed them was killed before it
 * followed. What the record holds is not believed: names and list are read again, so records that come twice or late change nothing.
 * Of a municipality whose page is not published, or that leaves, nothing is listed. Reads the register, the slug, the names
 * twice and the list; writes only what differs.
 */
export function followNames(
  { network, platform, openScope }: NamePorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async ({ dynamodb }) => {
    const tenant = tenantId.parse(tenantOfKey(dynamodb?.Keys?.['pk']?.S ?? ''));
    if ((await standingOf(platform, tenant)) === 'GONE') return;
    const scope = openScope(tenant, 'follower');
    const named = await readTenant(scope, true);
    if (named && (await isPublished(network, scope, named))) await followDirectory(network, scope);
    log('RECORD_APPLIED');
  });
}
