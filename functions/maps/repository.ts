import { type ClientId, code, type MapId, mapId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type FilledMap, filledMap } from '@ohjaamo/shared/maps/answers.ts';
import { instrumentId, instrumentVersion } from '@ohjaamo/shared/maps/instrument.ts';
import { mapStates, mapWays } from '@ohjaamo/shared/maps/mapState.ts';
import * as z from 'zod';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const mapRow = z.object({
  kind: z.literal('MAP'),
  id: mapId,
  instrumentId,
  instrumentVersion,
  state: z.enum(mapStates),
  way: z.enum(mapWays),
  startedAt: z.string(),
  startedBy: staffId,
  finishedAt: z.string().optional(),
  /** Organisation that recorded it. */
  owner: code,
  version: z.int(),
  /** Keyed hash of the code under which it was kept before it was claimed. */
  keptUnder: z.string().optional(),
  sealed: z.object({ map: z.string() }),
});

/** A map as it stands in the client's partition; values and words are sealed together. */
export type MapRow = z.infer<typeof mapRow>;

/** A map with what was said in it. */
export interface OpenedMap {
  readonly row: MapRow;
  readonly filled: FilledMap;
}

const BEGINS = 'MAP#';
const sk = (map: MapId): string => `${BEGINS}${map}`;

/** Reads one map, consistently, and opens it. */
export async function readMapRow(
  scope: TenantScope,
  client: ClientId,
  map: MapId,
): Promise<OpenedMap | undefined> {
  const row = await scope.cases.get(scope.keys.client(client, sk(map)), mapRow);
  return row && open(scope, client, row);
}

/** All maps of a client, opened, the latest first: one Query, about half a read unit for a map without many words. */
export async function readMapRows(scope: TenantScope, client: ClientId): Promise<MapRow[]> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, mapRow, { begins: BEGINS });
  return items.sort((one, other) => timeOf(other).localeCompare(timeOf(one)));
}

/** Opens a map. */
export async function open(scope: TenantScope, client: ClientId, row: MapRow): Promise<OpenedMap> {
  const { map } = await openTexts(scope, { client, sk: sk(row.id) }, row.sealed);
  return { row, filled: filledMap.parse(JSON.parse(map ?? '{}')) };
}

function timeOf({ finishedAt, startedAt }: MapRow): string {
  return finishedAt ?? startedAt;
}

/** A row with what is said in it, sealed. */
export async function sealedRow(
  scope: TenantScope,
  client: ClientId,
  row: Omit<MapRow, 'kind' | 'sealed'>,
  filled: FilledMap,
): Promise<MapRow> {
  const sealed = await sealTexts(scope, { client, sk: sk(row.id) }, { map: JSON.stringify(filled) });
  return { ...row, kind: 'MAP', sealed: { map: sealed['map'] ?? '' } };
}

/** Place of the map in the transaction that puts it. */
const MAP_PUT = 0;

/** Puts a new map together with `more`; gives the map of that id when there is one. */
export async function putNewMap(
  scope: TenantScope,
  client: ClientId,
  row: MapRow,
  more: readonly Write[],
): Promise<Result<void, { readonly standing: MapRow } | 'refused'>> {
  const done = await scope.cases.transact([
    scope.cases.putWrite({ ...scope.keys.client(client, sk(row.id)), ...row }, true),
    ...more,
  ]);
  if (done.ok) return succeed(undefined);
  const standing = done.error.failures.find(({ index }) => index === MAP_PUT)?.item;
  return fail(standing ? { standing: mapRow.parse(standing) } : 'refused');
}

/** Puts a changed map while the version that was read still stands, together with `more`. */
export async function putMap(
  scope: TenantScope,
  client: ClientId,
  before: MapRow,
  after: MapRow,
  more: readonly Write[],
): Promise<Result<void, 'changed'>> {
  const done = await scope.cases.transact([
    scope.cases.putOverWrite({ ...scope.keys.client(client, sk(after.id)), ...after }, before.version),
    ...more,
  ]);
  return done.ok ? done : fail('changed');
}
