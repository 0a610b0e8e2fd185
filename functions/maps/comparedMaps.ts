import type { AreaNames } from '@ohjaamo/shared/figures/persons/figures.ts';
import type { MapFact } from '@ohjaamo/shared/figures/persons/facts.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { instrumentOf } from './instrumentRepository.ts';
import { type MapRow, open, readMapRows } from './repository.ts';

/** A map that is compared, with the names of its areas as they stood in it. */
export interface ComparedMap extends MapFact {
  readonly names: AreaNames;
}

/**
 * The finished maps of a client that are compared: of each instrument the first, and those since an instant when there are any beside
 * it. Only of these the values are opened; whoever has one map keeps it shut. One Query.
 *
 * @param since UTC instant, ISO 8601
 */
export async function comparedMaps(
  scope: TenantScope,
  client: ClientId,
  { since, zone }: { readonly since: string; readonly zone: string },
): Promise<ComparedMap[]> {
  const rows = (await readMapRows(scope, client)).filter(({ state }) => state === 'DONE');
  const byInstrument = Map.groupBy(rows.toReversed(), ({ instrumentId }) => instrumentId);
  const compared = [...byInstrument.values()].flatMap(([first, ...later]) => {
    const recent = later.filter((row) => finishedAt(row) >= since);
    return first && recent.length > 0 ? [first, ...recent] : [];
  });
  return Promise.all(
    compared.map(async (row) => {
      const { instrumentId: instrument, instrumentVersion: version } = row;
      const [{ filled }, { areas }] = await Promise.all([
        open(scope, client, row),
        instrumentOf(scope, { id: instrument, version }),
      ]);
      const at = finishedAt(row);
      const values = Object.entries(filled.answers).flatMap(([area, { value }]) =>
        value === undefined ? [] : [[area, value] as const],
      );
      return {
        ...{ instrument, at, on: localDate(Math.floor(Date.parse(at) / 60_000), zone) },
        values: Object.fromEntries(values),
        names: Object.fromEntries(areas.map(({ key, name }) => [`${instrument}:${key}`, name])),
      };
    }),
  );
}

function finishedAt(row: MapRow): string {
  return row.finishedAt ?? row.startedAt;
}
