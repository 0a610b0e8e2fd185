import { bucketOf, nameFits, nameWords, phoneForm } from '@ohjaamo/shared/cases/search.ts';
import { type ClientId, clientId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { traceWrite } from '../kernel/traces.ts';

/** What of a client is searched by. */
export interface Searched {
  readonly id: ClientId;
  readonly displayName: string;
  readonly phone?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

const findRow = z.object({ clientId, words: z.array(z.string()).optional() });

/** What stands in the index for a client: under each hash the words of the name that begin alike, if it is about a name. */
async function placesOf(
  scope: TenantScope,
  client: Searched,
): Promise<ReadonlyMap<string, readonly string[] | undefined>> {
  const buckets = Map.groupBy(nameWords(client.displayName), bucketOf);
  const phone = client.phone === undefined ? undefined : phoneForm(client.phone);
  const hash = async (kind: string, text: string, words?: readonly string[]) =>
    [await scope.vault.fingerprint(kind, text), words] as const;
  return new Map(
    await Promise.all([
      ...[...buckets].map(([letters, words]) => hash('find-name', letters, words)),
      ...(phone === undefined ? [] : [hash('find-phone', phone)]),
      ...(client.tags ?? []).map((tag) => hash('find-tag', tag)),
    ]),
  );
}

/**
 * The writes that keep the search as the client is after a change, with traces of the rows for erasing and merging. `before` is
 * absent for a new client. They go into the transaction of the change: for a usual new client (two words, a telephone) six units.
 */
export async function searchWrites(
  scope: TenantScope,
  before: Searched | undefined,
  after: Searched,
): Promise<Write[]> {
  const [old, now] = await Promise.all([
    before ? placesOf(scope, before) : new Map(),
    placesOf(scope, after),
  ]);
  const gone = [...old.keys()].filter((hash) => !now.has(hash as string)) as string[];
  const changed = [...now].filter(
    ([hash, words]) => !old.has(hash) || String(old.get(hash)) !== String(words),
  );
  return [
    ...gone.map((hash) => ({
      Delete: { TableName: scope.cases.name, Key: scope.keys.find(hash, after.id) },
    })),
    ...changed.flatMap(([hash, words]) => [
      scope.cases.putWrite({
        ...scope.keys.find(hash, after.id),
        kind: 'FIND',
        clientId: after.id,
        ...(words && { words }),
      }),
      traceWrite(scope, after.id, scope.keys.find(hash, after.id)),
    ]),
  ];
}

/**
 * Ids of the clients whom the words of a name may mean, in no order; whoever shows them reads each client's own row, which
 * decides. One Query of the bucket of the longest word: 1 read unit for about 60 people whose names begin alike.
 */
export async function findByName(scope: TenantScope, text: string): Promise<ClientId[]> {
  const [longest = ''] = nameWords(text).toSorted((one, other) => other.length - one.length);
  const rows = await find(scope, 'find-name', bucketOf(longest));
  return rows.filter(({ words = [] }) => nameFits(words.join(' '), longest)).map((row) => row.clientId);
}

/** Ids of the clients who have this telephone. */
export async function findByPhone(scope: TenantScope, text: string): Promise<ClientId[]> {
  const phone = phoneForm(text);
  return phone === undefined ? [] : (await find(scope, 'find-phone', phone)).map((row) => row.clientId);
}

/** Ids of the clients whose matters have this tag. */
export async function findByTag(scope: TenantScope, tag: string): Promise<ClientId[]> {
  return (await find(scope, 'find-tag', tag)).map((row) => row.clientId);
}

async function find(scope: TenantScope, kind: string, text: string): Promise<z.infer<typeof findRow>[]> {
  const hash = await scope.vault.fingerprint(kind, text);
  const { pk } = scope.keys.find(hash, '' as ClientId);
  return (await scope.cases.query(pk, findRow, { consistent: true })).items;
}
