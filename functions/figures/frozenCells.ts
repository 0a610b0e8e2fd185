import type { CubeId } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { cubeOf } from '@ohjaamo/shared/figures/network/cubes.ts';
import { belongsTo } from '@ohjaamo/shared/figures/network/families.ts';
import { siteKey } from '@ohjaamo/shared/figures/network/pattern.ts';
import { cellsOf, type CubeCells } from '@ohjaamo/shared/figures/network/publish.ts';
import type { FrozenPattern, FrozenSite } from './networkRepository.ts';

/** A quarter as it is frozen: what it hides, and every version of each site's row. */
export type Frozen = FrozenPattern & { readonly sites: readonly FrozenSite[] };

/** The newest row of everybody whom a cube is about, by address, and the cube's cells of them as its pattern shows them. */
export function frozenCells(
  cube: CubeId,
  frozen: Frozen,
): { readonly rows: readonly FrozenSite[]; readonly cells: CubeCells } {
  const { family } = cubeOf(cube);
  const latest = new Map(
    frozen.sites.filter((row) => belongsTo(family, row)).map((row) => [siteKey(row), row]),
  );
  const rows = [...latest.values()].sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
  const series = rows.map(({ tenant, site, counts }) => ({ tenant, site, versions: [counts] }));
  return { rows, cells: cellsOf(cube, series, frozen.pattern) };
}

function addressOf({ tenantSlug, siteSlug }: FrozenSite): string {
  return `${tenantSlug}/${siteSlug}`;
}
