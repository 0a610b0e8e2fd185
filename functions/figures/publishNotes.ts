import { siteId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { quarter } from '@ohjaamo/shared/kernel/time.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eachRecord } from '../kernel/eachRecord.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { readTenant } from '../tenants/index.ts';
import { readNote, tellNote } from './noteRepository.ts';

interface Ports {
  readonly network: Table;
  readonly platform: Table;
  readonly openScope: OpenScope;
}

/**
 * Tells the network what sites say of their figures. Only whose note it is comes from the record's key: what it says, and under which
 * address, is read again from the municipality's own rows, so that none speaks in another's name and records that come twice or
 * late change nothing. Of a municipality that is gone, or a site that it does not have, nothing is told. Reads the register, a Query of
 * the tenant and the note; one conditional write.
 */
export function publishNotes(
  { network, platform, openScope }: Ports,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async ({ dynamodb }) => {
    const pk = dynamodb?.Keys?.['pk']?.S ?? '';
    const tenant = tenantId.parse(tenantOfKey(pk));
    const site = siteId.parse(dynamodb?.Keys?.['sk']?.S);
    const of = quarter.parse(pk.split('#').at(-1));
    if ((await standingOf(platform, tenant)) === 'GONE') return;
    const scope = openScope(tenant, 'publisher');
    const [named, note] = await Promise.all([readTenant(scope), readNote(scope, of, site)]);
    const place = named?.sites.find(({ id }) => id === site);
    if (named && place && note) {
      const { version, writtenAt, text } = note;
      await tellNote(
        network,
        { quarter: of, tenant, site },
        {
          ...{ tenantSlug: named.profile.slug, tenantName: named.profile.name },
          ...{ siteSlug: place.slug, siteName: place.name, version, writtenAt },
          ...(text && { text }),
        },
      );
    }
    log('RECORD_APPLIED');
  });
}
