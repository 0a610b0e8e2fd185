import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readAllEntries } from './storyRows.ts';

/**
 * Everything that happened to a client's case, opened, the newest first: for whoever has a right to all of it. What a note says comes
 * with the notes. Half a read unit for 4 KB.
 */
export async function storyOf(scope: TenantScope, client: ClientId) {
  const entries = await readAllEntries(scope, client);
  const opened = entries.map(async ({ sk, id, at, what, by, category, owner, record, note, sealed }) => ({
    ...{ id, at, what, category, owner },
    ...(by && { by }),
    ...(record !== undefined && { record }),
    ...(!note && { texts: await openTexts(scope, { client, sk }, sealed) }),
  }));
  return (await Promise.all(opened)).reverse();
}
