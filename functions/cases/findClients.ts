import type { FoundClient } from '@ohjaamo/shared/cases/searchRoutes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { MaySee, Sift } from '../access/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type ClientRow, readClientRows } from './repository.ts';

/** So often a record may have been taken into another one that was itself taken in. */
const HOPS = 5;

/**
 * The clients of the ids as they stand now, those that were taken into another record as that one, each once; only those that
 * whoever asks may know of. 1 read unit for each.
 */
export async function clientsOf(
  scope: TenantScope,
  ids: readonly ClientId[],
  sift: Sift,
): Promise<{ readonly clients: ClientRow[]; readonly maySee: MaySee }> {
  const standing = new Map<ClientId, ClientRow>();
  let wanted = [...new Set(ids)];
  for (let hop = 0; hop < HOPS && wanted.length > 0; hop++) {
    const rows = await readClientRows(scope, wanted);
    for (const row of rows) if (!row.mergedInto) standing.set(row.id, row);
    wanted = [...new Set(rows.flatMap(({ mergedInto }) => mergedInto ?? []))].filter(
      (id) => !standing.has(id),
    );
  }
  const rows = [...standing.values()];
  const maySee = await sift(rows);
  return { clients: rows.filter((row) => maySee(row, 'BASICS')), maySee };
}

/** A client as a search shows one. The year of birth tells people of one name apart, where contact details may be seen. */
export function viewFound(client: ClientRow, tenant: Tenant, maySee: MaySee): FoundClient {
  const named = client.team.find(({ part }) => part === 'NAMED')?.staffId;
  return {
    id: client.id,
    displayName: client.displayName,
    identification: client.identification,
    ...(client.birthDate &&
      maySee(client, 'CONTACT_DETAILS') && { birthYear: Number(client.birthDate.slice(0, 4)) }),
    namedWorker: tenant.staff.find(({ id }) => id === named)?.name ?? '',
  };
}
